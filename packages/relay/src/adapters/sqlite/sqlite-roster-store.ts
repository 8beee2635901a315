import { equalBytes } from '@cronista/protocol'
import { sql } from 'kysely'
import type { StoredRoster } from '../../domain/stored-roster.ts'
import type { RosterReceipt, RosterStore } from '../../ports/roster-store.ts'
import { inDatabase, type NewsroomDatabase, type NewsroomTables } from './newsroom-database.ts'

/** Rosters in SQLite. */
export class SqliteRosterStore implements RosterStore {
  readonly #tables: NewsroomDatabase['tables']

  constructor(database: NewsroomDatabase) {
    this.#tables = database.tables
  }

  async put(roster: StoredRoster): Promise<RosterReceipt> {
    const { number, head, expiresAtMillis, bytes } = roster
    return inDatabase(async () => {
      const inserted = await sql`
        INSERT INTO roster (number, head, expires_at_millis, bytes)
        SELECT ${number}, ${head}, ${expiresAtMillis}, ${bytes}
        WHERE NOT EXISTS (SELECT 1 FROM roster WHERE number >= ${number})
      `.execute(this.#tables)
      if (inserted.numAffectedRows === 1n) return 'stored'
      const same = await this.#rows().where('number', '=', number).executeTakeFirst()
      return same !== undefined && equalBytes(same.bytes, bytes) ? 'repeated' : 'older'
    })
  }

  async newest(): Promise<StoredRoster | undefined> {
    const row = await inDatabase(() =>
      this.#rows().orderBy('number', 'desc').limit(1).executeTakeFirst(),
    )
    return row === undefined ? undefined : rosterOf(row)
  }

  async findByHead(head: Uint8Array): Promise<StoredRoster | undefined> {
    const row = await inDatabase(() => this.#rows().where('head', '=', head).executeTakeFirst())
    return row === undefined ? undefined : rosterOf(row)
  }

  async forgetExpired(beforeMillis: number): Promise<void> {
    const newest = await this.newest()
    if (newest === undefined) return
    await inDatabase(() =>
      this.#tables
        .deleteFrom('roster')
        .where('expires_at_millis', '<', beforeMillis)
        .where('number', '<', newest.number)
        .execute(),
    )
  }

  #rows() {
    return this.#tables.selectFrom('roster').selectAll()
  }
}

function rosterOf(row: NewsroomTables['roster']): StoredRoster {
  const { number, head, expires_at_millis: expiresAtMillis, bytes } = row
  return { number, head, expiresAtMillis, bytes }
}
