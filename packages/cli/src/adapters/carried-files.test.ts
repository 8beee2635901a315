import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/cronista-process.fixture.ts'
import { makeOwnFolder, readBytes, writeNewBytes, writeNewText } from './carried-files.ts'

const MODE = 0o777

test('a file that is carried takes no other’s place', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'share.txt')
  await writeNewText(path, 'the first')
  await expect(writeNewText(path, 'another')).rejects.toMatchObject({ code: 'file-exists' })
  expect(await readFile(path, 'utf8')).toBe('the first')
  await mkdir(join(folder, 'taken'))
  await expect(writeNewText(join(folder, 'taken'), 'another')).rejects.toMatchObject({
    code: 'file-exists',
  })
  expect((await readdir(folder)).sort()).toEqual(['share.txt', 'taken'])
})

test('it and its folder can be read by their owner alone', async () => {
  const folder = join(await temporaryFolder(), 'offline')
  await makeOwnFolder(folder)
  const path = join(folder, 'share.txt')
  await writeNewText(path, 'eight words')
  expect((await stat(path)).mode & MODE).toBe(0o600)
  expect((await stat(folder)).mode & MODE).toBe(0o700)
})

test('bytes come back, whatever spaces and line breaks were added on the way', async () => {
  const folder = await temporaryFolder()
  const bytes = Uint8Array.from({ length: 500 }, (_, index) => index)
  await writeNewBytes(join(folder, 'card.txt'), bytes)
  const text = await readFile(join(folder, 'card.txt'), 'utf8')
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBe(76)
  await writeNewText(join(folder, 'mailed.txt'), ` ${text.replaceAll('\n', ' \r\n\t')} `)
  expect(await readBytes(join(folder, 'mailed.txt'))).toEqual(bytes)
})
