import {
  admissionWords,
  batchRoom,
  concatBytes,
  cutItems,
  deviceIdOf,
  encodeCard,
  encodeItem,
  entryHash,
  equalBytes,
  isBatchSigned,
  isEntrySigned,
  itemIdOf,
  joinPieces,
  openBatch,
  openEntry,
  openWelcome,
  openParcel,
  isParcelSigned,
  parseParcel,
  sealParcel,
  parseBatch,
  parseEntry,
  parseItem,
  ProtocolError,
  readCard,
  sealBatch,
  sealEntry,
  sealWelcome,
  u32,
  utf8,
  type ItemPiece,
  type ParcelContent,
  type NewBatch,
} from '../../packages/protocol/src/index.ts'
import { nativePrimitives as p } from '../../packages/desk/src/adapters/native-primitives.ts'
import {
  adasDevice,
  adasDeviceSeed,
  brunosDevice,
  brunosDeviceSeed,
  newsroomId,
  NOON_MILLIS,
  seededRandom,
} from '../../packages/protocol/src/protocol.fixture.ts'
import { holds, refusalsOf, type Target } from '../target.ts'
import { roster } from './newsroom.ts'
import { openLocks } from './open-locks.ts'

const random = seededRandom('fuzz journal')
const [bodyKey, groupKey, prekeySeed] = [random(32), random(32), random(32)]
const adasId = deviceIdOf(p, newsroomId, adasDevice.publicKey)

/** An entry as openLocks seals and opens it. */
function entryOf(event: string, headCount: number): Uint8Array {
  return sealEntry(openLocks, newsroomId, adasDeviceSeed, {
    sequence: 3,
    previousHash: random(32),
    heads: Array.from({ length: headCount }, (_, index) => ({
      deviceId: deviceIdOf(p, newsroomId, new Uint8Array(32).fill(index)),
      sequence: index + 1,
      hash: random(32),
    })),
    bodyKeyId: random(16),
    bodyKey,
    salt: random(32),
    event: utf8(event),
  })
}

const entries = [entryOf('{"v":1,"type":"example"}', 0), entryOf('x'.repeat(700), 3)]
const items = [
  ...entries.map((entry) => encodeItem({ kind: 'with-key', bodyKey, subject: random(16), entry })),
  ...entries.map((entry) => encodeItem({ kind: 'key-destroyed', entry })),
]
const [item = new Uint8Array(1)] = items
const { pieces } = cutItems(
  p,
  items.map((one) => ({ item: one, offset: 0 })),
  batchRoom(1),
)
const content: NewBatch = {
  groupEpoch: 1,
  number: 4,
  salt: random(32),
  timeMillis: NOON_MILLIS,
  heads: [{ deviceId: adasId, sequence: 1, hash: entryHash(p, newsroomId, item) }],
  pieces,
}
const batch = sealBatch(openLocks, newsroomId, adasDeviceSeed, groupKey, content)
const [HEADER_BYTES, PLAINTEXT_BYTES] = [61, 32_627]

const card = encodeCard(p, newsroomId, brunosDeviceSeed, {
  personId: brunosDevice.personId,
  prekeyPublicKey: p.xwingPublicKey(prekeySeed),
  name: 'Bruno Añil',
})
const welcome = sealWelcome(openLocks, newsroomId, adasDeviceSeed, {
  ...{ card, groupEpoch: 1, groupKey, roster, randomness: random(64) },
})

const thread = random(16)
const parcelContent: ParcelContent = {
  held: [
    { kind: 'epoch-seed', ids: [random(16), random(16)] },
    { kind: 'reply-key', ids: [] },
  ],
  secrets: [
    { kind: 'epoch-seed', number: 20_779, seed: random(32) },
    { kind: 'group-key', epoch: 1, key: groupKey },
    { kind: 'reply-key', thread, week: 2_968, lastAtMillis: NOON_MILLIS, key: random(32) },
  ],
}
const prekeyPublicKey = p.xwingPublicKey(prekeySeed)

function parcelOf(content: ParcelContent): Uint8Array {
  return sealParcel(openLocks, newsroomId, adasDeviceSeed, {
    ...{ recipient: adasId, prekeyPublicKey, content, randomness: new Uint8Array(64).fill(5) },
  })
}

/** Entries, items, batches, parcels, and how a device is admitted (docs/protocol.md §8, §11, §13). */
export const journalTargets: readonly Target[] = [
  {
    name: 'journal-entry',
    seeds: entries,
    form: 'bytes',
    refusal: refusalsOf(ProtocolError, ['entry-malformed']),
    run(input) {
      const entry = parseEntry(input)
      isEntrySigned(openLocks, newsroomId, entry, adasDevice.publicKey)
      const { aad, ciphertext, signature } = entry
      const again = concatBytes(aad, u32(ciphertext.length), ciphertext, signature)
      holds(equalBytes(again, input), 'an entry has two encodings')
      return openEntry(openLocks, newsroomId, entry, bodyKey) === undefined ? 'closed' : 'accepted'
    },
  },
  {
    name: 'journal-item',
    seeds: items,
    form: 'bytes',
    refusal: refusalsOf(ProtocolError, ['item-malformed']),
    run(input) {
      holds(equalBytes(encodeItem(parseItem(input)), input), 'an item has two encodings')
      return 'accepted'
    },
  },
  {
    name: 'batch-parse',
    seeds: [sealBatch(p, newsroomId, adasDeviceSeed, groupKey, content)],
    form: 'bytes',
    share: 0.1,
    refusal: refusalsOf(ProtocolError, ['batch-malformed']),
    run(input) {
      const { aad, ciphertext, signature, ...rest } = parseBatch(input)
      holds(equalBytes(concatBytes(aad, ciphertext, signature), input), 'a batch has two encodings')
      return isBatchSigned(
        p,
        newsroomId,
        { ...rest, aad, ciphertext, signature },
        adasDevice.publicKey,
      )
        ? 'accepted'
        : 'unsigned'
    },
  },
  {
    name: 'batch-content',
    seeds: [batch.slice(HEADER_BYTES, HEADER_BYTES + 6_000)],
    form: 'bytes',
    share: 0.1,
    longest: PLAINTEXT_BYTES,
    refusal: refusalsOf(ProtocolError, ['batch-malformed', 'item-malformed']),
    // Its pieces may say that an item has 4 MiB, and none is made before all of its bytes are there.
    run(input) {
      const whole = batch.slice()
      whole.fill(0, HEADER_BYTES, HEADER_BYTES + PLAINTEXT_BYTES)
      whole.set(input.subarray(0, PLAINTEXT_BYTES), HEADER_BYTES)
      const opened = openBatch(openLocks, newsroomId, parseBatch(whole), groupKey)
      if (opened === undefined) return 'closed'
      const again = sealBatch(openLocks, newsroomId, adasDeviceSeed, groupKey, {
        ...opened,
        ...{ groupEpoch: 1, number: 4, salt: content.salt },
      })
      holds(isSamePlaintext(again, whole), 'a batch has two encodings')
      const [first] = opened.pieces
      const ofFirst = ({ itemId }: ItemPiece) => first && equalBytes(itemId, first.itemId)
      joinPieces(p, opened.pieces.filter(ofFirst))
      return 'accepted'
    },
  },
  {
    name: 'item-pieces',
    seeds: [concatBytes(Uint8Array.of(0, 40, 40, 40), item)],
    form: 'bytes',
    refusal: refusalsOf(ProtocolError, ['item-malformed']),
    run(input) {
      const joined = joinPieces(p, piecesIn(input))
      if (joined === undefined) return 'missing'
      holds(equalBytes(joined, item), 'pieces were joined to something else')
      return 'accepted'
    },
  },
  {
    name: 'parcel',
    seeds: [parcelOf(parcelContent), parcelOf({ held: [], secrets: [] })],
    form: 'bytes',
    share: 0.2,
    // A list of 65,536 names, the longest there is.
    roomBytes: 2 ** 22,
    refusal: refusalsOf(ProtocolError, ['parcel-malformed']),
    run(input) {
      const parcel = parseParcel(input)
      isParcelSigned(openLocks, newsroomId, parcel, adasDevice.publicKey)
      const opened = openParcel(openLocks, newsroomId, parcel, prekeySeed)
      if (opened === undefined) return 'not-ours'
      const again = parseParcel(parcelOf(opened)).sealed.subarray(1120)
      holds(
        equalBytes(again.slice(0, -16), parcel.sealed.slice(1120, -16)),
        'a parcel has two encodings',
      )
      return 'accepted'
    },
  },
  {
    name: 'admission-card',
    seeds: [card],
    form: 'bytes',
    words: ['\u202e', '\u2028', '\u00ad', '\u{e0041}', 'é'],
    refusal: refusalsOf(ProtocolError, ['card-malformed']),
    run(input) {
      const read = readCard(openLocks, newsroomId, input)
      const again = encodeCard(openLocks, newsroomId, brunosDeviceSeed, read)
      // Behind open locks any device's key and any signature will do.
      const same = (from: number, to?: number) =>
        equalBytes(again.subarray(from, to), input.subarray(from, to))
      holds(
        again.length === input.length && same(0, 17) && same(49, -64),
        'a card has two encodings',
      )
      holds(admissionWords(p, newsroomId, input, 'es').length === 8, 'a card has eight words')
      return 'accepted'
    },
    share: 0.2,
  },
  {
    name: 'welcome',
    seeds: [welcome],
    form: 'bytes',
    share: 0.15,
    refusal: refusalsOf(ProtocolError, /^(?:welcome|roster)-/u),
    run(input) {
      const judgement = { prekeySeed, card, nowMillis: NOON_MILLIS }
      const opened = openWelcome(openLocks, newsroomId, input, judgement)
      return opened === undefined ? 'not-ours' : 'accepted'
    },
  },
]

function isSamePlaintext(a: Uint8Array, b: Uint8Array): boolean {
  const [from, to] = [HEADER_BYTES, HEADER_BYTES + PLAINTEXT_BYTES]
  return equalBytes(a.subarray(from, to), b.subarray(from, to))
}

/** Pieces of the item as the first bytes of the input say, with what follows as their bytes. */
function piecesIn(input: Uint8Array): readonly ItemPiece[] {
  const [skew = 0, ...lengths] = input.subarray(0, 4)
  const total = item.length + (skew > 250 ? skew : 0)
  const bytes = input.subarray(4)
  const itemId = itemIdOf(p, item)
  const cuts = [0, ...lengths.map((length) => length * 4), bytes.length].toSorted((a, b) => a - b)
  return cuts.flatMap((from, index): ItemPiece[] => {
    const to = cuts[index + 1] ?? from
    const piece = bytes.slice(from, to)
    return piece.length === 0 ? [] : [{ itemId, total, offset: from, bytes: piece }]
  })
}
