import type { Cancel, Clocks } from './schedule.ts'

interface Timer {
  readonly dueAtMillis: number
  readonly order: number
  readonly action: () => void
}

/** Clocks that a test turns by hand; what is due fires in order, at its time. */
export class TurnedClocks implements Clocks {
  readonly #startedAtWallMillis: number
  readonly #timers = new Set<Timer>()
  #nowMillis = 0
  #wallOffMillis = 0
  #order = 0

  constructor(startedAtWallMillis = 1_780_000_000_000) {
    this.#startedAtWallMillis = startedAtWallMillis
  }

  wallMillis(): number {
    return this.#startedAtWallMillis + this.#wallOffMillis + this.#nowMillis
  }

  /** Somebody sets the phone's clock forward, or back. */
  setWall(byMillis: number): void {
    this.#wallOffMillis += byMillis
  }

  steadyMillis(): number {
    return this.#nowMillis
  }

  after(delayMillis: number, action: () => void): Cancel {
    this.#order += 1
    const timer = { dueAtMillis: this.#nowMillis + delayMillis, order: this.#order, action }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  /** Lets time pass; promises settle between any two timers. */
  async turn(millis: number): Promise<void> {
    const endMillis = this.#nowMillis + millis
    for (;;) {
      await settled()
      const [next] = [...this.#timers].sort(
        (a, b) => a.dueAtMillis - b.dueAtMillis || a.order - b.order,
      )
      if (next === undefined || next.dueAtMillis > endMillis) break
      this.#nowMillis = next.dueAtMillis
      this.#timers.delete(next)
      next.action()
    }
    this.#nowMillis = endMillis
  }
}

/** Runs what waits for nothing but promises. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}
