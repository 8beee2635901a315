import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DiskSegmentStore, SqliteCellLog } from '@cronista/relay/embedded-storage'
import { expect, onTestFinished, test } from 'vitest'
import { fillSeen } from './million-seen.ts'

test('hashes of days before lie in the relay’s own table, evenly over all that a hash can be', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-million-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'cells.sqlite')
  const open = async () =>
    SqliteCellLog.open({
      path,
      store: await DiskSegmentStore.open(join(folder, 'segments')),
      clock: () => 0,
      segmentMaxCells: 4096,
      onFailure: console.error,
    })
  await (await open()).shut()
  const bytesOfEach = fillSeen(path, 20_000)
  // A table filled in no order takes as much for each.
  const inNoOrder = bytesWhenInNoOrder(20_000)
  expect(Math.abs(bytesOfEach / inNoOrder - 1)).toBeLessThan(0.08)
  const database = new DatabaseSync(path)
  const count = (where: string) =>
    database.prepare(`SELECT count(*) AS n FROM seen WHERE ${where}`).get()?.['n']
  expect(count('length(hash) = 32')).toBe(20_000)
  expect(count("hash < x'40'")).toBe(5_000)
  database.close()
  // The relay takes the file as its own.
  await (await open()).shut()
})

function bytesWhenInNoOrder(count: number): number {
  const database = new DatabaseSync(':memory:')
  database.exec('PRAGMA page_size = 16384')
  database.exec('CREATE TABLE seen (hash BLOB PRIMARY KEY) WITHOUT ROWID; BEGIN')
  const insert = database.prepare('INSERT INTO seen VALUES (?)')
  for (let number = 0; number < count; number++) insert.run(randomBytes(32))
  database.exec('COMMIT')
  const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
  database.close()
  return (pages * 16_384) / count
}
