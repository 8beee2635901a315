import type { Schedule } from '@cronista/protocol'

/** Times that are shorter than the demonstration's, so that more of them fall between two kills. */
export const quickTimes = {
  editionIntervalMillis: 4_000,
  editionLeadMillis: 1_000,
  segmentMaxAgeMillis: 2_000,
  collectIntervalMillis: 2_000,
  batchIntervalMillis: 500,
} as const satisfies Partial<Schedule>

/** By how much the clock of a process that is killed is off, in milliseconds; in its environment. */
export const CLOCK_OFFSET = 'CRONISTA_CRASH_CLOCK_OFFSET'
