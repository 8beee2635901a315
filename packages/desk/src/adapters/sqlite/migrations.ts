/** The database's versions, oldest first; a released one is never changed. Tables hold ciphertext,
 *  public bytes, and numbers that say nothing about a conversation. */
export const migrations: readonly string[] = [
  `CREATE TABLE journal_entry (
     sequence INTEGER PRIMARY KEY,
     entry BLOB NOT NULL
   ) STRICT;
   CREATE TABLE secret (
     place INTEGER PRIMARY KEY AUTOINCREMENT,
     kind TEXT NOT NULL,
     id BLOB NOT NULL,
     sealed BLOB NOT NULL,
     expires_on_day INTEGER,
     UNIQUE (kind, id)
   ) STRICT;
   CREATE INDEX secret_expiry ON secret (expires_on_day) WHERE expires_on_day IS NOT NULL;
   CREATE TABLE collector_cursor (
     only INTEGER PRIMARY KEY CHECK (only = 1),
     segment TEXT NOT NULL
   ) STRICT;
   CREATE TABLE skipped_segment (
     number INTEGER PRIMARY KEY,
     code TEXT NOT NULL
   ) STRICT;`,
]
