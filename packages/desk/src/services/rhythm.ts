import type { Clock } from '../ports/clock.ts'

/** Does one thing again and again: when a round has ended it says when the next begins. Rounds never
 *  overlap, and a round that throws ends in `failed`, never in a process without a rhythm. */
export class Rhythm {
  readonly #clock: Clock
  readonly #round: () => Promise<number>
  readonly #failed: (error: unknown) => number
  #cancel: (() => void) | undefined
  #running: Promise<void> = Promise.resolve()
  #stopped = false

  /** `round` resolves to the time of the next one; so does `failed`, for a round that threw. */
  constructor(clock: Clock, round: () => Promise<number>, failed: (error: unknown) => number) {
    this.#clock = clock
    this.#round = round
    this.#failed = failed
  }

  /** Begins with a round at once, or at a time. */
  start(atMillis?: number): void {
    if (atMillis === undefined) this.#running = this.#turn()
    else this.#wait(atMillis)
  }

  /** Begins no further round, and resolves when the one under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancel?.()
    await this.#running
  }

  async #turn(): Promise<void> {
    const nextAtMillis = await this.#round().catch(this.#failed)
    if (!this.#stopped) this.#wait(nextAtMillis)
  }

  #wait(untilMillis: number): void {
    this.#cancel = this.#clock.at(untilMillis, () => {
      this.#running = this.#turn()
    })
  }
}
