import { ByteReader, concatBytes, u32, u64, u8 } from './bytes.ts'
import {
  asPersonId,
  asDeviceId,
  context,
  deviceIdOf,
  sign,
  sized,
  type DeviceId,
  type NewsroomId,
  type PersonId,
} from './context.ts'
import type { Primitives } from './primitives.ts'
import { fromUtf8, utf8 } from './text.ts'

const VERSION = 1
const HEAD_BYTES = 32
const SIGNATURE_BYTES = 64
const XWING_PUBLIC_KEY_BYTES = 1216

/** Epochs are days: epoch n begins at n times this since 1970. */
export const EPOCH_MILLIS = 86_400_000
/** How long an epoch goes on beside the next one. */
export const EPOCH_OVERLAP_MILLIS = 3_600_000
/** The most epochs one roster names. */
export const MAX_ROSTER_EPOCHS = 4

/** One desk device of one person, certified by the newsroom's root. */
export interface RosterDevice {
  readonly personId: PersonId
  /** Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array
  readonly certifiedUntilMillis: number
  /** The root's signature over all of the above, 64 bytes. */
  readonly certificate: Uint8Array
}

/** A key to which cells are sealed for a while. */
export interface RosterEpoch {
  readonly number: number
  readonly beginsAtMillis: number
  readonly endsAtMillis: number
  /** X-Wing public key, 1,216 bytes. */
  readonly publicKey: Uint8Array
}

/** What two people's devices sign (§5). */
export interface RosterBody {
  /** Ed25519 public key of the newsroom's root, 32 bytes. */
  readonly rootPublicKey: Uint8Array
  /** From 1. */
  readonly number: number
  /** Head of the roster before, 32 bytes; zeros for the first. */
  readonly previousHead: Uint8Array
  readonly issuedAtMillis: number
  readonly expiresAtMillis: number
  /** Origins of the relay, https and onion, in ASCII. */
  readonly origins: readonly string[]
  readonly devices: readonly RosterDevice[]
  readonly epochs: readonly RosterEpoch[]
}

/** One device's signature over a roster's body. */
export interface RosterSignature {
  readonly deviceId: DeviceId
  readonly signature: Uint8Array
}

/** A parsed roster; nothing in it is trusted before `verifyRoster`. */
export interface Roster extends RosterBody {
  /** The bytes that are signed. */
  readonly body: Uint8Array
  readonly signatures: readonly RosterSignature[]
}

/** The root's word that a key is a device of this person until then (§5). */
export function certifyDevice(
  p: Primitives,
  newsroomId: NewsroomId,
  rootSeed: Uint8Array,
  device: Omit<RosterDevice, 'certificate'>,
): RosterDevice {
  const certificate = sign(p, newsroomId, rootSeed, 'device certificate', certified(device))
  return { ...device, certificate }
}

/** The bytes a device certificate signs. */
export function certified(device: Omit<RosterDevice, 'certificate'>): Uint8Array {
  return concatBytes(
    sized(device.personId, 16),
    sized(device.publicKey, 32),
    u64(device.certifiedUntilMillis),
  )
}

/** The body of a roster, ready to be signed (§5). Throws RangeError for what does not fit. */
export function encodeRosterBody(roster: RosterBody): Uint8Array {
  return concatBytes(
    u8(VERSION),
    sized(roster.rootPublicKey, 32),
    u32(roster.number),
    sized(roster.previousHead, HEAD_BYTES),
    u64(roster.issuedAtMillis),
    u64(roster.expiresAtMillis),
    u8(roster.origins.length),
    ...roster.origins.flatMap((origin) => [u8(utf8(origin).length), utf8(origin)]),
    u8(roster.devices.length),
    ...roster.devices.flatMap((device) => [certified(device), sized(device.certificate, 64)]),
    u8(roster.epochs.length),
    ...roster.epochs.flatMap((epoch) => [
      u32(epoch.number),
      u64(epoch.beginsAtMillis),
      u64(epoch.endsAtMillis),
      sized(epoch.publicKey, XWING_PUBLIC_KEY_BYTES),
    ]),
  )
}

/** One device's signature over a roster's body. */
export function signRosterBody(
  p: Primitives,
  newsroomId: NewsroomId,
  deviceSeed: Uint8Array,
  body: Uint8Array,
): RosterSignature {
  const deviceId = deviceIdOf(p, newsroomId, p.ed25519PublicKey(deviceSeed))
  return {
    deviceId,
    signature: sign(p, newsroomId, deviceSeed, 'roster', body),
  }
}

/** A roster as it is served: body and signatures. */
export function encodeRoster(body: Uint8Array, signatures: readonly RosterSignature[]): Uint8Array {
  return concatBytes(
    body,
    u8(signatures.length),
    ...signatures.flatMap(({ deviceId, signature }) => [deviceId, sized(signature, 64)]),
  )
}

/** Reads a roster without trusting it; throws `roster-malformed`. */
export function parseRoster(bytes: Uint8Array): Roster {
  const reader = new ByteReader(bytes, 'roster-malformed')
  reader.version(VERSION)
  const rootPublicKey = reader.take(32)
  const number = reader.u32()
  const previousHead = reader.take(HEAD_BYTES)
  const issuedAtMillis = reader.u64()
  const expiresAtMillis = reader.u64()
  const origins = list(reader, () => readOrigin(reader))
  const devices = list(reader, () => readDevice(reader))
  const epochs = list(reader, () => readEpoch(reader))
  const body = bytes.slice(0, reader.offset)
  const signatures = list(reader, () => ({
    deviceId: asDeviceId(reader.take(16)),
    signature: reader.take(SIGNATURE_BYTES),
  }))
  reader.end()
  if (number === 0 || !areDays(epochs) || signatures.length > devices.length) reader.fail()
  return {
    rootPublicKey,
    number,
    previousHead,
    issuedAtMillis,
    expiresAtMillis,
    origins,
    devices,
    epochs,
    body,
    signatures,
  }
}

function list<Item>(reader: ByteReader, read: () => Item): readonly Item[] {
  const count = reader.u8()
  return Array.from({ length: count }, read)
}

function readOrigin(reader: ByteReader): string {
  const origin = fromUtf8(reader.take(reader.u8()))
  if (origin === undefined || !/^https?:\/\/[a-z0-9.:[\]-]+$/u.test(origin)) reader.fail()
  return origin
}

function readDevice(reader: ByteReader): RosterDevice {
  return {
    personId: asPersonId(reader.take(16)),
    publicKey: reader.take(32),
    certifiedUntilMillis: reader.u64(),
    certificate: reader.take(SIGNATURE_BYTES),
  }
}

function readEpoch(reader: ByteReader): RosterEpoch {
  return {
    number: reader.u32(),
    beginsAtMillis: reader.u64(),
    endsAtMillis: reader.u64(),
    publicKey: reader.take(XWING_PUBLIC_KEY_BYTES),
  }
}

/** Whether epochs are consecutive days, each with its overlap and nothing more: a device that drafts
 *  a roster must not be able to make a key last longer than a day. */
function areDays(epochs: readonly RosterEpoch[]): boolean {
  return (
    epochs.length <= MAX_ROSTER_EPOCHS &&
    epochs.every((epoch, index) => {
      const begins = epoch.number * EPOCH_MILLIS
      return (
        epoch.number === (epochs[0]?.number ?? 0) + index &&
        epoch.beginsAtMillis === begins &&
        epoch.endsAtMillis === begins + EPOCH_MILLIS + EPOCH_OVERLAP_MILLIS
      )
    })
  )
}

/** The head that names a roster everywhere else, 32 bytes (§5). */
export function rosterHead(
  p: Primitives,
  newsroomId: NewsroomId,
  roster: Pick<Roster, 'body'>,
): Uint8Array {
  return p.sha256(concatBytes(context('roster head', newsroomId), roster.body))
}

/** The epoch to seal to at a moment: of those running, the one that ends last. */
export function currentEpoch(
  roster: Pick<RosterBody, 'epochs'>,
  nowMillis: number,
): RosterEpoch | undefined {
  return roster.epochs
    .filter((epoch) => epoch.beginsAtMillis <= nowMillis && nowMillis < epoch.endsAtMillis)
    .reduce<RosterEpoch | undefined>(
      (latest, epoch) =>
        latest === undefined || epoch.endsAtMillis > latest.endsAtMillis ? epoch : latest,
      undefined,
    )
}
