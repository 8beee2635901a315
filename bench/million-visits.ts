// Visits of a day, drawn from what is assumed of readers and made by the pages' own code: which requests
// a page makes, and when. The day's clock is turned, not waited for. It refuses to send anything.
import { productionSchedule } from '@cronista/protocol'
import { Visit } from '@cronista/reader/visit'
import { HABITS, MIXTURE } from './inference-town.ts'

/** What is assumed of readers, and nowhere measured. */
export const ASSUMED = {
  /** A visit is one article of 800 words, read at 238 a minute; readers differ: log-normal. The same as
   *  where the wire proof compares lengths of stay. */
  medianMinutes: 800 / 238,
  spread: 0.8,
  /** Of the day's visits those in the busiest hour. */
  busiestHourShare: 0.1,
} as const

/** What a page asks the relay for. */
export type Asked = 'cell' | 'edition' | 'icon' | 'page' | 'roster' | 'script' | 'style'

/** One request of a visit. */
export interface AskedAt {
  readonly asked: Asked
  /** Since the page was loaded. */
  readonly atMillis: number
}

/** One visit: one page, visible from beginning to end. */
export interface DrawnVisit {
  readonly stayMillis: number
  /** Whether the phone has nothing of the site's in its cache. */
  readonly isCold: boolean
  /** In the order in which they leave. */
  readonly requests: readonly AskedAt[]
}

const MINUTE = 60_000
const DAY = 86_400_000
const nobody = { number: 1, publicKey: new Uint8Array(0) }

/** Of all visits those by people who do not come daily, in the town of `inference-town.ts`: their phones
 *  have dropped style sheet, script and icon meanwhile, and the others' have not. */
export const COLD_SHARE = coldShare(MIXTURE.map((habit) => ({ habit, chance: HABITS[habit] })))

/** The share of visits that people make who do not come daily. */
export function coldShare(people: readonly { habit: string; chance: number }[]): number {
  const visitsOf = (some: typeof people) => some.reduce((sum, { chance }) => sum + chance, 0)
  return visitsOf(people.filter(({ habit }) => habit !== 'daily')) / visitsOf(people)
}

/** Draws one visit; `uniform` gives numbers from 0 to below 1. */
export function drawnVisit(uniform: () => number): DrawnVisit {
  const normal = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const stayMillis = ASSUMED.medianMinutes * MINUTE * Math.exp(ASSUMED.spread * normal)
  const isCold = uniform() < COLD_SHARE
  return { stayMillis, isCold, requests: requestsWithin(stayMillis, isCold, uniform) }
}

/** What a page asks for in a stay of this length that begins at a moment of the day that is drawn. */
export function requestsWithin(
  stayMillis: number,
  isCold: boolean,
  uniform: () => number,
): readonly AskedAt[] {
  const requests: AskedAt[] = []
  const clocks = new TurnedClocks(uniform() * DAY)
  const ask = (...all: readonly Asked[]) =>
    all.forEach((asked) => requests.push({ asked, atMillis: clocks.steadyMillis() }))
  ask('page')
  if (isCold) ask('style', 'script', 'icon')
  const visit = new Visit({
    schedule: productionSchedule,
    clocks,
    draw: ([from, to]) => from + (to - from) * uniform(),
    relay: {
      sendCell: () => ask('cell'),
      fetchNews: () => {
        ask('edition', 'roster')
        return Promise.resolve(undefined)
      },
    },
    // A worker that has sealed once what is needed to go on, so that the page itself makes every cell: when
    // one leaves does not depend on who made it.
    startCourier: (receive) => {
      receive({ kind: 'sealed', next: undefined, spares: [], anew: true, to: nobody })
      return { post: () => undefined, end: () => undefined }
    },
    sealCover: () => new Uint8Array(0),
  })
  visit.setVisible(true)
  clocks.turnTo(stayMillis)
  visit.end()
  return requests
}

/** Clocks of one visit, turned from alarm to alarm. */
class TurnedClocks {
  readonly #beganAtMillis: number
  #nowMillis = 0
  #alarms: { readonly atMillis: number; readonly action: () => void }[] = []

  constructor(beganAtMillis: number) {
    this.#beganAtMillis = beganAtMillis
  }

  wallMillis(): number {
    return this.#beganAtMillis + this.#nowMillis
  }

  steadyMillis(): number {
    return this.#nowMillis
  }

  after(delayMillis: number, action: () => void): () => void {
    const alarm = { atMillis: this.#nowMillis + delayMillis, action }
    this.#alarms.push(alarm)
    return () => {
      this.#alarms = this.#alarms.filter((one) => one !== alarm)
    }
  }

  turnTo(untilMillis: number): void {
    for (;;) {
      const [next] = this.#alarms.toSorted((a, b) => a.atMillis - b.atMillis)
      if (next === undefined || next.atMillis > untilMillis) return
      this.#alarms = this.#alarms.filter((one) => one !== next)
      this.#nowMillis = next.atMillis
      next.action()
    }
  }
}
