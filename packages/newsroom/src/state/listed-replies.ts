// Which replies editions have listed, and under which numbers. A contributor knows replies by their
// numbers and confirms all up to one: a number that has meant two replies to two builders tells nothing
// of either, so neither keeps it.
import type { RepliesListed, ReplyNumbersUsed, ReplyWritten } from '../events/thread-events.ts'
import { RadixMap } from '../radix-map.ts'
import { numberKey } from './number-key.ts'

/** The highest number under which editions listed a reply, and since when. */
export interface ListedReply {
  readonly number: number
  /** When it was listed first under this number. */
  readonly sinceMillis: number
}

/** What a thread knows of its editions; no part depends on the order of events. */
export interface ListedReplies {
  /** By request id. */
  readonly listed: RadixMap<ListedReply>
  /** By `numberKey`: the request ids that editions ever listed under the number. */
  readonly listedUnder: RadixMap<RadixMap<true>>
  /** The highest number that an edition is known to have used; 0 is none. */
  readonly lastListed: number
}

/** Before the first edition. */
export const nothingListed: ListedReplies = {
  listed: RadixMap.empty(),
  listedUnder: RadixMap.empty(),
  lastListed: 0,
}

/** One event more. */
export function foldListed(
  known: ListedReplies,
  event: RepliesListed | ReplyNumbersUsed,
): ListedReplies {
  const { listed, listedUnder, lastListed } = known
  if (event.type === 'reply-numbers-used')
    return { listed, listedUnder, lastListed: Math.max(lastListed, event.upTo) }
  return event.replies.reduce(
    (so, { requestId, number }) => ({
      listed: so.listed.with(
        requestId,
        higher(so.listed.get(requestId), { number, sinceMillis: event.listedAtMillis }),
      ),
      listedUnder: so.listedUnder.with(
        numberKey(number),
        (so.listedUnder.get(numberKey(number)) ?? RadixMap.empty()).with(requestId, true),
      ),
      lastListed: Math.max(so.lastListed, number),
    }),
    { listed, listedUnder, lastListed },
  )
}

/** Whether the edition that first could have listed this reply listed another under its number, or a
 *  later one; or whether two editions listed two replies under it. Who reads confirms all numbers up to
 *  one, so this reply needs a new number. Newsrooms from before editions were told of in the journal
 *  passed nothing over. */
export function isPassedOver(
  { listed, listedUnder, lastListed }: ListedReplies,
  { requestId, number }: Pick<ReplyWritten, 'number' | 'requestId'>,
): boolean {
  if (number > lastListed) return false
  const isShared = (listedUnder.get(numberKey(number))?.size ?? 0) > 1
  return isShared || listed.get(requestId)?.number !== number
}

/** When an edition first listed this reply under the number that it has, as the journal tells; `undefined`
 *  for one that was in no edition. */
export function listedSince(
  { listed }: Pick<ListedReplies, 'listed'>,
  { requestId, number }: Pick<ReplyWritten, 'number' | 'requestId'>,
): number | undefined {
  const known = listed.get(requestId)
  return known?.number === number ? known.sinceMillis : undefined
}

function higher(known: ListedReply | undefined, told: ListedReply): ListedReply {
  if (known === undefined || told.number > known.number) return told
  if (told.number < known.number) return known
  return { ...known, sinceMillis: Math.min(known.sinceMillis, told.sinceMillis) }
}
