import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { discardFolder, temporaryFolder } from '../src/adapters/disk/temporary-folder.fixture.ts'
import { postCell, say } from '../src/http/raw-connection.fixture.ts'
import { cellNumber } from '../src/domain/cell.fixture.ts'
import { sendCells } from './cell-senders.fixture.ts'
import { keptCellNumbers } from './kept-cells.fixture.ts'
import { startRelayProcess } from './relay-process.fixture.ts'
import { mountSmallDisk } from './small-disk.fixture.ts'

const DISK_KIB = 3_000
const MORE_THAN_FIT = 3_000
/** After so many in a row, not even one more cell fits. */
const REFUSALS = 40

it('a relay whose disk is full says 503, loses nothing, and goes on when there is room', async (context) => {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const disk = await mountSmallDisk(folder, DISK_KIB)
  if (disk === undefined) return context.skip('this process may not mount, so no disk was filled')
  onTestFinished(() => disk.discard())

  const state = join(disk.folder, 'state')
  const relay = await startRelayProcess(folder, { config: { folder: state } })
  onTestFinished(() => relay.stop('SIGKILL'))
  const acknowledged: number[] = []
  const statuses = new Set<number>()
  let refusedInARow = 0
  let sent = 0
  const sendWhile = (mayGoOn: () => boolean) =>
    sendCells(
      relay.url,
      () => (sent += 1),
      (number, status) => {
        statuses.add(status)
        refusedInARow = status === 204 ? 0 : refusedInARow + 1
        if (status === 204) acknowledged.push(number)
      },
      mayGoOn,
    )

  await sendWhile(() => refusedInARow < REFUSALS && sent < MORE_THAN_FIT)
  expect([...statuses].toSorted()).toEqual([204, 503])
  // SQLite may find room for a last one when it cuts its log.
  let refusal = ''
  for (let tries = 0; tries < REFUSALS && !refusal.includes(' 503 '); tries++)
    refusal = await say(relay.url, postCell(cellNumber(++sent)))
  expect(refusal).toMatch(/^HTTP\/1\.1 503 [^]*"urn:cronista:problem:storage-failed"/u)

  await disk.makeRoom()
  const before = acknowledged.length
  await sendWhile(() => acknowledged.length < before + 100 && sent < 2 * MORE_THAN_FIT)
  expect(acknowledged.length).toBeGreaterThanOrEqual(before + 100)

  await relay.stop('SIGTERM')
  expect(relay.child.exitCode).toBe(0)
  expect(relay.printed()).toMatch(
    /^The relay listens at \S+\nstorage-failed: The database failed with SQLite's code \d+(?:: the disk is full; make room)?\.\n$/u,
  )
  const kept = await keptCellNumbers(state)
  expect(acknowledged.filter((number) => !kept.includes(number))).toEqual([])
  expect(kept).toHaveLength(new Set(kept).size)
})
