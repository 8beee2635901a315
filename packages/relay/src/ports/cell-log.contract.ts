import { CELL_BYTES, parseSegment, parseSegmentName, toHex } from '@cronista/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../domain/cell.ts'
import { cellNumber, cellNumbers } from '../domain/cell.fixture.ts'
import { RETENTION_MILLIS } from '../domain/segment-rule.ts'
import type { CellLog } from './cell-log.ts'
import { collected } from './collected.fixture.ts'
import type { Clock } from './clock.ts'
import { trials, type OnTrial } from './on-trial.fixture.ts'

/** Opens an empty log. */
export type OpenCellLog = (given: {
  clock: Clock
  segmentMaxCells: number
}) => Promise<OnTrial<CellLog>>

const NOON = Date.UTC(2026, 4, 1, 12)
const MAX_CELLS = 8

/** What every cell log does. */
export function cellLogContract(name: string, open: OpenCellLog): void {
  describe(`cell log: ${name}`, () => {
    let nowMillis = NOON
    const begin = trials((segmentMaxCells: number = MAX_CELLS) => {
      nowMillis = NOON
      return open({ clock: () => nowMillis, segmentMaxCells })
    })

    it('lists no segment that is still open', async () => {
      const { port: log } = await begin()
      await appendAll(log, cellNumbers(1, 3))
      await log.close('full')
      expect(await namesOf(log)).toEqual([])
    })

    it('gives each appended cell back in exactly one segment, in the order of hashes', async () => {
      const { port: log } = await begin()
      const cells = cellNumbers(1, 5)
      await appendAll(log, cells)
      await log.close('all')
      const [only] = await segmentsOf(log)
      expect(await namesOf(log)).toHaveLength(1)
      expect(asSet(only!)).toEqual(asSet(cells))
      expect(await hashesOf(only!)).toEqual((await hashesOf(only!)).toSorted())
    })

    it('closes nothing when nothing waits', async () => {
      const { port: log } = await begin()
      await log.close('all')
      await appendAll(log, cellNumbers(1, 1))
      await log.close('all')
      await log.close('all')
      expect(await namesOf(log)).toHaveLength(1)
    })

    it('closes a segment that is full without being asked to close the open one', async () => {
      const { port: log } = await begin()
      await appendAll(log, cellNumbers(1, MAX_CELLS + 1))
      await log.close('full')
      const segments = await segmentsOf(log)
      expect(segments.map((cells) => cells.length)).toEqual([MAX_CELLS])
      await log.close('all')
      expect((await segmentsOf(log)).map((cells) => cells.length)).toEqual([MAX_CELLS, 1])
    })

    it('puts no more cells into a segment than it may hold, however many come at once', async () => {
      const { port: log } = await begin()
      const cells = cellNumbers(1, MAX_CELLS * 3 + 2)
      await Promise.all(cells.map((cell) => log.append(cell)))
      await log.close('all')
      const segments = await segmentsOf(log)
      expect(segments.map((held) => held.length)).toEqual([MAX_CELLS, MAX_CELLS, MAX_CELLS, 2])
      expect(asSet(segments.flat())).toEqual(asSet(cells))
    })

    it.each(['open', 'closed'] as const)(
      'keeps a cell that comes again once (%s)',
      async (when) => {
        const { port: log } = await begin()
        await log.append(cellNumber(1))
        if (when === 'closed') await log.close('all')
        await Promise.all([log.append(cellNumber(1)), log.append(cellNumber(1))])
        await log.append(cellNumber(2))
        await log.close('all')
        expect((await segmentsOf(log)).flat()).toHaveLength(2)
      },
    )

    it('keeps a cell that comes twice at the same moment once', async () => {
      const { port: log } = await begin()
      await Promise.all([1, 2, 1, 1, 2].map((number) => log.append(cellNumber(number))))
      await log.close('all')
      expect((await segmentsOf(log)).flat()).toHaveLength(2)
    })

    it('lists segments oldest first, and those after a name, even one that it never had', async () => {
      const { port: log } = await begin(1)
      for (const cell of cellNumbers(1, 4)) {
        await log.append(cell)
        await log.close('full')
        nowMillis -= 3_600_000 // A clock that is set back changes names, not the order.
      }
      const names = await namesOf(log)
      expect(names.map((listed) => parseSegmentName(listed)?.number)).toEqual([1, 2, 3, 4])
      expect(await namesOf(log, names[1])).toEqual(names.slice(2))
      const stranger = parseSegmentName('2020-01-01T00Z.0000000003')!.name
      expect(await namesOf(log, stranger)).toEqual(names.slice(3))
      expect(await log.findSegment(stranger)).toBeUndefined()
    })

    it('names a segment by its number and the hour in which it was closed', async () => {
      const { port: log } = await begin()
      await log.append(cellNumber(1))
      nowMillis = NOON + 3_599_999
      await log.close('all')
      expect(await namesOf(log)).toEqual(['2026-05-01T12Z.0000000001'])
    })

    it('still has everything after it was reopened', async () => {
      const trial = await begin()
      await appendAll(trial.port, cellNumbers(1, 3))
      await trial.port.close('all')
      await appendAll(trial.port, cellNumbers(4, 3))
      const reopened = await trial.reopen()
      await appendAll(reopened, cellNumbers(1, 7))
      await reopened.close('all')
      const segments = await segmentsOf(reopened)
      expect(segments.map((cells) => cells.length)).toEqual([3, 4])
      expect(asSet(segments.flat())).toEqual(asSet(cellNumbers(1, 7)))
    })

    it('forgets segments and cells after 14 days, and never uses a number again', async () => {
      const trial = await begin()
      await trial.port.append(cellNumber(1))
      await trial.port.close('all')
      const [name] = await namesOf(trial.port)
      nowMillis = NOON + RETENTION_MILLIS - 1
      await trial.port.expire()
      expect(await namesOf(trial.port)).toEqual([name])
      nowMillis = NOON + RETENTION_MILLIS
      await trial.port.expire()
      expect(await namesOf(trial.port)).toEqual([])
      expect(await trial.port.findSegment(name!)).toBeUndefined()
      const log = await trial.reopen()
      await log.append(cellNumber(1))
      await log.close('all')
      expect((await namesOf(log)).map((listed) => parseSegmentName(listed)?.number)).toEqual([2])
    })

    it('holds each cell once, whatever happens in which order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
          const trial = await begin(3)
          const sent = new Set<number>()
          let { port: log } = trial
          for (const { kind, numbers } of steps) {
            for (const number of numbers) sent.add(number)
            await Promise.all(numbers.map((number) => log.append(cellNumber(number))))
            if (kind === 'reopen') log = await trial.reopen()
            else if (kind !== 'append') await log.close(kind)
          }
          await log.close('all')
          const held = (await segmentsOf(log)).flat()
          expect(held).toHaveLength(sent.size)
          expect(asSet(held)).toEqual(asSet([...sent].map(cellNumber)))
        }),
        { numRuns: 5 },
      )
    })
  })
}

const step = fc.record({
  kind: fc.constantFrom('all' as const, 'full' as const, 'append' as const, 'reopen' as const),
  numbers: fc.array(fc.nat(12), { maxLength: 6 }),
})

async function appendAll(log: CellLog, cells: readonly Cell[]): Promise<void> {
  for (const cell of cells) await log.append(cell)
}

async function namesOf(log: CellLog, after?: Parameters<CellLog['segments']>[0]) {
  return collected(log.segments(after))
}

async function segmentsOf(log: CellLog): Promise<readonly (readonly Uint8Array[])[]> {
  const segments = []
  for (const name of await namesOf(log)) {
    const bytes = await log.findSegment(name)
    expect((bytes!.length - 3) % CELL_BYTES).toBe(0)
    segments.push(parseSegment(bytes!))
  }
  return segments
}

function asSet(cells: readonly Uint8Array[]): ReadonlySet<string> {
  return new Set(cells.map(toHex))
}

async function hashesOf(cells: readonly Uint8Array[]): Promise<readonly string[]> {
  return Promise.all(
    cells.map(async (cell) =>
      toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', cell.slice()))),
    ),
  )
}
