// Looks at a site again and again through many eyes. A difference is told and does not end it.
import type { Random } from '@cronista/protocol'
import { fraction } from './drawing.ts'
import { lookAt, type Look, type LookParts } from './look.ts'
import { TimedSite } from './timed-site.ts'
import { drawnViews, type Line, type OpenView, type View } from './view.ts'

/** What a monitor needs. */
export interface MonitorParts extends LookParts {
  readonly lines: readonly Line[]
  readonly openView: OpenView
  /** The longest that one view may take. */
  readonly viewMillis: number
  /** Waits; resolves early, with `stopped`, when the monitor is to end. */
  readonly wait: (millis: number) => Promise<'due' | 'stopped'>
  /** The time from one round to the next, in the middle. */
  readonly everyMillis: number
  readonly onLook: (round: number, view: View, look: Look) => void
}

/** What all looks of a run came to. */
export interface MonitorTally {
  readonly rounds: number
  readonly views: number
  readonly found: number
  /** Of the last round: what could not be compared. */
  readonly unchecked: number
}

/** Looks for so many rounds, or until it is stopped. */
export async function monitor(parts: MonitorParts, rounds: number): Promise<MonitorTally> {
  let tally: MonitorTally = { rounds: 0, views: 0, found: 0, unchecked: 0 }
  while (tally.rounds < rounds) {
    if (tally.rounds > 0 && (await parts.wait(untilNextRound(parts))) === 'stopped') break
    const round = await oneRound(parts, tally.rounds + 1)
    tally = {
      rounds: tally.rounds + 1,
      views: tally.views + round.views,
      found: tally.found + round.found,
      unchecked: round.unchecked,
    }
    if (round.isStopped) break
  }
  return tally
}

interface Round extends Omit<MonitorTally, 'rounds'> {
  readonly isStopped: boolean
}

async function oneRound(parts: MonitorParts, number: number): Promise<Round> {
  const { random, lines, openView, nowMillis, viewMillis, sightings, onLook } = parts
  const views = drawnViews(random, lines)
  let round = { views: 0, found: 0, unchecked: 0, isStopped: false }
  for (const view of views) {
    const pause = drawnPause(parts, views.length)
    if ((await parts.wait(round.views === 0 ? 0 : pause)) === 'stopped')
      return { ...round, isStopped: true }
    const endMillis = nowMillis() + viewMillis
    const look = await lookAt(parts, new TimedSite(openView(view), () => nowMillis() > endMillis))
    await sightings.keep()
    onLook(number, view, look)
    round = {
      views: round.views + 1,
      found: round.found + look.found.length,
      unchecked: round.unchecked + look.unchecked.length,
      isStopped: false,
    }
  }
  return round
}

/** Half to one and a half times the usual, evenly: nobody knows a monitor by its clock. */
function untilNextRound({ random, everyMillis }: MonitorParts): number {
  return everyMillis * (0.5 + fraction(random))
}

/** Views are spread over a part of the round. */
function drawnPause(
  { random, everyMillis }: { readonly random: Random; readonly everyMillis: number },
  views: number,
): number {
  return (fraction(random) * everyMillis) / (2 * views)
}
