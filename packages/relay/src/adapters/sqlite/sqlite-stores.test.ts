import { join } from 'node:path'
import { editionStoreContract } from '../../ports/edition-store.contract.ts'
import { rosterStoreContract } from '../../ports/roster-store.contract.ts'
import { discardFolder, temporaryFolder } from '../disk/temporary-folder.fixture.ts'
import { NewsroomDatabase } from './newsroom-database.ts'
import { SqliteEditionStore } from './sqlite-edition-store.ts'
import { SqliteRosterStore } from './sqlite-roster-store.ts'

/** A store over a database file that can be closed and opened again. */
async function onTrial<Store>(over: (database: NewsroomDatabase) => Store) {
  const folder = await temporaryFolder()
  const path = join(folder, 'newsroom.sqlite')
  let database = new NewsroomDatabase(path)
  const store = over(database)
  return {
    store,
    async reopen() {
      database.close()
      database = new NewsroomDatabase(path)
      return over(database)
    },
    async discard() {
      database.close()
      await discardFolder(folder)
    },
  }
}

editionStoreContract('sqlite', () => onTrial((database) => new SqliteEditionStore(database)))
rosterStoreContract('sqlite', () => onTrial((database) => new SqliteRosterStore(database)))
