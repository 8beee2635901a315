import type { DeskSession } from './desk-session.ts'

/** Makes the lock of every open page of this desk one lock, so that none keeps words on the screen when
 *  another is locked. Returns what locks all of them, and the desk, once
 *  it has been sent `lastWords`. What passes through `channel` is one word; a channel keeps nothing. */
export function lockTogether(
  session: DeskSession,
  channel: BroadcastChannel,
  lastWords?: () => Promise<void>,
): () => Promise<void> {
  channel.addEventListener('message', () => {
    session.leave()
  })
  return async () => {
    channel.postMessage('locked')
    await session.lock(lastWords)
  }
}
