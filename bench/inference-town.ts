// A town of phones that visit the site, one of which also writes; and an observer who sees every visit's
// day and length, and every story's day, and guesses who wrote. The numbers of the habits are
// assumptions, stated here and in docs/threat-model.md; nothing was measured of any real town.

/** What is assumed of one town. */
export interface Town {
  /** Phones that visit the site, the writer's among them. */
  readonly readers: number
  readonly stories: number
  /** Days between approval and publication, drawn evenly from these two and all between. */
  readonly holdDays: readonly [from: number, to: number]
  /** Median of a visit in which somebody writes, in minutes. */
  readonly writingMinutes: number
  /** How often the writer also comes to read only. */
  readonly writer: keyof typeof HABITS
}

/** Chance of a visit on one day. */
export const HABITS = { never: 0, rare: 1 / 30, weekly: 1 / 7, daily: 0.8 } as const
/** Of ten readers three come daily, five weekly, two hardly ever. */
export const MIXTURE = [
  'daily',
  'daily',
  'daily',
  'weekly',
  'weekly',
  'weekly',
  'weekly',
  'weekly',
  'rare',
  'rare',
] as const
/** Days between stories, and from the writing to the approval: one or two. */
const SPACING = 21
const EDITING = [1, 2] as const
/** Of a reader's visit: median in minutes, and spread of its logarithm. A writing visit spreads less. */
const READING_MINUTES = 3
const [READING_SPREAD, WRITING_SPREAD] = [1, 0.5]

/** What the observer makes of one simulated town. */
export interface Guess {
  /** How many phones visited in the window before every story: the writer is one of them. */
  readonly candidates: number
  /** Where the writer stands among all phones by likelihood; 1 is the first. */
  readonly rank: number
}

/** Lives through one town and guesses. */
export function guessedTown(town: Town, uniform: () => number): Guess {
  const days = SPACING * (town.stories + 1) + town.holdDays[1] + 4
  const published = Array.from({ length: town.stories }, (_, index) => days - 1 - index * SPACING)
  const scores: number[] = []
  let candidates = 0
  for (let phone = 0; phone < town.readers; phone++) {
    const isWriter = phone === 0
    const habit = isWriter ? town.writer : pick(MIXTURE, uniform)
    const visits = habitual(days, HABITS[habit], uniform)
    if (isWriter)
      for (const day of published)
        visits[writtenOn(day, town, uniform)] = stay(town.writingMinutes, WRITING_SPREAD, uniform)
    const rate = (visits.filter(Number.isFinite).length + 0.5) / (days + 1)
    const windows = published.map((day) => windowOf(day, town))
    if (windows.every((window) => window.some((day) => Number.isFinite(visits[day])))) candidates++
    scores.push(windows.reduce((sum, window) => sum + evidence(window, visits, rate, town), 0))
  }
  const own = scores[0] ?? 0
  return { candidates, rank: 1 + scores.slice(1).filter((score) => score > own).length }
}

/** Minutes of the visit of each day, or NaN. */
function habitual(days: number, chance: number, uniform: () => number): number[] {
  return Array.from({ length: days }, () =>
    uniform() < chance ? stay(READING_MINUTES, READING_SPREAD, uniform) : NaN,
  )
}

function writtenOn(
  published: number,
  { holdDays: [from, to] }: Town,
  uniform: () => number,
): number {
  const hold = from + Math.floor(uniform() * (to - from + 1))
  return published - hold - pick(EDITING, uniform)
}

/** The days on which a story of this day can have been written: what the observer knows of holds. */
function windowOf(published: number, { holdDays: [from, to] }: Town): readonly number[] {
  const first = published - to - EDITING[1]
  return Array.from({ length: to - from + 2 }, (_, index) => first + index)
}

/** Logarithm of how much likelier this phone's visits are if it wrote the story than if it only read:
 *  a visit that its habit explains, and a length that reading explains, say little. */
function evidence(
  window: readonly number[],
  visits: readonly number[],
  rate: number,
  town: Town,
): number {
  const likelihoods = window.map((day) => {
    const minutes = visits[day] ?? NaN
    if (!Number.isFinite(minutes)) return 0
    const writing = density(minutes, town.writingMinutes, WRITING_SPREAD)
    return writing / density(minutes, READING_MINUTES, READING_SPREAD) / rate
  })
  return Math.log(likelihoods.reduce((sum, one) => sum + one, 0) / window.length + 1e-9)
}

/** A length of stay: its logarithm is normal. */
function stay(median: number, spread: number, uniform: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return median * Math.exp(spread * normal)
}

function density(minutes: number, median: number, spread: number): number {
  const z = Math.log(minutes / median) / spread
  return Math.exp(-(z * z) / 2) / (spread * minutes)
}

function pick<Item>(items: readonly Item[], uniform: () => number): Item {
  const item = items[Math.floor(uniform() * items.length)]
  if (item === undefined) throw new RangeError('something to choose from')
  return item
}
