// The second person's side of a roster's renewal.
import {
  asNewsroomId,
  ByteReader,
  concatBytes,
  encodeRoster,
  equalBytes,
  parseRoster,
  ProtocolError,
  rosterHead,
  signRosterBody,
  u32,
  verifyRoster,
  type RosterSignature,
} from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'
import { renewalFault } from '../domain/roster-policy.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { RosterRequest } from '../ports/roster-signer.ts'
import type { DeskKeys } from './desk-keys.ts'
import { readNote, writeNote } from './notes.ts'

/** Signs a roster's body for this person's device, if it is a plain renewal. What was signed is on
 *  disk first: this device signs one body for each number, and that one as often as it is asked.
 *  Throws `cosign-refused`. */
export function cosign(
  keys: DeskKeys,
  store: DeskStore,
  request: RosterRequest,
  nowMillis: number,
): RosterSignature {
  const { p, deviceSeed } = keys
  const newsroomId = asNewsroomId(keys.newsroomId)
  const renewed = parsed(encodeRoster(request.body, []))
  const head = rosterHead(p, newsroomId, renewed)
  const last = readLast(keys, store)
  if (last !== undefined && equalBytes(last.head, head))
    return signRosterBody(p, newsroomId, deviceSeed, request.body)
  const previous = trusted(keys, request.previous)
  const fault = renewalFault(renewed, previous, nowMillis)
  if (fault !== undefined) throw new DeskError('cosign-refused', { place: fault })
  if (last !== undefined && last.number >= renewed.number)
    throw new DeskError('cosign-refused', { place: 'does-not-follow' })
  store.change((stores) =>
    writeNote(keys, stores, 'cosigned-roster', concatBytes(u32(renewed.number), head)),
  )
  return signRosterBody(p, newsroomId, deviceSeed, request.body)
}

function parsed(bytes: Uint8Array) {
  try {
    return parseRoster(bytes)
  } catch (cause) {
    throw asRefusal(cause)
  }
}

/** The roster before, by its own signatures; whether it is still in force does not matter. */
function trusted({ p, newsroomId }: DeskKeys, bytes: Uint8Array) {
  try {
    return verifyRoster(p, bytes, { newsroomId, nowMillis: parseRoster(bytes).issuedAtMillis })
  } catch (cause) {
    throw asRefusal(cause)
  }
}

function asRefusal(cause: unknown): unknown {
  return cause instanceof ProtocolError
    ? new DeskError('cosign-refused', { cause, place: cause.code })
    : cause
}

function readLast(keys: DeskKeys, store: DeskStore) {
  const note = readNote(keys, store, 'cosigned-roster')
  if (note === undefined) return undefined
  const reader = new ByteReader(note, 'roster-malformed')
  return { number: reader.u32(), head: reader.take(32) }
}
