// Loaded before the program of a relay or a desk: it works in these times, by a clock that may be off.
import { env } from 'node:process'
import { demoSchedule } from '@cronista/protocol'
import { CLOCK_OFFSET, quickTimes } from './times.ts'

Object.assign(demoSchedule, quickTimes)
const offsetMillis = Number(env[CLOCK_OFFSET] ?? 0)
if (offsetMillis !== 0) {
  const now = Date.now.bind(Date)
  Date.now = () => now() + offsetMillis
}
