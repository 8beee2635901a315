import { join } from 'node:path'
import { parseSegmentName, segmentName } from '@cronista/protocol'
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest'
import { DiskSegmentStore } from '../src/adapters/disk/disk-segment-store.ts'
import { discardFolder, temporaryFolder } from '../src/adapters/disk/temporary-folder.fixture.ts'
import { systemClock } from '../src/adapters/node/system-clock.ts'
import { collected } from '../src/ports/collected.fixture.ts'
import { sendCell } from './cell-senders.fixture.ts'
import { failDisk, type Fault } from './failing-disk.fixture.ts'
import { keptCellNumbers } from './kept-cells.fixture.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.fixture.ts'

const TOLD =
  /^The relay listens at \S+\n(?:storage-failed: The (?:database|disk) failed[^\n]*\n)+$/u

async function relayInFolder(segmentMaxCells: number) {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  // No age closes a segment while this lasts.
  const config = { segmentMaxCells, segmentMaxAgeMillis: 86_400_000 }
  const relay = await startRelayProcess(folder, { config })
  onTestFinished(() => relay.stop('SIGKILL'))
  return { relay, state: join(folder, 'state') }
}

async function failing(context: TestContext, relay: RelayProcess, fault: Fault) {
  const disk = await failDisk(relay.child.pid ?? 0, fault)
  if (disk === undefined)
    return context.skip('this process may not trace another, so no disk failed')
  return disk
}

/** Sends cells one after the other; gives the numbers of those that were answered 204. */
async function acknowledged(url: string, from: number, count: number): Promise<readonly number[]> {
  const taken: number[] = []
  for (let number = from; number < from + count; number++)
    if ((await sendCell(url, number)) === 204) taken.push(number)
  return taken
}

describe('a relay whose disk fails', () => {
  it.for([
    ['to sync the log', { calls: 'fsync,fdatasync', what: 'error=EIO' }],
    ['for want of room in the log', { calls: 'pwrite64', what: 'error=ENOSPC' }],
  ] as const)('%s answers no 204 meanwhile, tells it, and goes on', async ([, fault], context) => {
    const { relay, state } = await relayInFolder(4096)
    const before = await acknowledged(relay.url, 1, 5)
    const paths = [join(state, 'cells.sqlite-wal')]
    const disk = await failing(context, relay, { ...fault, paths })
    expect(await acknowledged(relay.url, 6, 5)).toEqual([])
    await disk.mend()
    const after = await acknowledged(relay.url, 11, 5)
    expect([...before, ...after]).toHaveLength(10)
    await relay.stop('SIGTERM')
    expect(relay.printed()).toMatch(TOLD)
    expect((await keptCellNumbers(state)).toSorted((a, b) => a - b)).toEqual([...before, ...after])
  })

  it('to sync a segment’s name keeps its cells, and closes it once the disk works', async (context) => {
    const { relay, state } = await relayInFolder(5)
    const paths = [join(state, 'segments')]
    const disk = await failing(context, relay, { calls: 'fsync', what: 'error=EIO', paths })
    const first = await acknowledged(relay.url, 1, 7)
    expect(first).toHaveLength(7)
    await expect.poll(() => relay.printed()).toMatch(TOLD)
    await disk.mend()
    const second = await acknowledged(relay.url, 8, 3)
    await relay.stop('SIGTERM')
    const names = await collected((await DiskSegmentStore.open(join(state, 'segments'))).names())
    expect(names.map((name) => parseSegmentName(name)?.number).toSorted()).toEqual([1, 2])
    const kept = await keptCellNumbers(state)
    expect(kept.toSorted((a, b) => a - b)).toEqual([...first, ...second])
  })
})

describe('a relay killed while it closes a segment, at the moment when', () => {
  it.for([
    ['its file is synced, and has no name', { calls: 'rename', nth: 1, at: 'unfinished' }],
    ['its name is given, and not synced', { calls: 'fsync', nth: 1, at: 'segments' }],
    ['it is listed, and its cells deleted', { calls: 'fsync,fdatasync', nth: 2, at: 'log' }],
  ] as const)('%s, has each cell once', async ([, { calls, nth, at }], context) => {
    const { relay, state } = await relayInFolder(6)
    const first = await acknowledged(relay.url, 1, 5)
    const [log, segments] = [join(state, 'cells.sqlite-wal'), join(state, 'segments')]
    // The hour may change meanwhile.
    const unfinished = [0, 3_600_000].map((later) =>
      join(segments, `${segmentName(1, systemClock() + later)}.unfinished`),
    )
    const paths = { log: [log], segments: [segments], unfinished }[at]
    await failing(context, relay, { calls, what: 'signal=SIGKILL', paths, nth })
    const last = await acknowledged(relay.url, 6, 1)
    await relay.ended
    expect(relay.child.signalCode).toBe('SIGKILL')
    const kept = await keptCellNumbers(state)
    expect(kept.toSorted((a, b) => a - b)).toEqual(expect.arrayContaining([...first, ...last]))
    expect(kept).toHaveLength(new Set(kept).size)
  })
})
