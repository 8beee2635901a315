// Numbers of replies that two desks wrote at once. Contributors know replies by their numbers and confirm
// up to one, so the desk that builds editions decides: what it lists first under a number has it for
// good, and whatever it passed over gets a new one, above all there are, from the desk that wrote it.
import {
  isPassedOver,
  openedThreads,
  repliesOf,
  type NewsroomState,
  type OpenedThread,
  type RepliesListed,
  type ReplyWritten,
} from '@cronista/newsroom'
import { findListing, type Listings } from './edition-plan-listings.ts'

/** Replies that editions may list, in the order of their numbers, one for each: of two that have the
 *  same, the one that `person` wrote; of several others', the one with the smallest request id. */
export function listableReplies(thread: OpenedThread, person: string): readonly ReplyWritten[] {
  const byNumber = new Map<number, ReplyWritten>()
  for (const reply of repliesOf(thread)) {
    if (isPassedOver(thread, reply)) continue
    const known = byNumber.get(reply.number)
    if (known === undefined || (known.person !== person && reply.person === person))
      byNumber.set(reply.number, reply)
  }
  return [...byNumber.values()]
}

/** Replies that an edition lists for the first time, or that one did before the journal told of it. */
export function newlyListed(
  state: NewsroomState,
  person: string,
  planned: ReadonlySet<ReplyWritten>,
  listings: Listings,
): readonly Pick<RepliesListed, 'replies' | 'thread'>[] {
  return openedThreads(state).flatMap((thread) => {
    const { id, confirmed, listed } = thread
    const replies = listableReplies(thread, person)
      .filter(({ requestId, number }) => listed.get(requestId) !== number)
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
      .map((reply, index) => ({ ...reply, number: thread.lastReply + 1 + index })),
  )
}
