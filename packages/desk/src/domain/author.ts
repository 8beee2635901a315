import type { JournalEvent } from '@cronista/newsroom'
import { claimsOf } from '@cronista/newsroom'

/** Who an entry is from, by its signature: 32 hexadecimal digits each. */
export interface Author {
  readonly device: string
  readonly person: string
}

/** Whether an event speaks for its own author alone. Whoever signs an entry that names another person
 *  or device has not said what they say they did. */
export function speaksForItself(event: JournalEvent, author: Author): boolean {
  const { person = author.person, device = author.device } = claimsOf(event)
  return person === author.person && device === author.device
}
