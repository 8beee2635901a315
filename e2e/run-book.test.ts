import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { booksOf, RunBook, type BookHeading } from './run-book.ts'

const heading = (planDigest: string, startedAt: string): BookHeading => ({
  ...{ kind: 'run', planDigest, commit: 'a', versions: {}, startedAt },
})

test('a plan’s books are read in order, without others’ and without a line that was cut short', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-book-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const write = async (name: string, head: BookHeading, ...lines: number[]) => {
    const book = await RunBook.open<BookHeading, number>(folder, name, head)
    await Promise.all(lines.map((line) => book.add(line)))
  }
  await write('kills', heading('mine', '2026-11-23T12:00:00.000Z'), 3)
  await write('kills', heading('mine', '2026-11-23T11:00:00.000Z'), 1, 2)
  await write('kills', heading('another', '2026-11-23T10:00:00.000Z'), 9)
  await write('others', heading('mine', '2026-11-23T10:00:00.000Z'), 9)
  const [, first = ''] = (await readdir(folder)).toSorted()
  await appendFile(join(folder, first), '{"kind":"ki')

  const books = await booksOf<BookHeading, number>(folder, 'kills', 'mine')
  expect(books.map(({ lines }) => lines)).toEqual([[1, 2], [3]])
})
