// Another person's side of a roster's renewal: what this device puts its name to.
import {
  ByteReader,
  concatBytes,
  encodeRoster,
  equalBytes,
  parseRoster,
  ProtocolError,
  rosterHead,
  u32,
  u64,
  type RosterBody,
  type TrustedRoster,
} from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'
import { renewalFault } from '../domain/roster-policy.ts'
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

/** Judges the body of a roster against the newest this desk trusts: only a plain renewal is signed, and
 *  of each number one body, until that has run out. Throws `cosign-refused` with the reason. */
export function judgeRenewal(
  keys: DeskKeys,
  stores: DeskStores,
  body: Uint8Array,
  previous: TrustedRoster,
  nowMillis: number,
): Renewal {
  const roster = parsed(encodeRoster(body, []))
  const head = rosterHead(keys.p, keys.newsroomId, roster)
  const renewed = { ...roster, head }
  const last = readLast(keys, stores)
  if (last !== undefined && equalBytes(last.head, head)) return renewed
  const fault = renewalFault(renewed, previous, nowMillis)
  if (fault !== undefined) throw new DeskError('cosign-refused', { place: fault })
  const isTaken = last !== undefined && last.number >= renewed.number
  if (isTaken && last.expiresAtMillis >= nowMillis)
    throw new DeskError('cosign-refused', { place: 'does-not-follow' })
  return renewed
}

/** Notes what is signed; part of the change with which the signature leaves. */
export function noteCosigned(keys: DeskKeys, stores: DeskStores, renewal: Renewal): void {
  const { number, head, expiresAtMillis } = renewal
  const content = concatBytes(u32(number), head, u64(expiresAtMillis))
  writeNote(keys, stores, 'cosigned-roster', content)
}

function parsed(bytes: Uint8Array) {
  try {
    return parseRoster(bytes)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new DeskError('cosign-refused', { cause, place: cause.code })
  }
}

function readLast(keys: DeskKeys, stores: DeskStores): CosignedNote | undefined {
  const note = readNote(keys, stores, 'cosigned-roster')
  if (note === undefined) return undefined
  const reader = new ByteReader(note, 'roster-malformed')
  const signed = { number: reader.u32(), head: reader.take(32) }
  const isWhole = note.length === NOTED_BYTES
  return { ...signed, expiresAtMillis: isWhole ? reader.u64() : Infinity }
}
