import { utf8 } from '@cronista/protocol'
import type { DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'

/** Small things a desk has to remember, each under its name, sealed. */
export type NoteName =
  | 'collected'
  | 'cosigned-roster'
  | 'edition'
  | 'intake'
  | 'journal-faults'
  | 'journal-heads'
  | 'known-devices'
  | 'listings'
  | 'roster'
  | 'roster-draft'
  | 'sync-received'
  | 'sync-sent'
  | 'witnessed-time'

/** The note of this name, or `undefined`. */
export function readNote(
  keys: DeskKeys,
  stores: DeskStores,
  name: NoteName,
): Uint8Array | undefined {
  return keys.secrets.find(stores.secrets, 'note', utf8(name))
}

/** Writes a note over the one before. */
export function writeNote(
  keys: DeskKeys,
  stores: DeskStores,
  name: NoteName,
  content: Uint8Array,
): void {
  keys.secrets.put(stores.secrets, 'note', utf8(name), content)
}

/** Erases a note, if it is there. */
export function eraseNote(keys: DeskKeys, stores: DeskStores, name: NoteName): void {
  keys.secrets.erase(stores.secrets, 'note', utf8(name))
}
