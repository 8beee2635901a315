// In which order desks take in what all of them have fetched at the same moment. What the first has taken in
// the others hear through the journal, and write it no second time.
import type { Schedule } from '@cronista/protocol'

/** A desk that hands in batches has been heard within so many of their intervals. */
const FRESH_BATCHES = 5
/** Of the interval in which segments are fetched each desk leaves those before it such a share … */
const SHARES = 8
/** … and no more than this many, so that what came is acknowledged in the next edition all the same. */
const MOST_SHARES = 6

/** How long a desk of this id waits before it takes in what it has fetched, in milliseconds: a share of the
 *  interval for each desk with a smaller id that works at the moment. `heard` is when others were heard last,
 *  by device id. */
export function intakeTurnMillis(
  own: string,
  heard: ReadonlyMap<string, number>,
  nowMillis: number,
  schedule: Pick<Schedule, 'batchIntervalMillis' | 'collectIntervalMillis'>,
): number {
  const freshMillis = FRESH_BATCHES * schedule.batchIntervalMillis
  const before = [...heard].filter(
    ([device, heardAtMillis]) => device < own && Math.abs(nowMillis - heardAtMillis) <= freshMillis,
  )
  const shares = Math.min(before.length, MOST_SHARES)
  return Math.floor((shares * schedule.collectIntervalMillis) / SHARES)
}
