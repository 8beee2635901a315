// The hashes of the thirteen days before, which the relay has kept: without them, storing and forgetting
// would be measured on a table that is nearly empty.
import { randomFillSync } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'

const HASH_BYTES = 32
const AT_ONCE = 4096

/** Fills the relay's table of hashes, while no relay runs. They lie evenly over all that a hash can be, and
 *  fill as many pages as those that come in no order. Gives how many bytes the file has grown by for each. */
export function fillSeen(path: string, count: number): number {
  const database = new DatabaseSync(path)
  // Nothing is lost if this is: the relay sets its own again.
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144')
  const before = sizeOf(database)
  const insert = database.prepare('INSERT OR IGNORE INTO seen (hash) VALUES (?)')
  database.exec('BEGIN')
  for (const hash of hashesInOrder(count)) insert.run(hash)
  database.exec('COMMIT')
  const grown = sizeOf(database) - before
  database.close()
  return grown / Math.max(1, count)
}

function* hashesInOrder(count: number): Iterable<Uint8Array> {
  const random = new Uint8Array(AT_ONCE * HASH_BYTES)
  for (let number = 0, used = AT_ONCE; number < count; number++, used++) {
    if (used === AT_ONCE) {
      randomFillSync(random)
      used = 0
    }
    const hash = random.subarray(used * HASH_BYTES, (used + 1) * HASH_BYTES)
    const place = Math.floor((number / count) * 2 ** 48)
    const view = new DataView(hash.buffer, hash.byteOffset)
    view.setUint16(0, Math.floor(place / 2 ** 32))
    view.setUint32(2, place % 2 ** 32)
    yield hash
  }
}

function sizeOf(database: DatabaseSync): number {
  const numberOf = (name: string) =>
    Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0])
  return numberOf('page_count') * numberOf('page_size')
}
