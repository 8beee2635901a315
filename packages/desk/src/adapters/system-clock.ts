import type { Clock } from '../ports/clock.ts'

// Timers stand still while a laptop sleeps, so the wall clock is looked at this often.
const LOOK_MILLIS = 15_000

/** The machine's clock. */
export const systemClock: Clock = {
  nowMillis: () => Date.now(),
  at(timeMillis, run) {
    let timer: NodeJS.Timeout
    const look = () => {
      const left = timeMillis - Date.now()
      if (left <= 0) run()
      else timer = setTimeout(look, Math.min(left, LOOK_MILLIS))
    }
    timer = setTimeout(look, Math.max(0, Math.min(timeMillis - Date.now(), LOOK_MILLIS)))
    return () => clearTimeout(timer)
  },
}
