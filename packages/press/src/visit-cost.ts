/** What a visit costs a reader, in bytes, computed from the schedule that the page's script really runs. */
import type { Schedule } from '@cronista/protocol'
import { CELL_BYTES, EDITION_BYTES } from '@cronista/protocol'

/** A roster of four days, four devices and two origins (§5), to the next hundred; one comes with each
 *  edition. */
export const USUAL_ROSTER_BYTES = 5_800

/** Bytes of content, without the headers of HTTP, TLS and IP. */
export interface VisitCost {
  readonly cells: number
  readonly upBytes: number
  readonly downBytes: number
}

function mean([least, most]: readonly [number, number]): number {
  return (least + most) / 2
}

/** Cells that leave in a visit of `visitMillis`, with every interval at its mean. */
export function cellsWithin(schedule: Schedule, visitMillis: number): number {
  const first = mean(schedule.firstTickMillis)
  if (visitMillis < first) return 0
  const quick = 1 + Math.floor((visitMillis - first) / mean(schedule.tickMillis))
  if (quick <= schedule.ticksBeforeSlowing) return quick
  const slowingAt = first + (schedule.ticksBeforeSlowing - 1) * mean(schedule.tickMillis)
  return (
    schedule.ticksBeforeSlowing +
    Math.floor((visitMillis - slowingAt) / mean(schedule.slowTickMillis))
  )
}

/** The cost of a visit of `visitMillis`: cells up; editions (the first, and one an interval) down, each
 *  with a roster. */
export function visitCost(schedule: Schedule, visitMillis: number): VisitCost {
  const cells = cellsWithin(schedule, visitMillis)
  const editions = 1 + Math.floor(visitMillis / schedule.editionIntervalMillis)
  return {
    cells,
    upBytes: cells * CELL_BYTES,
    downBytes: editions * (EDITION_BYTES + USUAL_ROSTER_BYTES),
  }
}
