import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { segmentName } from '@cronista/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSqliteDeskStore } from '../adapters/sqlite/sqlite-desk-store.ts'
import { foundRoster } from '../desk.fixture.ts'
import { withCheckedPosition } from './collector-position.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'position-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A desk that collected two segments and skipped one; then somebody had its disk. */
function openAfter(statements: string): () => void {
  const path = join(folder, 'desk.sqlite')
  const { ada, store: first } = foundRoster(openSqliteDeskStore(path))
  const store = withCheckedPosition(ada, first)
  store.change(({ collector }) => collector.setCursor(segmentName(1, 0)))
  store.change(({ collector }) => {
    collector.recordSkipped({ number: 2, code: 'segment-missing' })
    collector.setCursor(segmentName(2, 0))
  })
  store.close()
  const database = new DatabaseSync(path)
  database.exec(statements)
  database.close()
  return () => {
    const again = openSqliteDeskStore(path)
    try {
      withCheckedPosition(ada, again)
    } finally {
      again.close()
    }
  }
}

describe('where the collector stands', () => {
  test('is as the desk left it', () => {
    expect(openAfter('SELECT 1')).not.toThrow()
  })

  test.each([
    ['a cursor set ahead', `UPDATE collector_cursor SET segment = '${segmentName(9, 0)}'`],
    ['a cursor taken away', 'DELETE FROM collector_cursor'],
    ['a skipped segment hidden', 'DELETE FROM skipped_segment'],
    ['a skipped segment made up', "INSERT INTO skipped_segment VALUES (7, 'segment-missing')"],
    [
      'everything and the note',
      "DELETE FROM collector_cursor; DELETE FROM skipped_segment; DELETE FROM secret WHERE kind = 'note'",
    ],
  ])('%s is damage', (_what, statements) => {
    expect(openAfter(statements)).toThrow(expect.objectContaining({ code: 'storage-damaged' }))
  })
})
