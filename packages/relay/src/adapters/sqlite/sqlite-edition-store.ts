import { equalBytes } from '@cronista/protocol'
import { sql } from 'kysely'
import type { StoredEdition } from '../../domain/stored-edition.ts'
import type { EditionReceipt, EditionStore } from '../../ports/edition-store.ts'
import { inDatabase, type NewsroomDatabase, type NewsroomTables } from './newsroom-database.ts'

/** Editions in SQLite. */
export class SqliteEditionStore implements EditionStore {
  readonly #tables: NewsroomDatabase['tables']

  constructor(database: NewsroomDatabase) {
    this.#tables = database.tables
  }

  async put(edition: StoredEdition): Promise<EditionReceipt> {
    const { number, timeMillis, rosterHead, bytes } = edition
    return inDatabase(async () => {
      // One statement, so that of two that are handed in at once, one is judged after the other.
      const inserted = await sql`
        INSERT INTO edition (number, time_millis, roster_head, bytes)
        SELECT ${number}, ${timeMillis}, ${rosterHead}, ${bytes} WHERE NOT EXISTS
          (SELECT 1 FROM edition WHERE number >= ${number} OR time_millis >= ${timeMillis})
      `.execute(this.#tables)
      if (inserted.numAffectedRows === 1n) return 'stored'
      const same = await this.#tables
        .selectFrom('edition')
        .select('bytes')
        .where('number', '=', number)
        .executeTakeFirst()
      return same !== undefined && equalBytes(same.bytes, bytes) ? 'repeated' : 'older'
    })
  }

  async current(nowMillis: number): Promise<StoredEdition | undefined> {
    const row = await inDatabase(() =>
      this.#tables
        .selectFrom('edition')
        .selectAll()
        .where('time_millis', '<=', nowMillis)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst(),
    )
    return row === undefined ? undefined : editionOf(row)
  }

  async nextTimeMillis(nowMillis: number): Promise<number | undefined> {
    const row = await inDatabase(() =>
      this.#tables
        .selectFrom('edition')
        .select('time_millis')
        .where('time_millis', '>', nowMillis)
        .orderBy('time_millis')
        .limit(1)
        .executeTakeFirst(),
    )
    return row?.time_millis
  }

  async forgetReplaced(nowMillis: number): Promise<void> {
    const current = await this.current(nowMillis)
    if (current === undefined) return
    await inDatabase(() =>
      this.#tables.deleteFrom('edition').where('number', '<', current.number).execute(),
    )
  }
}

function editionOf(row: NewsroomTables['edition']): StoredEdition {
  const { number, time_millis: timeMillis, roster_head: rosterHead, bytes } = row
  return { number, timeMillis, rosterHead, bytes }
}
