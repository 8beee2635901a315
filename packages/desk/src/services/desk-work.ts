// What an unlocked desk does once it is one of the group: it keeps the journal and the roster, collects from
// the moment it holds an epoch's private key, looks at every edition and builds them while it holds the
// lease, and takes part in stories and releases.
import { RECORD_CAPACITY, toHex, type Schedule } from '@cronista/protocol'
import { personName } from '@cronista/newsroom'
import type { DeskStatus, DeskWarningCode } from '../http/api.ts'
import type { CellOpener } from '../ports/cell-opener.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import type { SitePress } from '../ports/site-press.ts'
import { Collector } from './collector.ts'
import { Conversations } from './conversations.ts'
import type { DeskKeys } from './desk-keys.ts'
import { EditionBuilder } from './edition-builder.ts'
import type { EpochSeeds } from './epoch-seeds.ts'
import { GateKeeper } from './gate-keeper.ts'
import type { GroupKeys } from './group-keys.ts'
import { HeldBack } from './held-back.ts'
import { JournalSync } from './journal-sync.ts'
import { LooseEnds } from './loose-ends.ts'
import type { Journal } from './journal.ts'
import type { KnownDevices } from './known-devices.ts'
import { NameLists } from './name-lists.ts'
import { ParcelPost } from './parcel-post.ts'
import { Prekeys } from './prekeys.ts'
import { ReleaseDesk } from './release-desk.ts'
import { ReplyKeys } from './reply-keys.ts'
import { RosterKeeper } from './roster-keeper.ts'
import { SourceList } from './source-list.ts'
import { StoryDesk } from './story-desk.ts'

/** What the work stands on. */
export interface DeskWorkParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly schedule: Schedule
  readonly store: DeskStore
  readonly relay: RelayClient
  readonly journal: Journal
  readonly devices: KnownDevices
  readonly groupKeys: GroupKeys
  readonly epochs: EpochSeeds
  readonly press: SitePress
  /** Another one, for the gate alone. */
  readonly gatePress: SitePress
  readonly personName: string
  readonly opener: CellOpener
  /** Whether this desk was the newsroom's first. */
  readonly isFirst: boolean
}

/** Everything that needs keys and goes on by itself. */
export class DeskWork {
  readonly conversations: Conversations
  readonly stories: StoryDesk
  readonly names: NameLists
  readonly sources: SourceList
  readonly releases: ReleaseDesk
  readonly sync: JournalSync
  readonly roster: RosterKeeper
  readonly #parts: DeskWorkParts
  readonly #replyKeys: ReplyKeys
  readonly #prekeys: Prekeys
  readonly #looseEnds: LooseEnds
  readonly #gate: GateKeeper
  readonly #collector: Collector
  readonly #editions: EditionBuilder
  #awaitsSeeds: (() => void) | undefined
  #isCollecting = false

  constructor(parts: DeskWorkParts) {
    this.#parts = parts
    const { keys, clock, store, schedule } = parts
    this.roster = new RosterKeeper(parts)
    this.#replyKeys = new ReplyKeys(keys, store.secrets)
    this.#prekeys = new Prekeys(keys, store, parts.journal)
    const secrets = { ...parts, replyKeys: this.#replyKeys, prekeys: this.#prekeys }
    const parcels = new ParcelPost({ ...secrets, roster: this.roster })
    this.sync = new JournalSync({ ...parts, parcels, roster: this.roster })
    const held = new HeldBack({ ...parts, replyKeys: this.#replyKeys })
    const shared = { ...parts, held, replyKeys: this.#replyKeys, roster: this.roster }
    this.#collector = new Collector({ ...shared, heard: () => this.sync.lastHeard() })
    this.#editions = new EditionBuilder({ ...shared, sync: this.sync })
    this.conversations = new Conversations({ ...shared, editions: this.#editions })
    const gate = new GateKeeper({ clock, journal: parts.journal, press: parts.gatePress })
    this.#gate = gate
    this.releases = new ReleaseDesk({ ...parts, gate, roster: this.roster })
    this.stories = new StoryDesk({ ...parts, gate, schedule, releases: this.releases })
    this.#looseEnds = new LooseEnds(parts)
    this.names = new NameLists({ keys, clock, journal: parts.journal })
    this.sources = new SourceList({ keys, clock, journal: parts.journal })
  }

  /** Begins everything. Throws `storage-failed`. */
  start(): void {
    this.#introduce()
    this.roster.start()
    this.sync.start()
    this.#editions.start()
    this.#collectOnceThereAreSeeds()
    this.releases.start()
    this.#looseEnds.start()
  }

  /** Resolves when what is under way has ended; the keys it held are then overwritten. */
  async stop(): Promise<void> {
    this.#awaitsSeeds?.()
    await Promise.all([
      this.#looseEnds.stop(),
      this.releases.stop(),
      this.#collector.stop(),
      this.#editions.stop(),
      this.sync.stop(),
      this.roster.stop(),
    ])
    this.stories.forget()
    this.#gate.forget()
    this.#replyKeys.forget()
    this.#prekeys.forget()
  }

  /** How it is doing, as the page shows it. */
  status(): Pick<DeskStatus, 'capacity' | 'collector' | 'collects' | 'edition' | 'sync'> {
    const { lastSyncedAtMillis } = this.sync
    const { number, timeMillis, nextAtMillis, isBuilder, waiting } = this.#editions.status()
    const { lastPulledAtMillis, lastError } = this.#collector.status()
    return {
      collects: this.#isCollecting,
      sync: lastSyncedAtMillis === undefined ? {} : { lastSyncedAtMillis },
      collector: {
        ...(lastPulledAtMillis === undefined ? {} : { lastPulledAtMillis }),
        ...(lastError === undefined ? {} : { lastError }),
      },
      edition: {
        ...(number === undefined ? {} : { number }),
        ...(timeMillis === undefined ? {} : { timeMillis }),
        ...{ nextAtMillis, isBuilder },
      },
      capacity: { records: RECORD_CAPACITY, waiting: [...waiting] },
    }
  }

  warnings(): readonly DeskWarningCode[] {
    const found = [
      ...this.roster.warnings(),
      ...this.sync.warnings(),
      ...laneWarnings(this.#collector, this.#editions),
      ...this.releases.warnings(),
    ]
    return [...new Set(found)]
  }

  /** A desk that was admitted gets its seeds from the others; what came before is still with the relay. */
  #collectOnceThereAreSeeds(): void {
    const { epochs, clock } = this.#parts
    this.#awaitsSeeds ??= epochs.onArrival(() => {
      this.#collectOnceThereAreSeeds()
    })
    if (this.#isCollecting || !epochs.holdsAny(clock.nowMillis())) return
    this.#isCollecting = true
    this.#collector.start()
  }

  /** Tells the others what this desk's person is called, once. */
  #introduce(): void {
    const { keys, journal, personName: name } = this.#parts
    const person = toHex(keys.personId)
    if (personName(journal.state, person) === name) return
    journal.append([{ v: 1, type: 'person-introduced', person, name }])
  }
}

function laneWarnings(collector: Collector, editions: EditionBuilder): readonly DeskWarningCode[] {
  const { lastError, skippedSegments, doMirrorsDiffer, counts } = collector.status()
  const edition = editions.status()
  const found: (DeskWarningCode | false | undefined)[] = [
    lastError,
    edition.lastError,
    edition.waiting.length > 0 && 'edition-full',
    skippedSegments > 0 && 'segment-skipped',
    doMirrorsDiffer && 'mirror-differs',
    counts.droppedParts > 0 && 'parts-dropped',
    Object.keys(counts.refused).length > 0 && 'cells-unreadable',
  ]
  return found.filter((code) => code !== undefined && code !== false)
}
