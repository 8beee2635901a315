// Several desks that share a journal through a relay in memory, on one clock.
import { demoSchedule, toHex, verifyRoster, type Schedule } from '@cronista/protocol'
import { messagesOf, type JournalEvent } from '@cronista/newsroom'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { MemoryRelay } from '../adapters/memory/memory-relay.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { foundRoster, keysOf, ManualClock, newsroomId } from '../desk.fixture.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { BatchRelay } from '../ports/batch-relay.ts'
import type { DeskKeys } from './desk-keys.ts'
import { GroupKeys } from './group-keys.ts'
import { JournalSync } from './journal-sync.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'
import { writeNote } from './notes.ts'

/** The demo's, in which a batch goes every two seconds. */
const schedule: Schedule = demoSchedule
/** Desks that hand each other nothing but the journal. */
const noParcels = {
  outgoing: () => [],
  lacking: () => new Set<string>(),
  notices: () => [],
  hear: () => undefined,
  handedIn: () => undefined,
  take: () => undefined,
}
/** Between two batches. */
export const INTERVAL = schedule.batchIntervalMillis

/** The thread of these tests. */
export const THREAD = '0a'.repeat(16)

/** A message in it; the same number has the same id. */
export function message(number: number, text = `Mensaje ${number}`): JournalEvent {
  return {
    ...{ v: 1, type: 'message-received', thread: THREAD, text, language: 'es', week: 1 },
    ...{ repliesRead: 0, receivedAtMillis: number },
    messageId: number.toString(16).padStart(32, '0'),
  }
}

/** One desk between unlocking and locking. */
export interface SyncingDesk {
  readonly keys: DeskKeys
  readonly store: DeskStore
  readonly journal: Journal
  readonly sync: JournalSync
  /** The texts of the thread's messages. */
  texts(): readonly string[]
  stop(): Promise<void>
}

/** A newsroom of Ada and Bruno (and whoever else is opened), with a relay. */
export function openSharedJournal() {
  const clock = new ManualClock(1)
  const { store: adasStore, roster, ada } = foundRoster()
  const relay = new MemoryRelay({ newsroomId, clock })
  const trusted = verifyRoster(p, roster, { newsroomId, nowMillis: clock.nowMillis() })
  const group = new GroupKeys(ada, adasStore).current
  if (group === undefined) throw new Error('no group')

  const { personId, devicePublicKey: publicKey } = keysOf('Carla')
  const carlas = { ...trusted.devices[0]!, personId, publicKey }
  /** Carla's device joined later; nobody leaves. */
  const inForce = {
    trusted: { ...trusted, devices: [...trusted.devices, carlas] },
    ...{ bytes: roster, handIn: async () => undefined, learn: () => undefined },
  }

  /** The state of a desk that was admitted. */
  const admittedStore = (keys: DeskKeys, store: DeskStore = openMemoryDeskStore()): DeskStore => {
    store.change((stores) => {
      Journal.found(keys, stores)
      writeNote(keys, stores, 'roster', roster)
      new GroupKeys(keys, stores).accept(stores, group)
      KnownDevices.open(keys, stores).learn(stores, trusted.devices)
    })
    return store
  }

  const unlock = (
    keys: DeskKeys,
    store: DeskStore,
    { through = relay }: { through?: BatchRelay } = {},
  ): SyncingDesk => {
    const devices = KnownDevices.open(keys, store)
    devices.learn(store, [...trusted.devices, carlas])
    const journal = Journal.open(keys, store, devices)
    const groupKeys = new GroupKeys(keys, store)
    const sync = new JournalSync({
      ...{ keys, store, journal, devices, groupKeys, clock, schedule, relay: through },
      parcels: noParcels,
      roster: inForce,
    })
    sync.start()
    const texts = () => {
      const thread = journal.state.threads.get(THREAD)
      return thread === undefined ? [] : messagesOf(thread).map(({ text }) => text)
    }
    return { keys, store, journal, sync, texts, stop: () => sync.stop() }
  }
  const [bruno, carla] = [keysOf('Bruno'), keysOf('Carla')]
  return {
    ...{ clock, relay, roster, trusted, unlock, admittedStore, adasStore, ada, bruno },
    openAda: () => unlock(ada, adasStore),
    openBruno: () => unlock(bruno, admittedStore(bruno)),
    openCarla: () => unlock(carla, admittedStore(carla)),
  }
}

/** A relay that is asked by way of somebody who changes some answers. */
export function by(relay: BatchRelay, changes: Partial<BatchRelay>): BatchRelay {
  return {
    putBatch: (number, batch) => relay.putBatch(number, batch),
    batches: (afterPlace) => relay.batches(afterPlace),
    batch: (place) => relay.batch(place),
    ...changes,
  }
}

/** Whether these desks hold the same entries and know the same. */
export function agree(...desks: readonly SyncingDesk[]): boolean {
  const chains = desks.map(({ journal }) =>
    [...journal.heads].map(
      ([device, { sequence, hash }]) => `${device} ${sequence} ${toHex(hash)}`,
    ),
  )
  const [first, ...others] = chains.map((lines) => lines.sort().join('\n'))
  return others.every((one) => one === first)
}
