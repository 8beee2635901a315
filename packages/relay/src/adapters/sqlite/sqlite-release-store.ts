import { sql } from 'kysely'
import type { FileHash } from '../../domain/file-hash.ts'
import type { Hour } from '../../domain/hour.ts'
import type { SitePath } from '../../domain/site-path.ts'
import { whyNotNext, type LeftFile, type StoredRelease } from '../../domain/stored-release.ts'
import type { ReleaseReceipt, ReleaseStore } from '../../ports/release-store.ts'
import { inDatabase, type NewsroomDatabase } from './newsroom-database.ts'

/** The current release in SQLite. Its row replaces the one before it in the transaction that notes what
 *  leaves: there is never a moment with none or two. */
export class SqliteReleaseStore implements ReleaseStore {
  readonly #tables: NewsroomDatabase['tables']

  constructor(database: NewsroomDatabase) {
    this.#tables = database.tables
  }

  async put(
    release: StoredRelease,
    left: readonly LeftFile[],
    hour: Hour,
  ): Promise<ReleaseReceipt> {
    return inDatabase(() =>
      this.#tables.transaction().execute(async (tables) => {
        const objection = whyNotNext(await currentIn(tables), release)
        if (objection !== undefined) return objection
        await tables.deleteFrom('release').execute()
        await tables
          .insertInto('release')
          .values({
            number: release.number,
            head: release.head,
            previous_head: release.previousHead,
            bytes: release.bytes,
          })
          .execute()
        // One statement, however many: a new script changes every page of the site.
        const rows = JSON.stringify(left.map(({ path, hash }) => [path, hash]))
        await sql`
          REPLACE INTO left_file (path, hash, hour)
          SELECT value ->> 0, value ->> 1, ${hour} FROM json_each(${rows})
        `.execute(tables)
        return 'stored'
      }),
    )
  }

  async current(): Promise<StoredRelease | undefined> {
    return inDatabase(() => currentIn(this.#tables))
  }

  async left(): Promise<readonly LeftFile[]> {
    const rows = await inDatabase(() =>
      this.#tables.selectFrom('left_file').select(['path', 'hash']).orderBy('order').execute(),
    )
    return rows.map(({ path, hash }) => ({ path: path as SitePath, hash: hash as FileHash }))
  }

  async forgetLeft(before: Hour): Promise<void> {
    await inDatabase(() =>
      this.#tables.deleteFrom('left_file').where('hour', '<', before).execute(),
    )
  }
}

async function currentIn(
  tables: Pick<NewsroomDatabase['tables'], 'selectFrom'>,
): Promise<StoredRelease | undefined> {
  const row = await tables.selectFrom('release').selectAll().executeTakeFirst()
  if (row === undefined) return undefined
  const { number, head, previous_head: previousHead, bytes } = row
  return { number, head, previousHead, bytes }
}
