import { concatBytes, toHex, u32, utf8 } from '@cronista/protocol'
import {
  drawHandle,
  findThread,
  fold,
  lastReplyNumber,
  type JournalEvent,
  type NewsroomState,
  type Random,
} from '@cronista/newsroom'
import type { DeskKeys } from './desk-keys.ts'
import type { HeldMessage } from './held-back.ts'

/** What a whole message is to the newsroom, and the state with it: its thread is opened with it if it was
 *  not. */
export function messageEvents(
  keys: DeskKeys,
  state: NewsroomState,
  { thread, part, letter, receivedAtMillis }: HeldMessage,
): { readonly events: readonly JournalEvent[]; readonly state: NewsroomState } {
  const known = findThread(state, thread)
  const events: JournalEvent[] = []
  if (known === undefined)
    events.push({
      v: 1,
      type: 'thread-opened',
      thread,
      contributor: toHex(part.contributor),
      handle: drawHandle(drawsOf(keys, thread), state.handles),
      openedAtMillis: receivedAtMillis,
    })
  events.push({
    v: 1,
    type: 'message-received',
    thread,
    messageId: toHex(part.messageId),
    text: letter.text,
    language: letter.language,
    week: part.week,
    // A contributor cannot have read what was never written.
    repliesRead: known === undefined ? 0 : Math.min(part.repliesRead, lastReplyNumber(known)),
    receivedAtMillis,
  })
  return { events, state: fold(events, state) }
}

/** Several desks take in the same cells, each before it hears of the others: all of them draw the same
 *  name for the same thread, so that it does not change under an editor's eyes. */
function drawsOf({ p, newsroomId }: DeskKeys, thread: string): Random {
  let drawn = 0
  const seed = concatBytes(utf8('cronista/1 thread\0'), newsroomId, utf8(thread))
  return (length) => p.sha256(concatBytes(seed, u32(drawn++))).subarray(0, length)
}
