import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { segmentName } from '@cronista/protocol'
import { expect, it, onTestFinished } from 'vitest'
import { segmentStoreContract } from '../../ports/segment-store.contract.ts'
import { DiskSegmentStore } from './disk-segment-store.ts'
import { collected } from '../../ports/collected.fixture.ts'
import { discardFolder, temporaryFolder } from './temporary-folder.fixture.ts'

segmentStoreContract('disk', async () => {
  const folder = await temporaryFolder()
  return {
    port: await DiskSegmentStore.open(folder),
    reopen: () => DiskSegmentStore.open(folder),
    discard: () => discardFolder(folder),
  }
})

it('takes away what a killed process left unfinished, and nothing else', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const name = segmentName(1, 0)
  await (await DiskSegmentStore.open(folder)).put(name, Uint8Array.of(1))
  await writeFile(join(folder, `${segmentName(2, 0)}.unfinished`), 'half')
  const store = await DiskSegmentStore.open(folder)
  expect(await readdir(folder)).toEqual([name])
  expect(await collected(store.names())).toEqual([name])
})
