import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { setImmediate } from 'node:timers/promises'
import type { Clock } from '@cronista/desk'

const TURNS = 12
const LAST_RANK = 1000

interface Alarm {
  readonly atMillis: number
  readonly rank: number
  readonly order: number
  readonly run: () => void
}

/** One clock for a whole newsroom in one process. It stands still while anybody waits for an answer over
 *  the network, so that what happens at a moment happens at that moment on every machine. */
export class VirtualClock implements Clock {
  readonly #alarms = new Set<Alarm>()
  #nowMillis: number
  #order = 0
  #underWay = 0
  readonly #began = () => {
    this.#underWay += 1
  }
  readonly #ended = () => {
    this.#underWay -= 1
  }

  constructor(nowMillis: number) {
    this.#nowMillis = nowMillis
    subscribe('undici:request:create', this.#began)
    subscribe('undici:request:trailers', this.#ended)
    subscribe('undici:request:error', this.#ended)
  }

  nowMillis(): number {
    return this.#nowMillis
  }

  /** Of what is due at one moment, the lowest rank comes first: whose alarm was set first depends on how
   *  busy the machine was. */
  at(timeMillis: number, run: () => void, rank = LAST_RANK): () => void {
    this.#order += 1
    // As the clocks of machines, it knows nothing finer than the millisecond.
    const alarm = { atMillis: Math.ceil(timeMillis), rank, order: this.#order, run }
    this.#alarms.add(alarm)
    return () => void this.#alarms.delete(alarm)
  }

  /** The same from now on, with the present as the earliest moment. */
  after(delayMillis: number, run: () => void, rank = LAST_RANK): () => void {
    return this.at(this.#nowMillis + Math.max(0, delayMillis), run, rank)
  }

  /** The clock as somebody of this rank has it. */
  ranked(rank: number): Clock {
    return {
      nowMillis: () => this.#nowMillis,
      at: (timeMillis, run) => this.at(timeMillis, run, rank),
    }
  }

  /** Stands still until this has ended, too: work that no network request shows. */
  hold(work: Promise<unknown>): void {
    this.#began()
    void work.finally(this.#ended)
  }

  /** Lets so much time go by while somebody waits for an answer: it is held back on purpose. */
  letPass(millis: number): Promise<void> {
    this.#ended()
    return new Promise((resolve) => {
      this.after(millis, () => {
        this.#began()
        resolve()
      })
    })
  }

  /** Turns the clock to a moment, and lets everything happen that is due on the way, at its time and one
   *  after the other. */
  async turnTo(untilMillis: number): Promise<void> {
    await this.#settle()
    for (;;) {
      const next = this.#next()
      if (next === undefined || next.atMillis > untilMillis) break
      this.#alarms.delete(next)
      this.#nowMillis = Math.max(this.#nowMillis, next.atMillis)
      next.run()
      await this.#settle()
    }
    this.#nowMillis = untilMillis
  }

  /** Listens to the network no longer. */
  end(): void {
    this.#alarms.clear()
    unsubscribe('undici:request:create', this.#began)
    unsubscribe('undici:request:trailers', this.#ended)
    unsubscribe('undici:request:error', this.#ended)
  }

  #next(): Alarm | undefined {
    let next: Alarm | undefined
    for (const alarm of this.#alarms) if (next === undefined || isBefore(alarm, next)) next = alarm
    return next
  }

  /** Until nothing waits for an answer, and what the answers brought has been done. */
  async #settle(): Promise<void> {
    let quietTurns = 0
    while (quietTurns < TURNS) {
      await setImmediate()
      quietTurns = this.#underWay === 0 ? quietTurns + 1 : 0
    }
  }
}

function isBefore(one: Alarm, other: Alarm): boolean {
  const later = one.atMillis - other.atMillis || one.rank - other.rank || one.order - other.order
  return later < 0
}
