import { demoSchedule, productionSchedule, type Schedule, type Spread } from '@cronista/protocol'

/** How fast the pages of a campaign are. */
export type Pace = 'real-time' | 'tenth'

/** What a tenth is taken of. */
const SHARE = { 'real-time': 1, tenth: 0.1 } as const

/** How much of production's waits the pages wait. */
export function shareOf(pace: Pace): number {
  return SHARE[pace]
}

/** The schedule of a campaign: all that a page does on the network is production's, at that share of
 *  its times; what desks do among themselves, which no visitor's line carries, is the demonstration's,
 *  so that answers are there when contributors return. */
export function scheduleAt(pace: Pace): Schedule {
  const share = SHARE[pace]
  const spread = ([from, to]: Spread): Spread => [from * share, to * share]
  const page = productionSchedule
  return {
    ...demoSchedule,
    name: 'production',
    firstTickMillis: spread(page.firstTickMillis),
    tickMillis: spread(page.tickMillis),
    ticksBeforeSlowing: page.ticksBeforeSlowing,
    slowTickMillis: spread(page.slowTickMillis),
    sendsPerPart: page.sendsPerPart,
    editionFetchDelayMillis: page.editionFetchDelayMillis * share,
    editionRefetchMillis: spread(page.editionRefetchMillis),
    editionIntervalMillis: page.editionIntervalMillis * share,
    editionLeadMillis: page.editionLeadMillis * share,
  }
}
