// Several desks that hand each other parcels; what is lost, repeated or late on the way is up to the test.
import {
  entryHash,
  parcelIn,
  parseEntry,
  parseItem,
  toHex,
  verifyRoster,
  type ItemPiece,
  type OutgoingItem,
  itemIdOf,
} from '@cronista/protocol'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { foundRoster, keysOf, ManualClock, newsroomId } from '../desk.fixture.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { GroupKeys } from './group-keys.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'
import { writeNote } from './notes.ts'
import { ParcelPost } from './parcel-post.ts'
import { Prekeys } from './prekeys.ts'
import { ReplyKeys, type ReplyKey } from './reply-keys.ts'
import type { SyncRoster } from './sync-sender.ts'

/** Between two batches. */
export const INTERVAL = 120_000

/** A parcel on its way. */
export interface SentParcel {
  readonly from: string
  readonly bytes: Uint8Array
}

/** One desk between unlocking and locking. */
export interface PostedDesk {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly store: DeskStore
  readonly journal: Journal
  readonly devices: KnownDevices
  readonly epochs: EpochSeeds
  readonly replyKeys: ReplyKeys
  readonly groupKeys: GroupKeys
  readonly prekeys: Prekeys
  readonly post: ParcelPost
  /** That all share, and that stays. */
  readonly roster: SyncRoster
  /** Numbers of the epochs that it can open. */
  numbers(): readonly number[]
}

/** Ada's, Bruno's and Carla's newsroom; only Ada's desk holds seeds. */
export function openPostedDesks() {
  const right = new ManualClock(1)
  const { store: adasStore, roster, ada, bruno } = foundRoster(undefined, undefined, ['Carla'])
  const trusted = verifyRoster(p, roster, { newsroomId, nowMillis: right.nowMillis() })
  const group = new GroupKeys(ada, adasStore).current
  if (group === undefined) throw new Error('no group')

  const admitted = (keys: DeskKeys): DeskStore => {
    const store = openMemoryDeskStore()
    store.change((stores) => {
      Journal.found(keys, stores)
      writeNote(keys, stores, 'roster', roster)
      new GroupKeys(keys, stores).accept(stores, group)
    })
    return store
  }

  /** Unlocks a desk over its disk; its clock may be wrong. */
  const unlock = (keys: DeskKeys, store: DeskStore, wrongByMillis = 0): PostedDesk => {
    const clock = wrongClock(right, wrongByMillis)
    const epochs = EpochSeeds.open(keys, store, clock.nowMillis())
    const devices = KnownDevices.open(keys, store)
    devices.learn(store, trusted.devices)
    const journal = Journal.open(keys, store, devices)
    const replyKeys = new ReplyKeys(keys, store.secrets)
    const groupKeys = new GroupKeys(keys, store)
    const prekeys = new Prekeys(keys, store, journal)
    epochs.announce(store, trusted.epochs)
    const post = new ParcelPost({
      ...{ keys, store, clock, epochs, replyKeys, groupKeys, prekeys, journal },
      ...{ schedule: { batchIntervalMillis: INTERVAL }, roster: { trusted } },
    })
    const numbers = () =>
      epochs
        .identities()
        .map(({ number }) => number)
        .sort((a, b) => a - b)
    const kept = { keys, clock, store, journal, devices, epochs, replyKeys, groupKeys, prekeys }
    const silent = { bytes: roster, handIn: async () => undefined, learn: () => undefined }
    return { ...kept, post, numbers, roster: { trusted, ...silent } }
  }
  const desks = [
    unlock(ada, adasStore),
    unlock(bruno, admitted(bruno)),
    unlock(keysOf('Carla'), admitted(keysOf('Carla'))),
  ] as const
  return {
    clock: right,
    desks,
    /** The same desk after it was locked and unlocked, under a clock that may be wrong. */
    again: ({ keys, store }: PostedDesk, wrongByMillis = 0) => unlock(keys, store, wrongByMillis),
  }
}

function wrongClock(right: Clock, byMillis: number): Clock {
  return {
    nowMillis: () => right.nowMillis() + byMillis,
    at: (timeMillis, run) => right.at(timeMillis - byMillis, run),
  }
}

/** What a desk's next batch carries, all of it acknowledged by the relay. */
export function sendFrom(desk: PostedDesk): readonly SentParcel[] {
  const items = desk.post.outgoing()
  desk.post.handedIn(items.map(wholePiece))
  const from = toHex(desk.keys.deviceId)
  return items.map(({ item }) => ({ from, bytes: parcelIn(item)! }))
}

function wholePiece({ item, offset }: OutgoingItem): ItemPiece {
  return { itemId: itemIdOf(p, item), total: item.length, offset, bytes: item.slice(offset) }
}

/** Gives a desk reply keys, as if they had come in cells. */
export function learnReplies({ store, replyKeys }: PostedDesk, came: readonly ReplyKey[]): void {
  store.change((stores) => replyKeys.store(stores, came))
  replyKeys.learn(came)
}

/** Brings what all desks have written to all. */
export function shareJournals(desks: readonly PostedDesk[]): void {
  for (const from of desks) for (const to of desks) if (from !== to) shareJournal(from, to)
}

function shareJournal({ journal: from }: PostedDesk, { journal: to }: PostedDesk): void {
  for (const [deviceId, { sequence: last }] of from.heads) {
    const first = (to.heads.get(deviceId)?.sequence ?? 0) + 1
    for (let sequence = first; sequence <= last; sequence++) {
      const item = parseItem(from.item(deviceId, sequence)!)
      const entry = parseEntry(item.entry)
      if (item.kind !== 'with-key') throw new Error('a key is missing')
      const bodyKey = { id: entry.bodyKeyId, key: item.bodyKey, subject: toHex(item.subject) }
      const hash = entryHash(p, newsroomId, item.entry)
      to.receive([{ deviceId, entry, bytes: item.entry, hash, bodyKey }])
    }
  }
}
