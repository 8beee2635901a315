// Hands a release in: first the files the relay lacks, then the release, which the relay serves whole or
// not at all. It keeps nothing: begun again after a crash, it goes on with what is still lacking.
import {
  deviceIdOf,
  encodeRelease,
  fromBase64Url,
  fromHex,
  ProtocolError,
  toHex,
  verifyRelease,
  type ReleaseSignature,
  type RosterDevice,
} from '@cronista/protocol'
import { LIMITS } from '@cronista/protocol/http'
import type { DraftedRelease } from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import { signaturesOf } from '../domain/release-life.ts'
import type { ReleaseRelay } from '../ports/release-relay.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { BuiltRelease } from './release-builder.ts'

/** How many files of a release are with the relay. */
export interface UploadProgress {
  readonly done: number
  readonly total: number
}

/** The release as it is served, its signatures in the order of the devices' ids. Throws
 *  `release-refused` if two people's are not among them, since no relay would take it. */
export function signedRelease(
  { p, newsroomId }: Pick<DeskKeys, 'newsroomId' | 'p'>,
  devices: readonly RosterDevice[],
  release: DraftedRelease,
  body: Uint8Array,
): Uint8Array {
  const byId = new Map(
    devices.map((device) => [toHex(deviceIdOf(p, newsroomId, device.publicKey)), device]),
  )
  const signatures = signaturesOf(release).flatMap(({ device, signature }) => {
    const known = byId.get(device)
    const bytes = fromBase64Url(signature)
    return known === undefined || bytes === undefined ? [] : [signatureOf(known, bytes)]
  })
  try {
    const { signers } = verifyRelease(p, encodeRelease(body, signatures), { newsroomId })
    return encodeRelease(body, signers)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new DeskError('release-refused', { cause, place: cause.code })
  }
}

/** Hands in what the relay lacks, one file after the other, and tells of each. Throws what the relay
 *  throws; what it has taken it then has. */
export async function uploadFiles(
  relay: ReleaseRelay,
  built: BuiltRelease,
  onProgress: (progress: UploadProgress) => void,
): Promise<void> {
  const total = built.hashes.length
  const lacking = await lackingOf(relay, built.hashes)
  let done = total - lacking.length
  onProgress({ done, total })
  for (const hash of lacking) {
    const file = built.fileOf(toHex(hash))
    // A relay that asks for what it was not offered gets nothing.
    if (file === undefined) throw new DeskError('relay-unreachable')
    await relay.putReleaseFile(hash, file)
    onProgress({ done: ++done, total })
  }
}

async function lackingOf(relay: ReleaseRelay, names: readonly string[]) {
  const lacking: Uint8Array[] = []
  for (let from = 0; from < names.length; from += LIMITS.lackingFiles) {
    const offered = names.slice(from, from + LIMITS.lackingFiles).map(fromHex)
    lacking.push(...(await relay.lackingFiles(offered)))
  }
  return lacking
}

function signatureOf(device: RosterDevice, signature: Uint8Array): ReleaseSignature {
  const { personId, publicKey: devicePublicKey, certifiedUntilMillis, certificate } = device
  return { personId, devicePublicKey, certifiedUntilMillis, certificate, signature }
}
