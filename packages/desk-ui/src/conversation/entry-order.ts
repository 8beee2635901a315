import type { ThreadEntry } from '@cronista/desk/api'

/** When an entry came to be at the desk, in milliseconds since 1970: received, or written. */
export function writtenAtMillis(entry: ThreadEntry): number {
  return entry.kind === 'message' ? entry.receivedAtMillis : entry.writtenAtMillis
}
