import type { Random, Spread } from '@cronista/protocol'

/** When a story may be published whose second approval comes now: drawn anew for each, so that the day
 *  of publication tells nothing of the day of writing. */
export function drawHoldEnd(random: Random, nowMillis: number, [from, to]: Spread): number {
  const bytes = random(6)
  const drawn = bytes.reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48
  return nowMillis + Math.floor(from + drawn * (to - from))
}
