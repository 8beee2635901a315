import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepWords } from './demo-words.ts'

let folder = ''
let path = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cronista-words-'))
  path = join(folder, 'words.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const random = (length: number): Uint8Array => new Uint8Array(length).fill(7)

test('words are drawn once and read back as they were, by this account alone', async () => {
  const drawn = await keepWords(path, random)
  expect(drawn).toMatchObject({ wereKept: false })
  expect(await keepWords(path, random)).toEqual({ ...drawn, wereKept: true })
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readFile(path, 'utf8')).toContain('For a demonstration only')
})

test.each([
  ['no words', '{}'],
  ['words without parity', '{"words":"ábaco ábaco ábaco ábaco ábaco ábaco ábaco abdomen"}'],
  ['half a file', '{"words":'],
])('%s are damage', async (_, text) => {
  await writeFile(path, text)
  await expect(keepWords(path, random)).rejects.toMatchObject({ code: 'state-damaged' })
})
