import { equalBytes } from './bytes.ts'
import { deviceIdOf, isSignedBy, newsroomIdOf, sameId, type NewsroomId } from './context.ts'
import { ProtocolError } from './errors.ts'
import type { Primitives } from './primitives.ts'
import { certified, parseRoster, rosterHead, type Roster, type RosterDevice } from './roster.ts'
import { toHex } from './text.ts'

/** The longest a roster may last. */
export const MAX_ROSTER_LIFE_MILLIS = 72 * 3_600_000
/** How wrong a reader's clock may be. */
export const CLOCK_TOLERANCE_MILLIS = 600_000

/** What the judge of a roster knows beforehand. */
export interface RosterJudgement {
  /** The pinned fingerprint. */
  readonly newsroomId: NewsroomId
  readonly nowMillis: number
  /** The newest roster this page or relay has accepted. */
  readonly seen?: { readonly number: number; readonly head: Uint8Array } | undefined
}

/** A roster that passed every rule of §5. */
export interface TrustedRoster extends Roster {
  readonly head: Uint8Array
}

/** Parses a roster and applies every rule of §5, in its order; throws `ProtocolError` with the code
 *  of the first that fails. */
export function verifyRoster(
  p: Primitives,
  bytes: Uint8Array,
  judgement: RosterJudgement,
): TrustedRoster {
  const roster = parseRoster(bytes)
  const { newsroomId, nowMillis } = judgement
  if (!sameId(newsroomIdOf(p, roster.rootPublicKey), newsroomId)) refuse('roster-foreign')
  if (namesAKeyTwice(roster)) refuse('roster-duplicate-key')
  if (!roster.devices.every((device) => isCertified(p, newsroomId, roster, device)))
    refuse('roster-uncertified')
  requireTwoPeople(p, newsroomId, roster)
  if (roster.expiresAtMillis - roster.issuedAtMillis > MAX_ROSTER_LIFE_MILLIS)
    refuse('roster-too-long')
  if (
    nowMillis > roster.expiresAtMillis + CLOCK_TOLERANCE_MILLIS ||
    nowMillis < roster.issuedAtMillis - CLOCK_TOLERANCE_MILLIS
  )
    refuse('roster-expired')
  const trusted = { ...roster, head: rosterHead(p, newsroomId, roster) }
  requireSuccessor(trusted, judgement.seen)
  return trusted
}

/** The device of a roster that this id names, or `undefined`. */
export function findDevice(
  p: Primitives,
  newsroomId: NewsroomId,
  roster: Pick<Roster, 'devices'>,
  id: Uint8Array,
): RosterDevice | undefined {
  // All are looked at: the work must not tell which it was.
  const [found] = roster.devices.filter((device) =>
    equalBytes(deviceIdOf(p, newsroomId, device.publicKey), id),
  )
  return found
}

function namesAKeyTwice(roster: Roster): boolean {
  const keys = [
    roster.rootPublicKey,
    ...roster.devices.map((device) => device.publicKey),
    ...roster.epochs.map((epoch) => epoch.publicKey),
  ].map(toHex)
  return new Set(keys).size !== keys.length
}

function isCertified(
  p: Primitives,
  newsroomId: NewsroomId,
  roster: Roster,
  device: RosterDevice,
): boolean {
  return (
    device.certifiedUntilMillis >= roster.issuedAtMillis &&
    isSignedBy(
      p,
      newsroomId,
      roster.rootPublicKey,
      'device certificate',
      certified(device),
      device.certificate,
    )
  )
}

/** The people (32 hexadecimal digits) whose devices, as a roster lists them, have signed its body. Whether
 *  the roster is trusted is another question. */
export function rosterSigners(
  p: Primitives,
  newsroomId: NewsroomId,
  roster: Roster,
): ReadonlySet<string> {
  return new Set(validSigners(p, newsroomId, roster))
}

function* validSigners(p: Primitives, newsroomId: NewsroomId, roster: Roster): Iterable<string> {
  for (const { deviceId, signature } of roster.signatures) {
    const device = findDevice(p, newsroomId, roster, deviceId)
    if (device === undefined) continue
    if (isSignedBy(p, newsroomId, device.publicKey, 'roster', roster.body, signature))
      yield toHex(device.personId)
  }
}

function requireTwoPeople(p: Primitives, newsroomId: NewsroomId, roster: Roster): void {
  const people = new Set<string>()
  for (const person of validSigners(p, newsroomId, roster)) {
    people.add(person)
    if (people.size === 2) return
  }
  if (people.size === 0) refuse('roster-unsigned')
  if (people.size === 1) refuse('roster-half-signed')
}

function requireSuccessor(roster: TrustedRoster, seen: RosterJudgement['seen']): void {
  if (seen === undefined) return
  const sameAgain = roster.number === seen.number && equalBytes(roster.head, seen.head)
  const isNext = roster.number === seen.number + 1
  const chains = !isNext || equalBytes(roster.previousHead, seen.head)
  if (!sameAgain && (roster.number <= seen.number || !chains)) refuse('roster-older')
}

function refuse(code: ConstructorParameters<typeof ProtocolError>[0]): never {
  throw new ProtocolError(code)
}
