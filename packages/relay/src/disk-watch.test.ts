import { expect, it } from 'vitest'
import { MemoryCellLog } from './adapters/memory/memory-cell-log.ts'
import { MemorySegmentStore } from './adapters/memory/memory-segment-store.ts'
import { nativePrimitives as primitives } from './adapters/node/native-primitives.ts'
import { DiskWatch } from './disk-watch.ts'
import { cellNumber } from './domain/cell.fixture.ts'
import { RelayError } from './domain/relay-error.ts'
import type { DiskRoom } from './ports/disk-room.ts'

const MIB = 2 ** 20
const GIB = 2 ** 30

/** A disk of 100 GiB, of which is free what a test says, before a relay's log of cells. */
function openWatched(freeBytes: number, totalBytes = 100 * GIB) {
  const disk: { room: DiskRoom | Error } = { room: { freeBytes, totalBytes } }
  const told: string[] = []
  let ring: (() => Promise<void>) | undefined
  const watch = new DiskWatch({
    gauge: async () => {
      if (disk.room instanceof Error) throw disk.room
      return disk.room
    },
    ...{ warnBelowFreeShare: 0.1, reserveBytes: 256 * MIB },
    onFailure: (error) => told.push(error instanceof RelayError ? error.code : 'unknown'),
    alarm: (_millis, due) => {
      ring = due
      return () => (ring = undefined)
    },
  })
  const store = new MemorySegmentStore()
  const given = { primitives, store, clock: () => 0, segmentMaxCells: 8 }
  const log = watch.guard(new MemoryCellLog(given))
  const free = (bytes: number) => (disk.room = { freeBytes: bytes, totalBytes })
  const minute = async () => ring?.()
  return { watch, log, told, free, minute, disk, isAwake: () => ring !== undefined }
}

it('tells the operator once the disk has less room than it should, and then every six hours', async () => {
  const { watch, told, free, minute } = openWatched(11 * GIB)
  await watch.begin()
  expect(watch.state).toBe('enough')
  expect(told).toEqual([])
  free(9 * GIB)
  await minute()
  expect(watch.state).toBe('low')
  expect(told).toEqual(['disk-low'])
  for (let passed = 0; passed < 359; passed++) await minute()
  expect(told).toEqual(['disk-low'])
  await minute()
  expect(told).toEqual(['disk-low', 'disk-low'])
  free(20 * GIB)
  await minute()
  expect(watch.state).toBe('enough')
  free(9 * GIB)
  await minute()
  expect(told).toHaveLength(3)
})

it('says how much is left, in both languages', async () => {
  const sentences: (readonly string[])[] = []
  const watch = new DiskWatch({
    gauge: async () => ({ freeBytes: 7.5 * GIB, totalBytes: 100 * GIB }),
    ...{ warnBelowFreeShare: 0.1, reserveBytes: 0 },
    onFailure: (error) => sentences.push(Object.values((error as RelayError).sentence)),
  })
  await watch.check()
  expect(sentences).toHaveLength(1)
  for (const sentence of sentences[0]!) expect(sentence).toContain('7 % (7.5 GiB)')
})

it('keeps the last of the room for what the newsroom hands in: cells are refused, and taken again when there is room', async () => {
  const { watch, log, told, free, minute } = openWatched(255 * MIB)
  await watch.begin()
  expect(watch.state).toBe('reserved')
  expect(told).toEqual(['disk-reserved'])
  await expect(log.append(cellNumber(1))).rejects.toMatchObject({ code: 'disk-reserved' })
  await log.close('all')
  free(257 * MIB)
  await minute()
  expect(watch.state).toBe('low')
  await log.append(cellNumber(1))
})

it('of a small disk keeps no more back than a fiftieth', async () => {
  const { watch, free, minute } = openWatched(3 * MIB, 100 * MIB)
  await watch.begin()
  expect(watch.state).toBe('low')
  free(1.9 * MIB)
  await minute()
  expect(watch.state).toBe('reserved')
})

it('looks again before a minute is over when many cells came', async () => {
  const { watch, log, free } = openWatched(50 * GIB)
  await watch.begin()
  free(1 * MIB)
  let taken = 0
  const take = async () => {
    for (; taken < 6000; taken++) await log.append(cellNumber(taken))
  }
  await expect(take()).rejects.toMatchObject({ code: 'disk-reserved' })
  expect(taken).toBeLessThan(4200)
})

it('tells of a disk that cannot be measured, and goes on', async () => {
  const { watch, log, told, disk, minute, isAwake } = openWatched(50 * GIB)
  disk.room = new RelayError('storage-failed', { es: 'no', en: 'no' })
  await watch.begin()
  expect(told).toEqual(['storage-failed'])
  await log.append(cellNumber(1))
  await minute()
  expect(isAwake()).toBe(true)
  await watch.end()
  expect(isAwake()).toBe(false)
})
