import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { utf8 } from '@cronista/protocol'
import { expect, it, onTestFinished } from 'vitest'
import { fileHashOf } from '../../domain/file-hash.ts'
import { beginningOf, hourOf, type Hour } from '../../domain/hour.ts'
import { releaseFilesContract } from '../../ports/release-files.contract.ts'
import { nativePrimitives } from '../node/native-primitives.ts'
import { DiskReleaseFiles } from './disk-release-files.ts'
import { discardFolder, temporaryFolder } from './temporary-folder.fixture.ts'

const HOUR = hourOf(Date.UTC(2026, 4, 1, 12))
const PAGE = utf8('<p>portada</p>'.repeat(200))
const hash = fileHashOf(nativePrimitives.sha256(PAGE))

releaseFilesContract('disk', async () => {
  const folder = await temporaryFolder()
  return {
    port: await DiskReleaseFiles.open(folder),
    reopen: () => DiskReleaseFiles.open(folder),
    discard: () => discardFolder(folder),
  }
})

async function folderOfTest(): Promise<string> {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  return folder
}

it('leaves no finer date on a file than the hour, and nothing but its hash for a name', async () => {
  const folder = await folderOfTest()
  const files = await DiskReleaseFiles.open(folder)
  for (const hour of [HOUR, (HOUR + 1) as Hour]) {
    await files.put(hash, PAGE, hour)
    expect((await stat(join(folder, hash))).mtimeMs).toBe(beginningOf(hour))
  }
  expect((await stat(join(folder, `${hash}.br`))).mtimeMs).toBe(beginningOf(HOUR))
  expect((await readdir(folder)).toSorted()).toEqual([hash, `${hash}.br`])
})

it('does not take a compressed copy that a killed process left for the file', async () => {
  const folder = await folderOfTest()
  await writeFile(join(folder, `${hash}.br`), 'of nothing')
  await writeFile(join(folder, `${hash}.unfinished`), 'half')
  const files = await DiskReleaseFiles.open(folder)
  expect(await files.sizeOf(hash)).toBeUndefined()
  expect(await files.put(hash, PAGE, HOUR)).toBe('stored')
  expect((await files.find(hash, 'accepted'))?.bytes.length).toBeGreaterThan(10)
  expect((await files.find(hash, 'refused'))?.bytes).toEqual(PAGE)
})

it('forgets a compressed copy together with its file, and one that was left alone', async () => {
  const folder = await folderOfTest()
  const files = await DiskReleaseFiles.open(folder)
  await files.put(hash, PAGE, HOUR)
  await writeFile(join(folder, `${'0'.repeat(64)}.br`), 'of nothing')
  await files.forgetBefore((HOUR + 1_000_000) as Hour, () => false)
  expect(await readdir(folder)).toEqual([])
})
