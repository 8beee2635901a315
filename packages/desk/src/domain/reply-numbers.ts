// Numbers of replies that two desks wrote at once. Contributors know replies by their numbers and confirm
// up to one, so the editions decide: what is listed first under a number has it for good, and whatever
// was passed over gets a new one, above all there are, from the desk that wrote it.
import {
  isPassedOver,
  listedSince,
  nextReplyNumber,
  openedThreads,
  repliesOf,
  type NewsroomState,
  type OpenedThread,
  type RepliesListed,
  type ReplyWritten,
} from '@cronista/newsroom'
import { findListing, type Listings } from './edition-plan-listings.ts'

/** Replies that editions may list, in the order of their numbers, one for each: of several that have the
 *  same, the one with the smallest request id, whichever desk builds. The pieces of one long answer
 *  share the beginning of their request ids, so none of another comes in between. */
export function listableReplies(thread: OpenedThread): readonly ReplyWritten[] {
  const byNumber = new Map<number, ReplyWritten>()
  for (const reply of repliesOf(thread)) {
    if (isPassedOver(thread, reply)) continue
    // They come in the order of their request ids where numbers are the same.
    if (!byNumber.has(reply.number)) byNumber.set(reply.number, reply)
  }
  return [...byNumber.values()]
}

/** Replies that an edition lists for the first time, or that one did before the journal told of it. */
export function newlyListed(
  state: NewsroomState,
  planned: ReadonlySet<ReplyWritten>,
  listings: Listings,
): readonly Pick<RepliesListed, 'replies' | 'thread'>[] {
  return openedThreads(state).flatMap((thread) => {
    const { id, confirmed } = thread
    const replies = listableReplies(thread)
      .filter((reply) => listedSince(thread, reply) === undefined)
      .filter(
        (reply) =>
          planned.has(reply) ||
          reply.number <= confirmed ||
          findListing(listings, id, reply.number) !== undefined,
      )
      .map(({ requestId, number }) => ({ requestId, number }))
    return replies.length === 0 ? [] : [{ thread: id, replies }]
  })
}

/** What this person wrote and an edition has passed over, under numbers above all there are. */
export function renumberedReplies(state: NewsroomState, person: string): readonly ReplyWritten[] {
  return openedThreads(state).flatMap((thread) =>
    repliesOf(thread)
      .filter((reply) => reply.person === person && isPassedOver(thread, reply))
      .map((reply, index) => ({ ...reply, number: nextReplyNumber(thread) + index })),
  )
}
