import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { toHex } from '@cronista/protocol'
import { expect, it, onTestFinished, type TestContext } from 'vitest'
import { discardFolder, temporaryFolder } from '../src/adapters/disk/temporary-folder.fixture.ts'
import { batchOf, siteNumber } from '../src/http/release.fixture.ts'
import {
  askAsDevice,
  batchesAt,
  putFiles,
  putRelease,
  putRoster,
  releaseOfToday,
  servedNumbers,
} from './desk.fixture.ts'
import { startRelayProcess } from './relay-process.fixture.ts'
import { mountSmallDisk } from './small-disk.fixture.ts'

const DISK_KIB = 4_000
/** Batches. */
const MORE_THAN_FIT = 130
/** Files with their compressed copies. */
const FILES = 45
const FILE_BYTES = 65_536
const TOLD =
  /^The relay listens at \S+\n(?:storage-failed: The (?:database|disk) failed[^\n]*\n)+$/u

/** A relay on a disk that is soon full. */
async function relayOnSmallDisk(context: TestContext) {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const disk = await mountSmallDisk(folder, DISK_KIB)
  if (disk === undefined) return context.skip('this process may not mount, so no disk was filled')
  onTestFinished(() => disk.discard())
  const config = { folder: join(disk.folder, 'state') }
  const relay = await startRelayProcess(folder, { config })
  onTestFinished(() => relay.stop('SIGKILL'))
  const restart = async () => {
    await relay.stop('SIGTERM')
    expect(relay.printed()).toMatch(TOLD)
    const again = await startRelayProcess(folder, { config })
    onTestFinished(() => again.stop('SIGKILL'))
    return again
  }
  return { relay, disk, restart, rosterHead: await putRoster(relay.url) }
}

it('a relay whose disk is full takes no batch that it cannot keep, and the same one later', async (context) => {
  const { relay, disk, restart } = await relayOnSmallDisk(context)
  const sent: Uint8Array[] = []
  let status: number | undefined = 204
  while (status === 204 && sent.length < MORE_THAN_FIT) {
    sent.push(batchOf(sent.length + 1))
    status = (await askAsDevice(relay.url, `/desk/journal/${sent.length}`, sent.at(-1)))?.status
  }
  expect(status).toBe(503)
  await disk.makeRoom()
  const again = await askAsDevice(relay.url, `/desk/journal/${sent.length}`, sent.at(-1))
  expect(again?.status).toBe(204)
  const kept = await batchesAt((await restart()).url)
  expect([...kept.values()]).toEqual(sent.map(toHex))
})

it('a relay whose disk is full goes on serving the release that it has', async (context) => {
  const { relay, disk, restart, rosterHead } = await relayOnSmallDisk(context)
  const first = releaseOfToday({ rosterHead })
  await putFiles(relay.url, first)
  expect(await putRelease(relay.url, first)).toBe(204)

  const noise = Array.from({ length: FILES }, (_, index) => [
    `/n${index}.txt`,
    toHex(new Uint8Array(randomBytes(FILE_BYTES / 2))),
  ])
  const site = { ...siteNumber(2), ...Object.fromEntries(noise) }
  const second = releaseOfToday({ rosterHead, number: 2, previousHead: first.head, site })
  const statuses = await putFiles(relay.url, second)
  expect([...new Set(statuses)].toSorted()).toEqual([204, 503])
  expect(await putRelease(relay.url, second)).toBe(409)
  expect(await servedNumbers(relay.url)).toEqual([1, 1, 1])

  await disk.makeRoom()
  expect(new Set(await putFiles(relay.url, second))).toEqual(new Set([204]))
  expect(await putRelease(relay.url, second)).toBe(204)
  expect(await servedNumbers((await restart()).url)).toEqual([2, 2, 2])
})
