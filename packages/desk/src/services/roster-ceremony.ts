// Rosters that two people make together, with files that they carry: the first one, and each that names
// another device or origin than the one before. A renewal, which desks make by themselves, can do neither.
import {
  compareBytes,
  encodeRoster,
  encodeRosterBody,
  equalBytes,
  parseRoster,
  ProtocolError,
  rosterHead,
  sameId,
  signRosterBody,
  toBase64Url,
  toHex,
  verifyRoster,
  type DeviceId,
  type ProtocolErrorCode,
  type Roster,
  type RosterDevice,
  type TrustedRoster,
  deviceIdOf,
} from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'
import {
  changeFault,
  rosterChange,
  type RosterChange,
  type RosterChangeReason,
} from '../domain/roster-change.ts'
import { EPOCHS_AHEAD } from '../domain/roster-policy.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { DeviceCertificates } from './device-certificates.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { GroupKeys } from './group-keys.ts'
import { witnessTime } from './erasure.ts'
import { foundIntake } from './intake-role.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'
import { eraseNote, readNote, writeNote } from './notes.ts'
import { noteCosigned, hasSignedAnother } from './roster-cosigning.ts'
import { rosterExpiry } from './roster-keeper.ts'

/** A desk that does nothing else meanwhile: nobody else has its store open. */
export interface CeremonyDesk {
  readonly keys: DeskKeys
  readonly store: DeskStore
}

/** What the next roster is to change. */
export interface RosterWishes {
  /** Devices to be named, or named with a newer certificate. */
  readonly certificates?: DeviceCertificates | undefined
  /** Devices that are to be named no longer. */
  readonly without?: readonly DeviceId[]
  /** All of the relay's origins; those of the roster before unless they are given. */
  readonly origins?: readonly string[] | undefined
  /** Whether the days that were announced get new keys: when no desk is left that holds the old ones. */
  readonly hasNewDayKeys?: boolean
}

/** A roster with one signature more. */
export interface SignedDraft {
  readonly bytes: Uint8Array
  /** Whether two people have signed it now. */
  readonly isWhole: boolean
}

/** Drafts the roster that follows this desk's newest, or the first one. Whoever drafts signs last, like
 *  everybody who read it. The days' keys are on disk when it returns; nothing else has changed. Throws
 *  `roster-change-refused` with the reason. */
export function draftRoster(
  { keys, store }: CeremonyDesk,
  wishes: RosterWishes,
  nowMillis: number,
): Uint8Array {
  const previous = keptRoster({ keys, store })
  const rootPublicKey = previous?.rootPublicKey ?? wishes.certificates?.rootPublicKey
  const origins = wishes.origins ?? previous?.origins ?? []
  if (rootPublicKey === undefined) refuse('certificates-missing')
  if (origins.length === 0) refuse('origins-missing')
  const seeds = EpochSeeds.open(keys, store, nowMillis)
  const announced = wishes.hasNewDayKeys === true ? [] : (previous?.epochs ?? [])
  const epochs = seeds.comingEpochs(store, nowMillis, EPOCHS_AHEAD, announced)
  seeds.forget()
  const body = encodeRosterBody({
    rootPublicKey,
    ...{ origins, epochs, devices: devicesOf(keys, previous, wishes) },
    number: (previous?.number ?? 0) + 1,
    previousHead: previous?.head ?? new Uint8Array(32),
    issuedAtMillis: nowMillis,
    expiresAtMillis: rosterExpiry(nowMillis, epochs),
  })
  const bytes = encodeRoster(body, [])
  judgedDraft({ keys, store }, bytes, nowMillis)
  return bytes
}

/** Says what a draft changes, seen from the roster that this desk has. Nothing is changed or signed. Throws
 *  `roster-change-refused` with the reason. */
export function readDraft(desk: CeremonyDesk, bytes: Uint8Array, nowMillis: number): RosterChange {
  const { roster, previous } = judgedDraft(desk, bytes, nowMillis)
  return rosterChange(roster, previous)
}

/** Adds this device's signature to a draft that its person has read. Noted durably first: of each number it
 *  signs one, until that has run out. Signing the same again changes nothing. Throws `roster-change-refused`
 *  with the reason. */
export function signRoster(desk: CeremonyDesk, bytes: Uint8Array, nowMillis: number): SignedDraft {
  const { keys, store } = desk
  const { roster, previous } = judgedDraft(desk, bytes, nowMillis)
  const head = rosterHead(keys.p, keys.newsroomId, roster)
  if (hasSignedAnother(keys, store, { ...roster, head }, nowMillis)) refuse('signed-another')
  const own = signRosterBody(keys.p, keys.newsroomId, keys.deviceSeed, roster.body)
  const others = roster.signatures.filter(({ deviceId }) => !sameId(deviceId, keys.deviceId))
  const signatures = [...others, own].sort((a, b) => compareBytes(a.deviceId, b.deviceId))
  const signed = encodeRoster(roster.body, signatures)
  const fault = firstFault(keys, signed, previous, nowMillis)
  if (fault !== undefined && fault !== 'roster-half-signed') refuse(fault)
  store.change((stores) => noteCosigned(keys, stores, { ...roster, head }))
  return { bytes: signed, isWhole: fault === undefined }
}

/** Takes a roster that two people have signed for this desk's newest. On the desk that drafted the first
 *  one, this begins the newsroom's work; the others wait for their welcome. What a signer takes reaches the
 *  other members through the journal. Taking it again changes nothing. Throws `roster-change-refused` with
 *  the rule of §5 that it breaks. */
export function takeRoster(
  desk: CeremonyDesk,
  bytes: Uint8Array,
  nowMillis: number,
): TrustedRoster {
  const { keys, store } = desk
  const previous = keptRoster(desk)
  const roster = refusing(() =>
    verifyRoster(keys.p, bytes, { newsroomId: keys.newsroomId, nowMillis, seen: previous }),
  )
  if (previous !== undefined && equalBytes(previous.head, roster.head)) return roster
  const devices = KnownDevices.open(keys, store)
  const seeds = EpochSeeds.open(keys, store, nowMillis)
  const isFounder = roster.number === 1 && seeds.holdsAll(roster.epochs)
  const isMember = new GroupKeys(keys, store).current !== undefined
  store.change((stores) => {
    writeNote(keys, stores, 'roster', bytes)
    eraseNote(keys, stores, 'roster-draft')
    devices.learn(stores, roster.devices)
    witnessTime(keys, stores, roster.issuedAtMillis)
    if (isFounder && !isMember) foundIntake(keys, stores)
  })
  seeds.forget()
  if (isMember) tellOthers(desk, devices, roster)
  return roster
}

/** The newest roster that this desk has, as it is served; `undefined` before the first. */
export function keptRosterBytes({ keys, store }: CeremonyDesk): Uint8Array | undefined {
  return readNote(keys, store, 'roster')
}

/** The same, read as it was trusted then. */
export function keptRoster({ keys, store }: CeremonyDesk): TrustedRoster | undefined {
  const bytes = keptRosterBytes({ keys, store })
  if (bytes === undefined) return undefined
  const roster = parseRoster(bytes)
  return { ...roster, head: rosterHead(keys.p, keys.newsroomId, roster) }
}

/** Writes draft and own signature into the journal, from which every member puts the roster together. */
function tellOthers({ keys, store }: CeremonyDesk, devices: KnownDevices, roster: TrustedRoster) {
  const own = roster.signatures.find(({ deviceId }) => sameId(deviceId, keys.deviceId))
  if (own === undefined) return
  const head = toHex(roster.head)
  const by = { device: toHex(keys.deviceId), person: toHex(keys.personId) }
  const journal = Journal.open(keys, store, devices)
  const drafted = {
    ...({ v: 1, type: 'roster-drafted', head, ...by } as const),
    ...{ body: toBase64Url(roster.body), draftedAtMillis: roster.issuedAtMillis },
  }
  const signature = toBase64Url(own.signature)
  journal.append([drafted, { v: 1, type: 'roster-signed', head, ...by, signature }])
  journal.forget()
}

function devicesOf(
  keys: DeskKeys,
  previous: TrustedRoster | undefined,
  { certificates, without = [] }: RosterWishes,
): readonly RosterDevice[] {
  const { p, newsroomId } = keys
  const fresh = certificates?.devices ?? []
  const isFresh = (device: RosterDevice) =>
    fresh.some(({ publicKey }) => equalBytes(publicKey, device.publicKey))
  const idOf = (device: RosterDevice) => deviceIdOf(p, newsroomId, device.publicKey)
  const all = [...(previous?.devices ?? []).filter((one) => !isFresh(one)), ...fresh]
  const isUnknown = (id: DeviceId) => !all.some((device) => sameId(idOf(device), id))
  if (without.some(isUnknown)) refuse('device-unknown')
  return all.filter((device) => !without.some((id) => sameId(id, idOf(device))))
}

function judgedDraft(
  desk: CeremonyDesk,
  bytes: Uint8Array,
  nowMillis: number,
): { readonly roster: Roster; readonly previous: TrustedRoster | undefined } {
  const previous = keptRoster(desk)
  const roster = refusing(() => parseRoster(bytes))
  const fault = firstFault(desk.keys, bytes, previous, nowMillis)
  if (fault !== undefined && !isUnfinished(fault)) refuse(fault)
  return { roster, previous }
}

function isUnfinished(fault: string): boolean {
  return fault === 'roster-unsigned' || fault === 'roster-half-signed'
}

/** The first rule of §5 that a roster breaks, or of those that two people cannot set aside together. One
 *  that lacks nothing but signatures breaks `roster-unsigned` or `roster-half-signed`. */
function firstFault(
  { p, newsroomId, devicePublicKey }: DeskKeys,
  bytes: Uint8Array,
  previous: TrustedRoster | undefined,
  nowMillis: number,
): ProtocolErrorCode | RosterChangeReason | undefined {
  const roster = parseRoster(bytes)
  const isNamed = roster.devices.some(({ publicKey }) => equalBytes(publicKey, devicePublicKey))
  const fault = codeOfRefusal(() => verifyRoster(p, bytes, { newsroomId, nowMillis }))
  if (fault !== undefined && !isUnfinished(fault)) return fault
  if (!isNamed) return 'own-device-missing'
  if (new Set(roster.devices.map(({ personId }) => toHex(personId))).size < 2) return 'one-person'
  return changeFault(roster, previous, nowMillis) ?? fault
}

function codeOfRefusal(verify: () => unknown): ProtocolErrorCode | undefined {
  try {
    verify()
    return undefined
  } catch (error) {
    if (error instanceof ProtocolError) return error.code
    throw error
  }
}

function refusing<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new DeskError('roster-change-refused', { cause, place: cause.code })
  }
}

function refuse(reason: ProtocolErrorCode | RosterChangeReason): never {
  throw new DeskError('roster-change-refused', { place: reason })
}
