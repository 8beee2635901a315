import type { ThreadSummary } from '@cronista/desk/api'

/** The inbox's order: people whom an editor has answered come before those whom nobody has; among each, the
 *  conversation last written in comes first; of two at the same moment, the one with the lower id, so that
 *  the list never moves without a reason. Leaves `threads` as it is. */
export function inInboxOrder(threads: readonly ThreadSummary[]): ThreadSummary[] {
  return [...threads].sort(
    (a, b) =>
      Number(b.known) - Number(a.known) ||
      b.lastAtMillis - a.lastAtMillis ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
}

/** The conversations of `now` with words in them that those of `before` did not have, in inbox order; none
 *  of those that are filed away. */
export function newlyArrived(
  before: readonly ThreadSummary[],
  now: readonly ThreadSummary[],
): ThreadSummary[] {
  const messagesBefore = new Map(before.map((thread) => [thread.id, thread.messages]))
  return inInboxOrder(now).filter(
    (thread) => !thread.muted && thread.messages > (messagesBefore.get(thread.id) ?? 0),
  )
}
