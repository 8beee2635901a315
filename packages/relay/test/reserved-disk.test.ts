import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { discardFolder, temporaryFolder } from '../src/adapters/disk/temporary-folder.fixture.ts'
import { cellNumber } from '../src/domain/cell.fixture.ts'
import { postCell, say } from '../src/http/raw-connection.fixture.ts'
import { fetchWhole, rosterOfToday } from './desk.fixture.ts'
import { startRelayProcess } from './relay-process.fixture.ts'
import { mountSmallDisk } from './small-disk.fixture.ts'

/** Of which a fiftieth, 800 KiB, is kept back. */
const DISK_KIB = 40_000
const LEFT_BYTES = 700 * 1024

it('a relay whose disk is nearly full refuses cells with the answer of a full one, says so, and takes a roster', async (context) => {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const disk = await mountSmallDisk(folder, DISK_KIB)
  if (disk === undefined) return context.skip('this process may not mount, so no disk was filled')
  onTestFinished(() => disk.discard())
  const config = { folder: join(disk.folder, 'state'), reserveBytes: 2 ** 30 }
  const start = async () => {
    const relay = await startRelayProcess(folder, { config })
    onTestFinished(() => relay.stop('SIGKILL'))
    return relay
  }
  const cellTo = async (url: string, number: number) =>
    (await say(url, postCell(cellNumber(number)))).split('\r\n')[0]

  const roomy = await start()
  expect(await cellTo(roomy.url, 1)).toMatch(/ 204 /u)
  await roomy.stop('SIGTERM')
  expect(roomy.printed()).not.toContain('disk-')

  const { bavail, bsize } = await statfs(disk.folder)
  const filler = join(disk.folder, 'filler')
  await writeFile(filler, new Uint8Array(bavail * bsize - LEFT_BYTES))
  const reserved = await start()
  expect(reserved.printed()).toMatch(/^disk-reserved: The disk is nearly full[^\n]*\n/u)
  const refusal = await say(reserved.url, postCell(cellNumber(2)))
  expect(refusal).toMatch(/^HTTP\/1\.1 503 [^]*"urn:cronista:problem:storage-failed"/u)
  const { bytes } = rosterOfToday()
  const handedIn = await fetchWhole(reserved.url, '/desk/roster', {
    method: 'PUT',
    body: bytes.slice(),
  })
  expect(handedIn?.status).toBe(204)
  await reserved.stop('SIGTERM')

  await rm(filler)
  expect(await cellTo((await start()).url, 2)).toMatch(/ 204 /u)
})
