// One stretch of time between unlocking and locking: everything that needs keys lives here and ends
// here.
import {
  RECORD_CAPACITY,
  toHex,
  type Primitives,
  type Random,
  type Schedule,
} from '@cronista/protocol'
import type { DeskStatus, DeskWarningCode } from '../http/api.ts'
import type { CellOpener } from '../ports/cell-opener.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import type { RosterSigner } from '../ports/roster-signer.ts'
import { forget, type VaultContent } from '../ports/vault.ts'
import { Collector } from './collector.ts'
import { withCheckedPosition } from './collector-position.ts'
import { Conversations } from './conversations.ts'
import { deskKeysOf, forgetKeys, type DeskKeys } from './desk-keys.ts'
import { EditionBuilder } from './edition-builder.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { Journal } from './journal.ts'
import { ReplyKeys } from './reply-keys.ts'
import { RosterKeeper } from './roster-keeper.ts'

/** The world around a session, made by whoever composes the desk. */
export interface SessionSurroundings {
  readonly p: Primitives
  readonly random: Random
  readonly clock: Clock
  readonly schedule: Schedule
  readonly cosigner: RosterSigner
  /** Opened for each session and closed at its end. */
  openStore(): DeskStore
  openRelay(keys: DeskKeys): RelayClient & { close(): void }
  openCells(): CellOpener
}

/** An unlocked desk. */
export class DeskSession {
  readonly conversations: Conversations
  readonly #surroundings: SessionSurroundings
  readonly #vault: VaultContent
  readonly #keys: DeskKeys
  readonly #store: DeskStore
  readonly #relay: RelayClient & { close(): void }
  readonly #opener: CellOpener
  readonly #journal: Journal
  readonly #replyKeys: ReplyKeys
  readonly #epochs: EpochSeeds
  readonly #roster: RosterKeeper
  readonly #editions: EditionBuilder
  readonly #collector: Collector

  private constructor(surroundings: SessionSurroundings, vault: VaultContent, opened: DeskStore) {
    const { p, random, clock, schedule, cosigner } = surroundings
    const keys = deskKeysOf(p, random, vault)
    const store = withCheckedPosition(keys, opened)
    // First: it erases from the disk what has died while the desk was locked.
    const epochs = EpochSeeds.open(keys, store, clock.nowMillis())
    const journal = Journal.open(keys, store)
    const replyKeys = new ReplyKeys(keys, store.secrets)
    const relay = surroundings.openRelay(keys)
    const opener = surroundings.openCells()
    const roster = new RosterKeeper({ keys, clock, store, relay, epochs, cosigner })
    const shared = { keys, clock, schedule, store, relay, journal, replyKeys, roster }
    const editions = new EditionBuilder(shared)
    this.#surroundings = surroundings
    this.#vault = vault
    this.#keys = keys
    this.#store = store
    this.#relay = relay
    this.#opener = opener
    this.#journal = journal
    this.#replyKeys = replyKeys
    this.#epochs = epochs
    this.#roster = roster
    this.#editions = editions
    this.#collector = new Collector({ ...shared, opener, epochs })
    const { personName } = vault
    this.conversations = new Conversations({
      ...{ keys, clock, journal, replyKeys },
      ...{ editions, personName },
    })
  }

  /** Verifies the journal and begins to work. Throws `storage-damaged`, `storage-failed` or
   *  `journal-damaged`; the vault's keys are then overwritten. */
  static begin(surroundings: SessionSurroundings, vault: VaultContent): DeskSession {
    let store: DeskStore | undefined
    try {
      store = surroundings.openStore()
      const session = new DeskSession(surroundings, vault, store)
      session.#roster.start()
      session.#editions.start()
      session.#collector.start()
      return session
    } catch (error) {
      store?.close()
      forget(vault)
      throw error
    }
  }

  /** Stops working, lets go of the state on disk and overwrites every key. */
  async end(): Promise<void> {
    this.#relay.close()
    await Promise.all([this.#collector.stop(), this.#editions.stop(), this.#roster.stop()])
    await this.#opener.close()
    this.#store.close()
    this.#journal.forget()
    this.#replyKeys.forget()
    this.#epochs.forget()
    forgetKeys(this.#keys, this.#vault)
  }

  status(): DeskStatus {
    const collector = this.#collector.status()
    const edition = this.#editions.status()
    const { number, timeMillis, nextAtMillis } = edition
    const { lastPulledAtMillis, lastError } = collector
    return {
      newsroomId: toHex(this.#keys.newsroomId),
      newsroomName: this.#vault.newsroomName,
      personName: this.#vault.personName,
      schedule: this.#surroundings.schedule.name,
      collector: {
        ...(lastPulledAtMillis === undefined ? {} : { lastPulledAtMillis }),
        ...(lastError === undefined ? {} : { lastError }),
      },
      edition: {
        ...(number === undefined ? {} : { number }),
        ...(timeMillis === undefined ? {} : { timeMillis }),
        nextAtMillis,
      },
      capacity: { records: RECORD_CAPACITY, waiting: edition.waiting },
      warnings: this.#warnings().map((code) => ({ code })),
    }
  }

  #warnings(): readonly DeskWarningCode[] {
    const { lastError, skippedSegments, counts } = this.#collector.status()
    const edition = this.#editions.status()
    const found: (DeskWarningCode | false | undefined)[] = [
      lastError,
      edition.lastError,
      ...this.#roster.warnings(),
      edition.waiting > 0 && 'edition-full',
      skippedSegments > 0 && 'segment-skipped',
      counts.droppedParts > 0 && 'parts-dropped',
      Object.keys(counts.refused).length > 0 && 'cells-unreadable',
    ]
    return [...new Set(found.filter((code) => code !== undefined && code !== false))]
  }
}
