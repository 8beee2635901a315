import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DiskMirrorStore } from './adapters/disk-mirror-store.ts'
import { MemoryMirrorStore } from './adapters/memory-mirror-store.ts'
import { mirrorStoreContract } from './mirror-store.contract.ts'

async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'cronista-mirror-'))
}

mirrorStoreContract('memory', async () => ({
  store: new MemoryMirrorStore(),
  discard: async () => undefined,
}))

mirrorStoreContract('disk', async () => {
  const folder = await temporaryFolder()
  return {
    store: await DiskMirrorStore.open(folder),
    reopen: () => DiskMirrorStore.open(folder),
    discard: () => rm(folder, { recursive: true }),
  }
})

test('a folder takes away what was left unfinished, and says so when it cannot be one', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => rm(folder, { recursive: true }))
  await DiskMirrorStore.open(folder)
  await writeFile(join(folder, 'files', 'ab.unfinished'), 'half')
  await DiskMirrorStore.open(folder)
  expect(await readdir(join(folder, 'files'))).toEqual([])
  await writeFile(join(folder, 'a-file'), '')
  await chmod(join(folder, 'a-file'), 0o444)
  await expect(DiskMirrorStore.open(join(folder, 'a-file'))).rejects.toMatchObject({
    code: 'folder-not-writable',
  })
})
