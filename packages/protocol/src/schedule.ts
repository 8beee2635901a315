/** From and to, in milliseconds, drawn uniformly. */
export type Spread = readonly [fromMillis: number, toMillis: number]

/** Everything that happens on a clock (§10, §6, §7, §8). All times in milliseconds. */
export interface Schedule {
  readonly name: 'demo' | 'production'
  /** From load to the first tick. */
  readonly firstTickMillis: Spread
  readonly tickMillis: Spread
  /** After so many ticks the slow ones begin. */
  readonly ticksBeforeSlowing: number
  readonly slowTickMillis: Spread
  /** In how many ticks each part leaves. */
  readonly sendsPerPart: number
  /** From load to the first fetch of edition and roster. */
  readonly editionFetchDelayMillis: number
  /** From an edition's time to a page's fetch of it. */
  readonly editionRefetchMillis: Spread
  /** Editions appear at multiples of this since 1970. */
  readonly editionIntervalMillis: number
  /** How long before its time the desk hands an edition in. */
  readonly editionLeadMillis: number
  readonly segmentMaxAgeMillis: number
  readonly segmentMaxCells: number
  /** How often a desk pulls all new segments. */
  readonly collectIntervalMillis: number
  /** How long an acknowledgement stays in the editions, if there is room. */
  readonly ackListedMillis: number
  /** How long a reply nobody confirms stays in the editions. */
  readonly replyListedMillis: number
  /** Each desk hands in one batch of its journal at every multiple of this since 1970 (§8). */
  readonly batchIntervalMillis: number
  /** How long an approved story rests before it may be published. */
  readonly holdMillis: Spread
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What real newsrooms run. */
export const productionSchedule: Schedule = {
  name: 'production',
  firstTickMillis: [2 * SECOND, 8 * SECOND],
  tickMillis: [25 * SECOND, 35 * SECOND],
  ticksBeforeSlowing: 40,
  slowTickMillis: [100 * SECOND, 140 * SECOND],
  sendsPerPart: 2,
  editionFetchDelayMillis: SECOND,
  editionRefetchMillis: [20 * SECOND, 140 * SECOND],
  editionIntervalMillis: HOUR,
  editionLeadMillis: MINUTE,
  segmentMaxAgeMillis: HOUR,
  segmentMaxCells: 4096,
  collectIntervalMillis: HOUR,
  ackListedMillis: DAY,
  replyListedMillis: 14 * DAY,
  batchIntervalMillis: 2 * MINUTE,
  holdMillis: [3 * DAY, 14 * DAY],
}

/** The same with short waits, so that a demonstration fits a visit; every page says so. */
export const demoSchedule: Schedule = {
  name: 'demo',
  firstTickMillis: [SECOND, 2 * SECOND],
  tickMillis: [2.5 * SECOND, 3.5 * SECOND],
  ticksBeforeSlowing: 40,
  slowTickMillis: [10 * SECOND, 14 * SECOND],
  sendsPerPart: 2,
  editionFetchDelayMillis: 0.5 * SECOND,
  editionRefetchMillis: [0.5 * SECOND, 2 * SECOND],
  editionIntervalMillis: 5 * SECOND,
  editionLeadMillis: SECOND,
  segmentMaxAgeMillis: 5 * SECOND,
  segmentMaxCells: 4096,
  collectIntervalMillis: 5 * SECOND,
  ackListedMillis: HOUR,
  replyListedMillis: 14 * DAY,
  batchIntervalMillis: SECOND,
  holdMillis: [SECOND, 2 * SECOND],
}
