import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSegment, type SegmentName } from '@cronista/protocol'
import { describe, expect, it, onTestFinished } from 'vitest'
import { cellNumber, cellNumbers } from '../../domain/cell.fixture.ts'
import { cellLogContract } from '../../ports/cell-log.contract.ts'
import type { SegmentStore } from '../../ports/segment-store.ts'
import { DiskSegmentStore } from '../disk/disk-segment-store.ts'
import { discardFolder, temporaryFolder } from '../disk/temporary-folder.fixture.ts'
import { collected } from '../../ports/collected.fixture.ts'
import { SqliteCellLog, type SqliteCellLogParts } from './sqlite-cell-log.ts'

const NOON = Date.UTC(2026, 4, 1, 12)

async function openIn(
  folder: string,
  given: Partial<SqliteCellLogParts> = {},
): Promise<SqliteCellLog> {
  return SqliteCellLog.open({
    path: join(folder, 'cells.sqlite'),
    store: await DiskSegmentStore.open(join(folder, 'segments')),
    clock: () => NOON,
    segmentMaxCells: 8,
    onFailure: (error) => {
      throw error
    },
    ...given,
  })
}

async function folderOfTest(): Promise<string> {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  return folder
}

cellLogContract('sqlite', async (given) => {
  const folder = await temporaryFolder()
  let log = await openIn(folder, given)
  return {
    port: log,
    async reopen() {
      await log.shut()
      log = await openIn(folder, given)
      return log
    },
    async discard() {
      await log.shut()
      await discardFolder(folder)
    },
  }
})

describe('a crash while a segment is being closed', () => {
  /** Stops before or after the file is there, as a crash would. */
  function stopping(store: SegmentStore, when: 'after' | 'before'): SegmentStore {
    return {
      find: (name) => store.find(name),
      remove: (name) => store.remove(name),
      names: () => store.names(),
      async put(name, bytes) {
        if (when === 'after') await store.put(name, bytes)
        throw new Error('crash')
      },
    }
  }

  it.each(['before', 'after'] as const)('%s its file is there', async (when) => {
    const folder = await folderOfTest()
    const disk = await DiskSegmentStore.open(join(folder, 'segments'))
    const log = await openIn(folder, { store: stopping(disk, when) })
    await Promise.all(cellNumbers(1, 5).map((cell) => log.append(cell)))
    await expect(log.close('all')).rejects.toThrow('crash')
    expect(await collected(log.segments())).toEqual([])
    await log.append(cellNumber(6))
    await log.shut()

    const later = await openIn(folder, { clock: () => NOON + 3_600_000 })
    await Promise.all(cellNumbers(1, 7).map((cell) => later.append(cell)))
    await later.close('all')
    const names = await collected(later.segments())
    expect(names).toEqual(['2026-05-01T13Z.0000000001', '2026-05-01T13Z.0000000002'])
    expect((await readdir(join(folder, 'segments'))).toSorted()).toEqual(names)
    expect(await cellsIn(later, names)).toEqual([5, 2])
    await later.shut()
  })
})

it('sweeps segment files that it does not list', async () => {
  const folder = await folderOfTest()
  const store = await DiskSegmentStore.open(join(folder, 'segments'))
  await store.put('2026-05-01T12Z.0000000009' as SegmentName, Uint8Array.of(1))
  const log = await openIn(folder)
  expect(await readdir(join(folder, 'segments'))).toEqual([])
  await log.shut()
})

it('tries a full segment that could not be closed again at the next closing', async () => {
  const folder = await folderOfTest()
  const failures: unknown[] = []
  const log = await openIn(folder, { onFailure: (error) => failures.push(error) })
  await discardFolder(join(folder, 'segments'))
  await Promise.all(cellNumbers(1, 8).map((cell) => log.append(cell)))
  await expect(log.close('full')).rejects.toMatchObject({ code: 'storage-failed' })
  expect(failures).toMatchObject([{ code: 'storage-failed' }])
  await mkdir(join(folder, 'segments'))
  await log.close('full')
  expect(await cellsIn(log, await collected(log.segments()))).toEqual([8])
  await log.shut()
})

it('refuses what is appended after it was shut', async () => {
  const log = await openIn(await folderOfTest())
  await log.shut()
  await expect(log.append(cellNumber(1))).rejects.toMatchObject({ code: 'writer-stopped' })
})

async function cellsIn(log: SqliteCellLog, names: readonly SegmentName[]) {
  const found = await Promise.all(names.map((name) => log.findSegment(name)))
  return found.map((bytes) => parseSegment(bytes ?? new Uint8Array()).length)
}
