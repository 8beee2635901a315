// What comes of another device's batch at a desk (docs/protocol.md §8): of the items that an open one may
// hold, and of whatever stands in either kind, through the receiver that runs on every desk.
import {
  batchRoom,
  concatBytes,
  cutItems,
  encodeItem,
  encodeParcelItem,
  encodePrekeyItem,
  encodeRosterItem,
  equalBytes,
  OPEN_GROUP_EPOCH,
  openBatchKey,
  parcelIn,
  parseItem,
  prekeyIn,
  ProtocolError,
  rosterIn,
  sealBatch,
  sealEntry,
  sealParcel,
  toHex,
  u8,
  utf8,
  verifyRoster,
} from '../../packages/protocol/src/index.ts'
import { openMemoryDeskStore } from '../../packages/desk/src/adapters/memory/memory-desk-store.ts'
import { nativePrimitives as p } from '../../packages/desk/src/adapters/native-primitives.ts'
import {
  foundRoster,
  ManualClock,
  newsroomId,
  NOON_MILLIS,
  seededRandom,
} from '../../packages/desk/src/desk.fixture.ts'
import { DoubtedEntries } from '../../packages/desk/src/domain/doubted-entries.ts'
import { Outbox } from '../../packages/desk/src/domain/outbox.ts'
import { SyncWatch } from '../../packages/desk/src/domain/sync-watch.ts'
import type { DeskStore } from '../../packages/desk/src/ports/desk-store.ts'
import type { SecretKind } from '../../packages/desk/src/ports/secret-store.ts'
import { GroupKeys } from '../../packages/desk/src/services/group-keys.ts'
import { JournalFaults } from '../../packages/desk/src/services/journal-faults.ts'
import { Journal } from '../../packages/desk/src/services/journal.ts'
import { KnownDevices } from '../../packages/desk/src/services/known-devices.ts'
import { SyncReceiver } from '../../packages/desk/src/services/sync-receiver.ts'
import type { SyncSender } from '../../packages/desk/src/services/sync-sender.ts'
import { holds, neverThrows, refusalsOf, type Target } from '../target.ts'
import { openLocks } from './open-locks.ts'

const random = seededRandom('fuzz open batches')
const { store: founded, roster, ada, bruno } = foundRoster()
const trusted = verifyRoster(p, roster, { newsroomId, nowMillis: NOON_MILLIS })
const brunosId = toHex(bruno.deviceId)
const groupKey = new GroupKeys(ada, founded).current?.key ?? random(32)

const notice = {
  ...{ deviceId: bruno.deviceId, number: 3, announcedAtMillis: NOON_MILLIS },
  prekey: p.xwingPublicKey(random(32)),
}
const parcel = sealParcel(openLocks, newsroomId, bruno.deviceSeed, {
  ...{ recipient: ada.deviceId, prekeyPublicKey: notice.prekey, randomness: random(64) },
  content: { held: [], secrets: [{ kind: 'group-key', epoch: 2, key: random(32) }] },
})
const [bodyKey, event] = [random(32), utf8('{"v":1,"type":"example"}')]
const entry = sealEntry(openLocks, newsroomId, bruno.deviceSeed, {
  ...{ sequence: 1, previousHash: new Uint8Array(32), heads: [] },
  ...{ bodyKeyId: random(16), bodyKey, salt: random(32), event },
})
const openItems = [
  encodePrekeyItem(notice),
  encodeRosterItem(roster),
  encodeParcelItem(parcel),
] as const
const items = [
  ...openItems,
  encodeItem({ kind: 'with-key', bodyKey, subject: random(16), entry }),
  encodeItem({ kind: 'key-destroyed', entry }),
]
const [HEADER_BYTES, PLAINTEXT_BYTES] = [61, 32_627]
const salt = random(32)
const heads = [{ deviceId: bruno.deviceId, sequence: 1, hash: random(32) }]

/** A batch of Bruno's, as openLocks seals and opens it. */
function batchOf(isOpen: boolean, held: readonly Uint8Array[]): Uint8Array {
  const outgoing = held.map((item) => ({ item, offset: 0 }))
  const key = isOpen ? openBatchKey(p, newsroomId) : groupKey
  return sealBatch(openLocks, newsroomId, bruno.deviceSeed, key, {
    ...{ groupEpoch: isOpen ? OPEN_GROUP_EPOCH : 1, number: 1, salt, timeMillis: NOON_MILLIS },
    heads: isOpen ? [] : heads,
    pieces: cutItems(p, outgoing, batchRoom(1)).pieces,
  })
}

/** What an input of `desk-arrivals` is: whether the batch is open, and its plaintext without the zeros. */
function arrivalOf(isOpen: boolean, held: readonly Uint8Array[]): Uint8Array {
  const plaintext = batchOf(isOpen, held).slice(HEADER_BYTES, HEADER_BYTES + PLAINTEXT_BYTES)
  const end = plaintext.findLastIndex((byte) => byte !== 0) + 1
  return concatBytes(u8(isOpen ? 0 : 1), plaintext.subarray(0, end))
}

/** Open batches and what is in them. */
export const openBatchTargets: readonly Target[] = [
  {
    name: 'open-item',
    seeds: items,
    form: 'bytes',
    share: 0.5,
    refusal: refusalsOf(ProtocolError, ['item-malformed']),
    run(input) {
      const [parcelBytes, rosterBytes] = [parcelIn(input), rosterIn(input)]
      const found = parcelBytes ?? rosterBytes
      if (found !== undefined) {
        const again = parcelBytes === undefined ? encodeRosterItem(found) : encodeParcelItem(found)
        holds(equalBytes(again, input), 'an item has two encodings')
        holds(prekeyIn(input) === undefined, 'an item is of two kinds')
        return parcelBytes === undefined ? 'roster' : 'parcel'
      }
      const read = prekeyIn(input)
      if (read === undefined) {
        holds(equalBytes(encodeItem(parseItem(input)), input), 'an item has two encodings')
        return 'entry'
      }
      holds(equalBytes(encodePrekeyItem(read), input), 'a prekey has two encodings')
      return 'accepted'
    },
  },
  {
    name: 'desk-arrivals',
    seeds: [
      ...openItems.map((item) => arrivalOf(true, [item])),
      arrivalOf(true, [openItems[0], ...items.slice(3)]),
      arrivalOf(false, items),
    ],
    form: 'bytes',
    longest: 16_384,
    share: 0.02,
    roomBytes: 2 ** 24,
    refusal: neverThrows,
    async run(input) {
      const isOpen = (input[0] ?? 0) % 2 === 0
      const batch = batchOf(isOpen, [])
      batch.fill(0, HEADER_BYTES, HEADER_BYTES + PLAINTEXT_BYTES)
      batch.set(input.subarray(1, PLAINTEXT_BYTES + 1), HEADER_BYTES)
      const { heard, taken, learned, entries } = await receivedBy(batch)
      holds(!isOpen || entries === 0, 'an entry came in an open batch')
      holds(isOpen || heard + learned === 0, 'a sealed batch taught a prekey or a roster')
      if (entries > 0) return 'entry'
      return heard > 0 ? 'accepted' : learned > 0 ? 'roster' : taken > 0 ? 'parcel' : 'nothing'
    },
  },
]

/** Nothing is handed in here. */
const sender = { number: 0, isRefused: false, renumber: () => undefined } as unknown as SyncSender

/** What Ada's desk does with one batch, from a state that is the same each time. */
async function receivedBy(batch: Uint8Array) {
  const came = { heard: 0, taken: 0, learned: 0, entries: 0 }
  const store = copyOfFounded()
  const keys = { ...ada, p: openLocks }
  const devices = KnownDevices.open(ada, store)
  devices.learn(store, trusted.devices)
  const journal = Journal.open(keys, store, devices)
  const listed = [{ place: 1, deviceId: brunosId, number: 1 }]
  const receiver = new SyncReceiver({
    ...{ keys, devices, journal, store, clock: new ManualClock() },
    groupKeys: new GroupKeys(ada, store),
    schedule: { batchIntervalMillis: 2_000 },
    relay: {
      putBatch: () => Promise.resolve(),
      batches: (after) => Promise.resolve(listed.filter(({ place }) => place > after)),
      batch: () => Promise.resolve(batch),
    },
    outbox: new Outbox(
      toHex(ada.deviceId),
      { sequence: 0, offset: 0 },
      { graceMillis: 12_000, freshMillis: 8_000 },
    ),
    watch: new SyncWatch(24_000, new Map()),
    faults: new JournalFaults(ada, store),
    doubted: new DoubtedEntries(20_000),
    sender,
    parcels: { hear: () => came.heard++, take: () => came.taken++ },
    roster: {
      ...{ trusted, bytes: roster, handIn: () => Promise.resolve() },
      learn: () => came.learned++,
    },
  })
  await receiver.round()
  return { ...came, entries: journal.heads.get(brunosId)?.sequence ?? 0 }
}

const kinds: readonly SecretKind[] = [
  ...(['body-key', 'checkpoint', 'epoch-seed', 'group-key', 'held-message', 'note'] as const),
  ...(['pending-part', 'prekey', 'reply-key'] as const),
]

function copyOfFounded(): DeskStore {
  const copy = openMemoryDeskStore()
  copy.change((stores) => {
    for (const kind of kinds)
      for (const secret of founded.secrets.list(kind)) stores.secrets.put(secret)
    for (const one of founded.journal.entries()) stores.journal.append(one)
  })
  return copy
}
