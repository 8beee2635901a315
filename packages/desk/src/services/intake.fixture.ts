import { demoSchedule, verifyRoster, type Schedule } from '@cronista/protocol'
import { messagesOf, openedThreads } from '@cronista/newsroom'
import { openDirectCellOpener } from '../adapters/direct-cell-opener.ts'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { MemoryRelay } from '../adapters/memory/memory-relay.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { foundRoster, ManualClock, newsroomId, NOON_MILLIS } from '../desk.fixture.ts'
import { productionQuotas } from '../domain/intake-quota.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import { Collector } from './collector.ts'
import { Conversations } from './conversations.ts'
import { EditionBuilder } from './edition-builder.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { HeldBack } from './held-back.ts'
import { Journal } from './journal.ts'
import { ReplyKeys } from './reply-keys.ts'

/** The demo's schedule with production's longer lists. */
export const schedule: Schedule = { ...demoSchedule, editionLeadMillis: 1000 }

/** Ada's newsroom before anything came. */
export function openNewsroom(store: DeskStore = openMemoryDeskStore()) {
  const clock = new ManualClock()
  return { ...foundRoster(store), relay: new MemoryRelay({ newsroomId, clock }), clock }
}

type Newsroom = ReturnType<typeof openNewsroom>

/** Ada's desk at work; opening it once more over the same newsroom is a restart. */
export function openIntake(newsroom: Newsroom = openNewsroom(), quotas = productionQuotas) {
  const { store, relay, clock, ada: keys, roster } = newsroom
  const journal = Journal.open(keys, store)
  const replyKeys = new ReplyKeys(keys, store.secrets)
  const epochs = EpochSeeds.open(keys, store, clock.nowMillis())
  const trusted = verifyRoster(p, roster, { newsroomId, nowMillis: NOON_MILLIS })
  /** As the roster keeper does it: neither what the relay has nor what has run out is handed in. */
  const handIn = async () => {
    const isRunning = trusted.expiresAtMillis >= clock.nowMillis()
    if (relay.rosters.length === 0 && isRunning) await relay.putRoster(roster)
  }
  const handedIn = { trusted, handIn }
  const shared = { keys, clock, schedule, store, relay, journal, replyKeys, roster: handedIn }
  const sync = { lastSyncedAtMillis: NOON_MILLIS, handedInEntries: Number.POSITIVE_INFINITY }
  const opener = openDirectCellOpener(p)
  const held = new HeldBack(shared)
  const collector = new Collector({ ...shared, opener, epochs, held, quotas })
  const editions = new EditionBuilder({ ...shared, epochs, sync, isFirst: true })
  const conversations = new Conversations({ ...shared, editions, held, personName: 'Ada' })
  /** Every text in the newsroom, in the order it was received. */
  const texts = () =>
    openedThreads(journal.state).flatMap((thread) => messagesOf(thread).map(({ text }) => text))
  return {
    ...newsroom,
    journal,
    replyKeys,
    epochs,
    held,
    collector,
    editions,
    conversations,
    texts,
  }
}
