// What this device has put its name to: of each number one roster, until that has run out.
import { ByteReader, concatBytes, equalBytes, u32, u64, type RosterBody } from '@cronista/protocol'
import type { DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { readNote, writeNote } from './notes.ts'

/** A renewal that this device may sign. */
export interface Renewal extends RosterBody {
  /** 32 bytes. */
  readonly head: Uint8Array
}

/** What was signed last. As the version before wrote it, without its end. */
interface CosignedNote {
  readonly number: number
  readonly head: Uint8Array
  readonly expiresAtMillis: number
}

const NOTED_BYTES = 44

/** Whether this device has signed another body of this number that has not run out: it signs one. */
export function hasSignedAnother(
  keys: DeskKeys,
  stores: DeskStores,
  { number, head }: Pick<Renewal, 'head' | 'number'>,
  nowMillis: number,
): boolean {
  const last = signedHead(keys, stores, number, nowMillis)
  return last !== undefined && !equalBytes(last, head)
}

/** The head of what this device has signed of this number or a later one, unless it has run out. */
export function signedHead(
  keys: DeskKeys,
  stores: DeskStores,
  number: number,
  nowMillis: number,
): Uint8Array | undefined {
  const last = readLast(keys, stores)
  if (last === undefined || last.number < number || last.expiresAtMillis < nowMillis)
    return undefined
  return last.head
}

/** Notes what is signed; part of the change with which the signature leaves. */
export function noteCosigned(keys: DeskKeys, stores: DeskStores, renewal: Renewal): void {
  const { number, head, expiresAtMillis } = renewal
  const content = concatBytes(u32(number), head, u64(expiresAtMillis))
  writeNote(keys, stores, 'cosigned-roster', content)
}

function readLast(keys: DeskKeys, stores: DeskStores): CosignedNote | undefined {
  const note = readNote(keys, stores, 'cosigned-roster')
  if (note === undefined) return undefined
  const reader = new ByteReader(note, 'roster-malformed')
  const signed = { number: reader.u32(), head: reader.take(32) }
  const isWhole = note.length === NOTED_BYTES
  return { ...signed, expiresAtMillis: isWhole ? reader.u64() : Infinity }
}
