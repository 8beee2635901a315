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
  // An entry names its device in its bytes 2 to 17 (docs/protocol.md §8).
  `CREATE TABLE chain_entry (
     place INTEGER PRIMARY KEY AUTOINCREMENT,
     device BLOB NOT NULL,
     sequence INTEGER NOT NULL,
     entry BLOB NOT NULL,
     UNIQUE (device, sequence)
   ) STRICT;
   INSERT INTO chain_entry (device, sequence, entry)
     SELECT substr(entry, 2, 16), sequence, entry FROM journal_entry ORDER BY sequence;
   DROP TABLE journal_entry;`,
]
