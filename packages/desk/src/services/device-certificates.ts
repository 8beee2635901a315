// What the offline machine hands back after a ceremony: the root's word on devices, without a word of who
// their people are (docs/protocol.md §5).
import {
  ByteReader,
  certified,
  concatBytes,
  encodeRoster,
  encodeRosterBody,
  ProtocolError,
  u8,
  verifyRoster,
  type NewsroomId,
  type Primitives,
  type RosterDevice,
  asPersonId,
} from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'

const VERSION = 1

/** Devices that the newsroom's root vouches for. */
export interface DeviceCertificates {
  /** Ed25519 public key, 32 bytes. */
  readonly rootPublicKey: Uint8Array
  readonly devices: readonly RosterDevice[]
}

/** Writes them as they are carried. */
export function encodeCertificates({ rootPublicKey, devices }: DeviceCertificates): Uint8Array {
  return concatBytes(
    u8(VERSION),
    rootPublicKey,
    u8(devices.length),
    ...devices.flatMap((device) => [certified(device), device.certificate]),
  )
}

/** Reads certificates and checks each under the pinned newsroom id. Throws `certificates-refused` with the
 *  rule of §5 that they break. */
export function readCertificates(
  p: Primitives,
  newsroomId: NewsroomId,
  bytes: Uint8Array,
): DeviceCertificates {
  try {
    const certificates = parsed(bytes)
    requireCertified(p, newsroomId, certificates)
    return certificates
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new DeskError('certificates-refused', { cause, place: cause.code })
  }
}

function parsed(bytes: Uint8Array): DeviceCertificates {
  const reader: ByteReader = new ByteReader(bytes, 'roster-malformed')
  reader.version(VERSION)
  const rootPublicKey = reader.take(32)
  const devices = Array.from({ length: reader.u8() }, () => ({
    personId: asPersonId(reader.take(16)),
    publicKey: reader.take(32),
    certifiedUntilMillis: reader.u64(),
    certificate: reader.take(64),
  }))
  reader.end()
  if (devices.length === 0) reader.fail()
  return { rootPublicKey, devices }
}

/** A roster of these devices that nobody has signed breaks no earlier rule than that one. */
function requireCertified(
  p: Primitives,
  newsroomId: NewsroomId,
  { rootPublicKey, devices }: DeviceCertificates,
): void {
  const issuedAtMillis = Math.min(...devices.map((device) => device.certifiedUntilMillis))
  const body = encodeRosterBody({
    ...{ rootPublicKey, devices, issuedAtMillis, expiresAtMillis: issuedAtMillis },
    ...{ number: 1, previousHead: new Uint8Array(32), origins: [], epochs: [] },
  })
  try {
    verifyRoster(p, encodeRoster(body, []), { newsroomId, nowMillis: issuedAtMillis })
  } catch (error) {
    if (error instanceof ProtocolError && error.code === 'roster-unsigned') return
    throw error
  }
}
