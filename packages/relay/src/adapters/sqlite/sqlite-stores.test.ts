import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { editionStoreContract } from '../../ports/edition-store.contract.ts'
import { journalBatchesContract } from '../../ports/journal-batches.contract.ts'
import type { OnTrial } from '../../ports/on-trial.fixture.ts'
import { releaseStoreContract } from '../../ports/release-store.contract.ts'
import { rosterStoreContract } from '../../ports/roster-store.contract.ts'
import { discardFolder, temporaryFolder } from '../disk/temporary-folder.fixture.ts'
import { NewsroomDatabase } from './newsroom-database.ts'
import { SqliteEditionStore } from './sqlite-edition-store.ts'
import { SqliteJournalBatches } from './sqlite-journal-batches.ts'
import { SqliteReleaseStore } from './sqlite-release-store.ts'
import { SqliteRosterStore } from './sqlite-roster-store.ts'

/** A store over a database file that can be closed and opened again. */
async function onTrial<Database extends { close(): void }, Port>(
  open: (path: string) => Database,
  over: (database: Database) => Port,
): Promise<OnTrial<Port>> {
  const folder = await temporaryFolder()
  const path = join(folder, 'trial.sqlite')
  let database = open(path)
  return {
    port: over(database),
    async reopen() {
      database.close()
      database = open(path)
      return over(database)
    },
    async discard() {
      database.close()
      await discardFolder(folder)
    },
  }
}

const openNewsroom = (path: string) => new NewsroomDatabase(path)
const openJournal = (path: string) => new SqliteJournalBatches(path)

editionStoreContract('sqlite', () =>
  onTrial(openNewsroom, (database) => new SqliteEditionStore(database)),
)
rosterStoreContract('sqlite', () =>
  onTrial(openNewsroom, (database) => new SqliteRosterStore(database)),
)
releaseStoreContract('sqlite', () =>
  onTrial(openNewsroom, (database) => new SqliteReleaseStore(database)),
)
journalBatchesContract('sqlite', () => onTrial(openJournal, (batches) => batches))

it('opens what a relay without releases left, with all that is in it', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const path = join(folder, 'newsroom.sqlite')
  const earlier = new DatabaseSync(path)
  earlier.exec(`
    CREATE TABLE edition (
      number INTEGER PRIMARY KEY, time_millis INTEGER NOT NULL UNIQUE,
      roster_head BLOB NOT NULL, bytes BLOB NOT NULL
    );
    CREATE TABLE roster (
      number INTEGER PRIMARY KEY, head BLOB NOT NULL UNIQUE,
      expires_at_millis INTEGER NOT NULL, bytes BLOB NOT NULL
    );
    INSERT INTO roster VALUES (3, x'03', 1000, x'0307');
    PRAGMA user_version = 1;
  `)
  earlier.close()
  const database = openNewsroom(path)
  expect((await new SqliteRosterStore(database).newest())?.number).toBe(3)
  expect(await new SqliteReleaseStore(database).current()).toBeUndefined()
  database.close()
})
