// Which desk is the newsroom's first: it draws the first keys and gives them to the others, and begins to
// build editions when nobody ever has. In earlier versions no other desk collected.
import type { DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { GroupKeys } from './group-keys.ts'
import { readNote, writeNote } from './notes.ts'

/** Makes a desk the newsroom's first, and draws the group's first key, which it gives to the others.
 *  Durable with the change it is part of. */
export function foundIntake(keys: DeskKeys, stores: DeskStores): void {
  writeNote(keys, stores, 'intake', new Uint8Array(0))
  GroupKeys.found(keys, stores)
}

/** Whether this desk is the newsroom's first. */
export function isIntake(keys: DeskKeys, stores: DeskStores): boolean {
  return readNote(keys, stores, 'intake') !== undefined
}

/** A state that an earlier version left does not say whose it is; but only the desk that collected ever
 *  held an epoch's key or took a segment in. To be asked before expired keys are erased. */
export function isEarlierIntake(keys: DeskKeys, stores: DeskStores): boolean {
  if (isIntake(keys, stores) || new GroupKeys(keys, stores).current !== undefined) return false
  return stores.secrets.list('epoch-seed').length > 0 || stores.collector.cursor() !== undefined
}
