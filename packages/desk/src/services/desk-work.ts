// What an unlocked desk does once it is one of the group: it keeps the journal and the roster, and takes
// part in stories and releases. One desk, the one with the epochs' keys, also collects and builds editions.
import { RECORD_CAPACITY, toHex, type Schedule } from '@cronista/protocol'
import { isConfirmed, personName } from '@cronista/newsroom'
import { dueEditionMillis, type Delivery } from '../domain/edition-plan.ts'
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
import { JournalSync } from './journal-sync.ts'
import { LooseEnds } from './loose-ends.ts'
import type { Journal } from './journal.ts'
import type { KnownDevices } from './known-devices.ts'
import { NameLists } from './name-lists.ts'
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
  /** Whether this desk collects, and what opens its cells. */
  readonly opener: CellOpener | undefined
}

/** The desk that collects. */
interface Intake {
  readonly collector: Collector
  readonly editions: EditionBuilder
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
  readonly #looseEnds: LooseEnds
  readonly #gate: GateKeeper
  readonly #intake: Intake | undefined

  constructor(parts: DeskWorkParts) {
    this.#parts = parts
    const { keys, clock, store, opener, epochs, schedule } = parts
    this.roster = new RosterKeeper({ ...parts, epochs: opener && epochs })
    this.sync = new JournalSync({ ...parts, roster: this.roster })
    this.#replyKeys = new ReplyKeys(keys, store.secrets)
    const shared = { ...parts, replyKeys: this.#replyKeys, roster: this.roster }
    this.#intake = opener && {
      collector: new Collector({ ...shared, opener }),
      editions: new EditionBuilder(shared),
    }
    const answers = this.#intake === undefined ? {} : { replyKeys: this.#replyKeys }
    const editions = this.#intake?.editions ?? elsewhere
    this.conversations = new Conversations({ ...parts, ...answers, editions })
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
    this.#intake?.editions.start()
    this.#intake?.collector.start()
    this.releases.start()
    this.#looseEnds.start()
  }

  /** Resolves when what is under way has ended; the keys it held are then overwritten. */
  async stop(): Promise<void> {
    await Promise.all([
      this.#looseEnds.stop(),
      this.releases.stop(),
      this.#intake?.collector.stop(),
      this.#intake?.editions.stop(),
      this.sync.stop(),
      this.roster.stop(),
    ])
    this.stories.forget()
    this.#gate.forget()
    this.#replyKeys.forget()
  }

  /** How it is doing, as the page shows it. */
  status(): Pick<DeskStatus, 'capacity' | 'collector' | 'collects' | 'edition' | 'sync'> {
    const { clock, schedule } = this.#parts
    const { lastSyncedAtMillis } = this.sync
    const edition = this.#intake?.editions.status()
    const collector = this.#intake?.collector.status()
    const { number, timeMillis } = edition ?? {}
    const { lastPulledAtMillis, lastError } = collector ?? {}
    return {
      collects: this.#intake !== undefined,
      sync: lastSyncedAtMillis === undefined ? {} : { lastSyncedAtMillis },
      collector: {
        ...(lastPulledAtMillis === undefined ? {} : { lastPulledAtMillis }),
        ...(lastError === undefined ? {} : { lastError }),
      },
      edition: {
        ...(number === undefined ? {} : { number }),
        ...(timeMillis === undefined ? {} : { timeMillis }),
        nextAtMillis: edition?.nextAtMillis ?? dueEditionMillis(clock.nowMillis(), schedule),
      },
      capacity: { records: RECORD_CAPACITY, waiting: edition?.waiting ?? 0 },
    }
  }

  warnings(): readonly DeskWarningCode[] {
    const found = [
      ...this.roster.warnings(),
      ...this.sync.warnings(),
      ...(this.#intake === undefined ? [] : intakeWarnings(this.#intake)),
      ...this.releases.warnings(),
    ]
    return [...new Set(found)]
  }

  /** Tells the others what this desk's person is called, once. */
  #introduce(): void {
    const { keys, journal, personName: name } = this.#parts
    const person = toHex(keys.personId)
    if (personName(journal.state, person) === name) return
    journal.append([{ v: 1, type: 'person-introduced', person, name }])
  }
}

/** Of editions that another desk builds, this one knows what contributors have confirmed. */
const elsewhere: Pick<EditionBuilder, 'deliveryOf' | 'isListed'> = {
  deliveryOf: (thread, reply): Delivery => (isConfirmed(thread, reply) ? 'confirmed' : 'open'),
  isListed: () => false,
}

function intakeWarnings({ collector, editions }: Intake): readonly DeskWarningCode[] {
  const { lastError, skippedSegments, counts } = collector.status()
  const edition = editions.status()
  const found: (DeskWarningCode | false | undefined)[] = [
    lastError,
    edition.lastError,
    edition.waiting > 0 && 'edition-full',
    skippedSegments > 0 && 'segment-skipped',
    counts.droppedParts > 0 && 'parts-dropped',
    Object.keys(counts.refused).length > 0 && 'cells-unreadable',
  ]
  return found.filter((code) => code !== undefined && code !== false)
}
