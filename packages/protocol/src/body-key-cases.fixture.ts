// Entries with the key of their bodies: which ids an entry may name for it (§8), and what a reader passes
// over.
import { concatBytes } from './bytes.ts'
import { sealEntry } from './journal-entry.ts'
import { encodeItem } from './journal-item.ts'
import { portablePrimitives as p } from './portable.ts'
import { adasDeviceSeed, newsroomId, seededRandom } from './protocol.fixture.ts'
import { toHex, utf8 } from './text.ts'
import { whole, type Rows } from './vector-case.fixture.ts'

const random = seededRandom('cronista-1 body keys')
const [bodyKey, otherKey, subject, otherSubject] = [
  ...[random(32), random(32), random(16), random(16)],
] as const

/** The whole hash whose first 16 bytes name a key. */
function hashOf(of: Uint8Array, key: Uint8Array, at: Uint8Array = newsroomId): Uint8Array {
  return p.sha256(concatBytes(utf8('cronista/1 body key\0'), at, of, key))
}

/** The id of a body key (§8), 16 bytes. */
export function bodyKeyIdOf(of: Uint8Array, key: Uint8Array): Uint8Array {
  return hashOf(of, key).slice(0, 16)
}

/** An item with this key beside an entry that Ada's device wrote. */
function item(given: {
  readonly id: Uint8Array
  readonly sealedUnder?: Uint8Array
  readonly beside?: Uint8Array
  readonly of?: Uint8Array
}) {
  const { id, sealedUnder = bodyKey, beside = bodyKey, of = subject } = given
  const entry = sealEntry(p, newsroomId, adasDeviceSeed, {
    ...{ sequence: 1, previousHash: new Uint8Array(32), heads: [], bodyKeyId: id },
    ...{ bodyKey: sealedUnder, salt: random(32), event: utf8('{"v":1,"type":"example"}') },
  })
  return whole(encodeItem({ kind: 'with-key', bodyKey: beside, subject: of, entry }))
}

/** Items of kind 1, by whether a reader takes their entries. */
export function keyedItemRows(): Rows {
  const id = bodyKeyIdOf(subject, bodyKey)
  const otherId = bodyKeyIdOf(subject, otherKey)
  const elsewhere = new Uint8Array(32).fill(1)
  const another = { id: otherId, sealedUnder: otherKey, beside: otherKey }
  return [
    ['its key and subject', 'accepted', item({ id }), { bodyKeyId: toHex(id) }],
    ['another key of the subject', 'accepted', item(another), { bodyKeyId: toHex(otherId) }],
    ['another key beside it', 'passed-over', item({ id, beside: otherKey })],
    ['a key of its own under another’s id', 'passed-over', item({ ...another, id })],
    ['another subject beside it', 'passed-over', item({ id, of: otherSubject })],
    ['sealed under another key', 'passed-over', item({ id, sealedUnder: otherKey })],
    ['key before subject', 'passed-over', item({ id: bodyKeyIdOf(bodyKey, subject) })],
    ['the key alone', 'passed-over', item({ id: bodyKeyIdOf(new Uint8Array(0), bodyKey) })],
    ['the end of the hash', 'passed-over', item({ id: hashOf(subject, bodyKey).slice(16) })],
    [
      'another newsroom’s',
      'passed-over',
      item({ id: hashOf(subject, bodyKey, elsewhere).slice(0, 16) }),
    ],
    [
      'an id that was drawn',
      'passed-over',
      { of: ['cronista-1-journal-release.json', 'item', 'item'] },
    ],
  ]
}
