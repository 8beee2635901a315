// Keeps this desk's journal and the others' the same, through a relay that is shown nothing but sealed
// batches on a clock (docs/protocol.md §9).
import { toHex, type Schedule } from '@cronista/protocol'
import { codeOf } from '../desk-error.ts'
import { DoubtedEntries } from '../domain/doubted-entries.ts'
import { Outbox } from '../domain/outbox.ts'
import { SyncWatch } from '../domain/sync-watch.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { BatchRelay } from '../ports/batch-relay.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { ArrivalParts, JudgedEntry } from './arrivals.ts'
import { lengthsOf } from './chain-heads.ts'
import { JournalFaults } from './journal-faults.ts'
import type { ParcelPost } from './parcel-post.ts'
import { readReceived, readSent } from './sync-notes.ts'
import { SyncReceiver } from './sync-receiver.ts'
import { SyncSender, type SyncRoster } from './sync-sender.ts'

/** In intervals: what another desk lacks for so long is sent again, … */
const GRACE = 6
/** … while what it says about itself is not older than this. */
const FRESH = 4
/** An entry that another than its author hands on without its key waits so long for one who has it: those
 *  who lack it are heard, and it is sent again. */
const DOUBT = GRACE + FRESH
/** And what was named for so long and has not come is withheld. */
const PATIENCE = 12

/** What sync works with. */
export interface JournalSyncParts extends ArrivalParts {
  readonly clock: Clock
  readonly schedule: Pick<Schedule, 'batchIntervalMillis'>
  readonly store: DeskStore
  readonly relay: BatchRelay
  readonly parcels: Pick<
    ParcelPost,
    'handedIn' | 'hear' | 'lacking' | 'notices' | 'outgoing' | 'take'
  >
  readonly roster: SyncRoster
}

/** One journal on several desks. */
export class JournalSync {
  readonly #parts: JournalSyncParts
  readonly #watch: SyncWatch
  readonly #outbox: Outbox
  readonly #faults: JournalFaults
  readonly #sender: SyncSender
  readonly #receiver: SyncReceiver

  constructor(parts: JournalSyncParts) {
    this.#parts = parts
    const { keys, store, schedule } = parts
    const interval = schedule.batchIntervalMillis
    const times = { graceMillis: GRACE * interval, freshMillis: FRESH * interval }
    const { sequence, offset } = readSent(keys, store)
    const outbox = (this.#outbox = new Outbox(toHex(keys.deviceId), { sequence, offset }, times))
    this.#watch = new SyncWatch(PATIENCE * interval, readReceived(keys, store).senders)
    this.#faults = new JournalFaults(keys, store)
    this.#sender = new SyncSender({ ...parts, outbox })
    const doubted = new DoubtedEntries<JudgedEntry>(DOUBT * interval)
    const found = { watch: this.#watch, faults: this.#faults, doubted }
    this.#receiver = new SyncReceiver({ ...parts, ...found, outbox, sender: this.#sender })
  }

  /** Fetches at once; hands the first batch in at the next multiple of the interval. */
  start(): void {
    this.#sender.start()
    this.#receiver.start()
  }

  /** Resolves when what is under way has ended. */
  async stop(): Promise<void> {
    await Promise.all([this.#sender.stop(), this.#receiver.stop()])
  }

  /** When the relay's whole list was last taken in; `undefined` before the first time. */
  get lastSyncedAtMillis(): number | undefined {
    return this.#receiver.lastRoundAtMillis
  }

  /** How many entries of this device's own chain the relay has acknowledged whole. */
  get handedInEntries(): number {
    return this.#outbox.sent.sequence
  }

  /** When each other device was last heard, by its id in hexadecimal digits. */
  lastHeard(): ReadonlyMap<string, number> {
    return new Map(
      [...this.#watch.senders].map(([deviceId, { heardAtMillis }]) => [deviceId, heardAtMillis]),
    )
  }

  /** What an editor should know. */
  warnings(): readonly DeskWarningCode[] {
    const { journal, clock } = this.#parts
    const isWithheld = this.#watch.isWithheld(lengthsOf(journal.heads), clock.nowMillis())
    const { silentSinceMillis = Infinity } = this.#sender
    const patienceMillis = PATIENCE * this.#parts.schedule.batchIntervalMillis
    const isSilent = clock.nowMillis() - silentSinceMillis >= patienceMillis
    const found: (DeskWarningCode | false)[] = [
      ...[this.#sender.error, this.#receiver.error].flatMap(warningOf),
      ...this.#faults.codes(),
      (isWithheld || isSilent || journal.lacksKeys) && 'journal-withheld',
      this.#receiver.isRelayOlder && 'relay-is-older-copy',
      this.#receiver.isDeskOlder && 'desk-is-older-copy',
      journal.refusedEntries > 0 && 'entry-refused',
      this.#receiver.isClockContradicted && 'clock-differs',
    ]
    return [...new Set(found.filter((code) => code !== false))]
  }
}

const expectedFaults: readonly DeskWarningCode[] = [
  'batch-refused',
  'device-refused',
  'relay-unreachable',
  'roster-refused',
  'storage-failed',
]

function warningOf(error: unknown): readonly DeskWarningCode[] {
  if (error === undefined) return []
  const code = codeOf(error, 'internal')
  return [expectedFaults.find((expected) => expected === code) ?? 'sync-failed']
}
