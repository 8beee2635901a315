import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { SqliteDialect, type Dialect, type SqliteDatabase } from 'kysely'

/** Kysely over the SQLite that is built into Node. */
export function nodeSqliteDialect(database: DatabaseSync): Dialect {
  const adapted: SqliteDatabase = {
    // Kysely closes a database only if it has asked it something; whoever opened it closes it.
    close: () => undefined,
    prepare(sql) {
      const statement = database.prepare(sql)
      const given = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[]
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...given(parameters)),
        run: (parameters) => statement.run(...given(parameters)),
        iterate: (parameters) => statement.iterate(...given(parameters)),
      }
    },
  }
  return new SqliteDialect({ database: adapted })
}
