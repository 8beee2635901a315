// The rosters that desks have proposed in the journal, and what has been signed of them.
import {
  asDeviceId,
  compareBytes,
  encodeRoster,
  equalBytes,
  findDevice,
  fromBase64Url,
  fromHex,
  parseRoster,
  ProtocolError,
  rosterHead,
  toHex,
  rosterSigners,
  verifyRoster,
  type Roster,
  type RosterSignature,
  type TrustedRoster,
} from '@cronista/protocol'
import {
  rostersOf,
  type NewsroomState,
  type RosterDrafted,
  type RosterSigned,
  type RosterState,
} from '@cronista/newsroom'
import { renewalFault } from '../domain/roster-policy.ts'
import type { RosterCandidate } from '../domain/roster-vote.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { EpochSeeds } from './epoch-seeds.ts'

/** Rosters are renewed every day and last three: of one lineage no more than that many run at once. */
const RIVALS_AHEAD = 3

/** A proposed roster that would follow the one in force. */
export interface RosterDraft {
  readonly body: Uint8Array
  readonly roster: Roster
  /** 64 hexadecimal digits. */
  readonly head: string
  readonly draftedAtMillis: number
  /** Whose device drafted it, 32 hexadecimal digits. */
  readonly drafter: string
  readonly state: RosterState
}

/** Drafts that would follow a roster, the newest first. */
export function draftsAfter(
  keys: DeskKeys,
  state: NewsroomState,
  previous: TrustedRoster,
): readonly RosterDraft[] {
  return rostersOf(state)
    .flatMap((one) => (one.drafted === undefined ? [] : draftIn(keys, one, one.drafted, previous)))
    .sort((a, b) => b.draftedAtMillis - a.draftedAtMillis || (a.head < b.head ? -1 : 1))
}

/** The first of these drafts that two people's devices have signed so that it may come into force, as it is
 *  served. */
export function signedRoster(
  keys: DeskKeys,
  drafts: readonly RosterDraft[],
  seen: TrustedRoster,
): Uint8Array | undefined {
  const { p, newsroomId } = keys
  for (const draft of drafts) {
    const { body, roster, state } = draft
    if (state.signatures.size === 0) continue
    const bytes = encodeRoster(body, signaturesOf(keys, draft))
    const judgement = { newsroomId, nowMillis: roster.issuedAtMillis, seen }
    if (accepted(() => verifyRoster(p, bytes, judgement)) !== undefined) return bytes
  }
  return undefined
}

/** A roster that other devices have signed beside the one in force here, of its number or one of the next
 *  three, as it is served: desks that were cut off from each other may have made two. It is one that changes
 *  nothing but times and days, has not run out, and each of whose keys belongs to a seed that is held here;
 *  of several the one with the highest number. None of `refused`, heads in hexadecimal digits. */
export function signedRival(
  keys: DeskKeys,
  state: NewsroomState,
  epochs: EpochSeeds,
  { current, refused }: { readonly current: TrustedRoster; readonly refused: ReadonlySet<string> },
  nowMillis: number,
): Uint8Array | undefined {
  const { p, newsroomId } = keys
  const rivals = rostersOf(state)
    .flatMap((one) => (one.drafted === undefined ? [] : bodyIn(keys, one, one.drafted)))
    .filter(
      ({ roster, head }) =>
        head !== toHex(current.head) &&
        !refused.has(head) &&
        roster.number >= current.number &&
        roster.number <= current.number + RIVALS_AHEAD &&
        isSameNewsroom(roster, current) &&
        epochs.holdsAll(roster.epochs),
    )
    .sort((a, b) => b.roster.number - a.roster.number || (a.head < b.head ? -1 : 1))
  for (const rival of rivals) {
    const bytes = encodeRoster(rival.body, signaturesOf(keys, rival))
    if (accepted(() => verifyRoster(p, bytes, { newsroomId, nowMillis })) !== undefined)
      return bytes
  }
  return undefined
}

/** Whether two rosters name the same devices and addresses under the same root. */
function isSameNewsroom(one: Roster, other: Roster): boolean {
  const named = ({ rootPublicKey, origins, devices }: Roster) =>
    JSON.stringify([
      toHex(rootPublicKey),
      origins,
      devices.map(({ publicKey, personId }) => [toHex(publicKey), toHex(personId)]),
    ])
  return named(one) === named(other)
}

/** A draft as this device votes on it: only a plain renewal may be signed, and only one each of whose keys
 *  belongs to a seed that is held here. */
export function candidateOf(
  keys: DeskKeys,
  draft: RosterDraft,
  epochs: EpochSeeds,
  previous: TrustedRoster,
  nowMillis: number,
): RosterCandidate {
  const { drafter, draftedAtMillis, head, roster } = draft
  const isPlain = renewalFault(roster, previous, nowMillis) === undefined
  const verdict = epochs.holdsAll(roster.epochs) ? 'signable' : 'awaits-seeds'
  const signers = rosterSigners(keys.p, keys.newsroomId, {
    ...roster,
    signatures: signaturesOf(keys, draft),
  })
  return { head, drafter, draftedAtMillis, verdict: isPlain ? verdict : 'refused', signers }
}

function draftIn(
  keys: DeskKeys,
  state: RosterState,
  drafted: RosterDrafted,
  previous: TrustedRoster,
): readonly RosterDraft[] {
  if (drafted.draftedAtMillis < previous.issuedAtMillis) return []
  return bodyIn(keys, state, drafted).filter(
    ({ roster }) =>
      roster.number === previous.number + 1 && equalBytes(roster.previousHead, previous.head),
  )
}

/** A proposed roster, whatever it would follow. */
function bodyIn(
  { p, newsroomId }: DeskKeys,
  state: RosterState,
  { head, body: text, draftedAtMillis, device: drafter }: RosterDrafted,
): readonly RosterDraft[] {
  const body = fromBase64Url(text) ?? new Uint8Array(0)
  const roster = accepted(() => parseRoster(encodeRoster(body, [])))
  if (roster === undefined) return []
  const isRight = toHex(rosterHead(p, newsroomId, roster)) === head
  return isRight ? [{ body, roster, head, draftedAtMillis, drafter, state }] : []
}

/** Signatures that devices of the draft have handed in; whether they hold is judged by whoever reads it. */
function signaturesOf(
  { p, newsroomId }: DeskKeys,
  { roster, state }: RosterDraft,
): readonly RosterSignature[] {
  return [...state.signatures.values()]
    .map(signatureIn)
    .filter(({ deviceId }) => findDevice(p, newsroomId, roster, deviceId) !== undefined)
    .sort((a, b) => compareBytes(a.deviceId, b.deviceId))
}

function signatureIn({ device, signature }: RosterSigned): RosterSignature {
  return {
    deviceId: asDeviceId(fromHex(device)),
    signature: fromBase64Url(signature) ?? new Uint8Array(64),
  }
}

/** What comes of reading bytes of other people, or `undefined` if they break a rule. */
function accepted<Result>(read: () => Result): Result | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}
