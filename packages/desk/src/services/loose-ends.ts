// Ties up what two desks left that did something at once and did not know of each other: replies under one
// number, a story approved twice without a hold. It looks on a clock, keeps nothing that matters, and
// decides nothing that a person has not decided.
import { toHex, type Schedule } from '@cronista/protocol'
import type { JournalEvent, StoryMoved } from '@cronista/newsroom'
import { missingHolds } from '../domain/missing-holds.ts'
import { renumberedReplies } from '../domain/reply-numbers.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { Journal } from './journal.ts'
import { Rhythm } from './rhythm.ts'
import { holdMoved } from './story-moves.ts'

/** Intervals that the desk which is to set a hold has for it, before the other approver's does. */
const HOLD_GRACE = 10

/** What it works with. */
export interface LooseEndsParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly schedule: Pick<Schedule, 'batchIntervalMillis' | 'holdMillis'>
  readonly journal: Pick<Journal, 'append' | 'state'>
}

/** What this desk puts in order by itself. */
export class LooseEnds {
  readonly #parts: LooseEndsParts
  readonly #rhythm: Rhythm
  /** Since when this desk has seen a hold missing, by story and digest. */
  #missingSince: ReadonlyMap<string, number> = new Map()

  constructor(parts: LooseEndsParts) {
    this.#parts = parts
    this.#rhythm = new Rhythm(
      parts.clock,
      async () => this.#round(),
      () => this.#next(),
    )
  }

  /** Looks at once, and then once in each interval of the journal's. */
  start(): void {
    this.#rhythm.start()
  }

  stop(): Promise<void> {
    return this.#rhythm.stop()
  }

  #round(): number {
    const { keys, journal } = this.#parts
    const renumbered = renumberedReplies(journal.state, toHex(keys.personId))
    const events: readonly JournalEvent[] = [...renumbered, ...this.#dueHolds()]
    if (events.length > 0) journal.append(events)
    return this.#next()
  }

  #next(): number {
    const { clock, schedule } = this.#parts
    return clock.nowMillis() + schedule.batchIntervalMillis
  }

  #dueHolds(): readonly StoryMoved[] {
    const { keys, clock, schedule, journal } = this.#parts
    const nowMillis = clock.nowMillis()
    const missing = missingHolds(journal.state, toHex(keys.personId)).map((one) => {
      const name = `${one.story.id} ${one.digest}`
      return { ...one, name, sinceMillis: this.#missingSince.get(name) ?? nowMillis }
    })
    this.#missingSince = new Map(missing.map(({ name, sinceMillis }) => [name, sinceMillis]))
    const graceMillis = HOLD_GRACE * schedule.batchIntervalMillis
    return missing
      .filter(({ isDue, sinceMillis }) => isDue || nowMillis >= sinceMillis + graceMillis)
      .map(({ story }) => holdMoved(this.#parts, story))
  }
}
