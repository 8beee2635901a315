// How far the numbers of a thread's replies go. They are counted up, and what was once numbered cannot be
// taken back: one stolen device that wrote the highest number there is would leave the others none to answer
// under, also when nobody listens to it any more. So a number that runs far ahead of all others does not
// count until they have come near it, in whatever order they come.
import type { RepliesListed, ReplyNumbersUsed, ReplyWritten } from '../events/thread-events.ts'
import { RadixMap } from '../radix-map.ts'
import { taggedDigest } from '../story/digest.ts'
import { numberKey } from './number-key.ts'

/** An event that gives numbers to replies. */
export type NumberingEvent = RepliesListed | ReplyNumbersUsed | ReplyWritten

/** Numbers follow each other; what is on its way from other desks leaves fewer out than this. */
const MOST_AHEAD = 1_000

/** How far numbers go. */
export interface ReplyReach {
  /** The highest number that counts; 0 is none. */
  readonly reach: number
  /** Events with numbers too far above it, in the order of these. */
  readonly farAhead: RadixMap<NumberingEvent>
}

/** Before the first reply. */
export const nothingNumbered: ReplyReach = { reach: 0, farAhead: RadixMap.empty() }

/** What one event more makes of it, and which events count now that did not before: often this one. */
export function reachedWith(
  { reach, farAhead }: ReplyReach,
  event: NumberingEvent,
): { readonly reached: ReplyReach; readonly counting: readonly NumberingEvent[] } {
  const number = numberOf(event)
  if (number > reach + MOST_AHEAD) {
    const key = `${numberKey(number)} ${taggedDigest('numbered far ahead', event)}`
    return { reached: { reach, farAhead: farAhead.with(key, event) }, counting: [] }
  }
  const near = [event]
  let last = Math.max(reach, number)
  for (const one of farAhead.values()) {
    if (numberOf(one) > last + MOST_AHEAD) break
    near.push(one)
    last = numberOf(one)
  }
  const left = near.length === 1 ? farAhead : withoutFirst(farAhead, near.length - 1)
  return { reached: { reach: last, farAhead: left }, counting: near }
}

function withoutFirst(farAhead: RadixMap<NumberingEvent>, count: number): RadixMap<NumberingEvent> {
  return [...farAhead]
    .slice(count)
    .reduce((left, [key, event]) => left.with(key, event), RadixMap.empty<NumberingEvent>())
}

function numberOf(event: NumberingEvent): number {
  switch (event.type) {
    case 'reply-written':
      return event.number
    case 'replies-listed':
      return Math.max(...event.replies.map(({ number }) => number))
    case 'reply-numbers-used':
      return event.upTo
  }
}
