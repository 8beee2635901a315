import type { Schedule, Spread } from '@cronista/protocol'
import { untilNextEdition } from '@cronista/protocol/http'

/** Undoes a timer that has not fired. */
export type Cancel = () => void

/** The outside world's clocks, passed in so that a test can turn them. */
export interface Clocks {
  /** Milliseconds since 1970; may jump when somebody sets the phone's clock. */
  wallMillis(): number
  /** Milliseconds since any fixed moment; never jumps. */
  steadyMillis(): number
  after(delayMillis: number, action: () => void): Cancel
}

/** Draws a number of milliseconds, each as likely as the others, from a cryptographic source. */
export type DrawMillis = (spread: Spread) => number

/** What happens on the schedule. Nothing is given back: no answer can change what comes next. */
export interface ScheduleActions {
  /** Sends the cell that is ready. */
  tick(): void
  /** Asks for edition and roster. */
  fetchNews(): void
}

/** When a page talks to the relay (§10): a function of the schedule, of chance, and of how long the
 *  page has been visible, and of nothing else. It has no method by which a visitor's deeds or the
 *  network's answers could reach it; `stop` is the one exception, and it is for good. */
export class VisitSchedule {
  readonly #schedule: Schedule
  readonly #clocks: Clocks
  readonly #draw: DrawMillis
  readonly #actions: ScheduleActions
  readonly #tickTimer: PausableTimer
  readonly #newsTimer: PausableTimer
  #newsDueAtWallMillis: number | undefined
  #ticks = 0
  #stopped = false

  constructor(schedule: Schedule, clocks: Clocks, draw: DrawMillis, actions: ScheduleActions) {
    this.#schedule = schedule
    this.#clocks = clocks
    this.#draw = draw
    this.#actions = actions
    this.#tickTimer = new PausableTimer(clocks)
    this.#newsTimer = new PausableTimer(clocks)
    this.#tickTimer.set(draw(schedule.firstTickMillis), () => this.#tick())
    this.#newsTimer.set(schedule.editionFetchDelayMillis, () => this.#fetchNews())
  }

  /** Whether the page can be seen. It starts hidden; while it is, nothing happens, and what was
   *  left of a wait is waited out afterwards. */
  setVisible(visible: boolean): void {
    if (this.#stopped) return
    if (!visible) {
      this.#tickTimer.pause()
      this.#newsTimer.pause()
      return
    }
    if (this.#newsDueAtWallMillis !== undefined) this.#awaitNews(this.#newsDueAtWallMillis)
    this.#tickTimer.resume()
    this.#newsTimer.resume()
  }

  /** Ends all sending of this page, for good. */
  stop(): void {
    this.#stopped = true
    this.#tickTimer.pause()
    this.#newsTimer.pause()
  }

  /** How long the next `ticks` ticks take on average, in milliseconds. */
  expectedMillis(ticks: number): number {
    const { ticksBeforeSlowing, tickMillis, slowTickMillis } = this.#schedule
    const fast = Math.min(ticks, Math.max(0, ticksBeforeSlowing - this.#ticks))
    return fast * middle(tickMillis) + (ticks - fast) * middle(slowTickMillis)
  }

  #tick(): void {
    this.#ticks += 1
    const slow = this.#ticks >= this.#schedule.ticksBeforeSlowing
    const spread = slow ? this.#schedule.slowTickMillis : this.#schedule.tickMillis
    this.#tickTimer.set(this.#draw(spread), () => this.#tick())
    this.#tickTimer.resume()
    this.#actions.tick()
  }

  #fetchNews(): void {
    const now = this.#clocks.wallMillis()
    const untilNext = untilNextEdition(now, this.#schedule.editionIntervalMillis)
    this.#newsDueAtWallMillis = now + untilNext + this.#draw(this.#schedule.editionRefetchMillis)
    this.#awaitNews(this.#newsDueAtWallMillis)
    this.#newsTimer.resume()
    this.#actions.fetchNews()
  }

  /** Editions have times of the world, not of the page, and the steady clock stands still while many
   *  phones sleep: the wall clock is looked at when news is asked for and when the page is shown
   *  again, and never in between. So whoever sets a phone's clock moves the next request, reader or
   *  contributor, and nothing on the page asks anybody to. One that was missed while the page was
   *  hidden is asked for as after load. */
  #awaitNews(dueAtWallMillis: number): void {
    const waitMillis = dueAtWallMillis - this.#clocks.wallMillis()
    const delayMillis = waitMillis > 0 ? waitMillis : this.#schedule.editionFetchDelayMillis
    this.#newsTimer.set(delayMillis, () => this.#fetchNews())
  }
}

/** A timer that runs only between `resume` and `pause`. */
class PausableTimer {
  readonly #clocks: Clocks
  #action: () => void = () => undefined
  #leftMillis = 0
  #startedAtMillis = 0
  #cancel: Cancel | undefined

  constructor(clocks: Clocks) {
    this.#clocks = clocks
  }

  set(delayMillis: number, action: () => void): void {
    this.pause()
    this.#leftMillis = delayMillis
    this.#action = action
  }

  resume(): void {
    if (this.#cancel !== undefined) return
    this.#startedAtMillis = this.#clocks.steadyMillis()
    this.#cancel = this.#clocks.after(this.#leftMillis, () => {
      this.#cancel = undefined
      this.#action()
    })
  }

  pause(): void {
    if (this.#cancel === undefined) return
    this.#cancel()
    this.#cancel = undefined
    const passedMillis = this.#clocks.steadyMillis() - this.#startedAtMillis
    this.#leftMillis = Math.max(0, this.#leftMillis - passedMillis)
  }
}

function middle([from, to]: Spread): number {
  return (from + to) / 2
}
