import {
  asPersonId,
  buildEdition,
  certifyDevice,
  deviceIdOf,
  encodeRoster,
  encodeRosterBody,
  EPOCH_MILLIS,
  EPOCH_OVERLAP_MILLIS,
  newsroomIdOf,
  rosterHead,
  signRosterBody,
  toBase64Url,
  toHex,
  type EditionContent,
  type RosterBody,
  type RosterDevice,
} from '@cronista/protocol'
import { REQUEST_SIGNATURE } from '@cronista/protocol/http'
import { createSignature } from 'http-message-sig'
import { nativePrimitives as p } from '../adapters/node/native-primitives.ts'

export const HOUR = 3_600_000
const { label, algorithm, tag, components } = REQUEST_SIGNATURE

const rootSeed = new Uint8Array(32).fill(1)
/** The root's public key. */
export const rootPublicKey = p.ed25519PublicKey(rootSeed)

/** The newsroom of the tests. */
export const newsroomId = newsroomIdOf(p, rootPublicKey)

/** When its clock stands. */
export const NOON = Date.UTC(2026, 4, 1, 12)

/** Devices of two people, and one that the newsroom does not know. */
export const device = {
  ana: new Uint8Array(32).fill(2),
  bruno: new Uint8Array(32).fill(3),
  stranger: new Uint8Array(32).fill(4),
}

let drawn = 0
/** Bytes that differ each time. */
export function notRandom(length: number): Uint8Array {
  drawn += 1
  const count = [drawn >> 16, drawn >> 8, drawn]
  return Uint8Array.from({ length }, (_, index) => count[index] ?? drawn * 37 + index * 11)
}

/** A device of the person with this number, certified by the root for six weeks. */
export function certifiedDevice(
  seed: Uint8Array,
  person: number,
  sinceMillis = NOON - HOUR,
): RosterDevice {
  return certifyDevice(p, newsroomId, rootSeed, {
    personId: asPersonId(new Uint8Array(16).fill(person)),
    publicKey: p.ed25519PublicKey(seed),
    certifiedUntilMillis: sinceMillis + 1_001 * HOUR,
  })
}

/** A roster that both sign, unless told otherwise. */
export function rosterOf(
  changes: Partial<RosterBody> = {},
  signers: readonly Uint8Array[] = [device.ana, device.bruno],
): { bytes: Uint8Array; head: Uint8Array } {
  const issuedAtMillis = changes.issuedAtMillis ?? NOON - HOUR
  const today = Math.floor(issuedAtMillis / EPOCH_MILLIS)
  const devices = [device.ana, device.bruno].map((seed, index) =>
    certifiedDevice(seed, index + 1, issuedAtMillis),
  )
  const body = encodeRosterBody({
    rootPublicKey,
    number: 1,
    previousHead: new Uint8Array(32),
    issuedAtMillis,
    expiresAtMillis: issuedAtMillis + 72 * HOUR,
    origins: ['https://relay.example'],
    devices,
    epochs: [
      {
        number: today,
        beginsAtMillis: today * EPOCH_MILLIS,
        endsAtMillis: (today + 1) * EPOCH_MILLIS + EPOCH_OVERLAP_MILLIS,
        publicKey: new Uint8Array(1216).fill(9),
      },
    ],
    ...changes,
  })
  const signatures = signers.map((seed) => signRosterBody(p, newsroomId, seed, body))
  return { bytes: encodeRoster(body, signatures), head: rosterHead(p, newsroomId, { body }) }
}

/** An empty edition. */
export function editionOf(
  content: Pick<EditionContent, 'number' | 'rosterHead' | 'timeMillis'>,
  seed = device.ana,
): Uint8Array {
  const leaseHolder = deviceIdOf(p, newsroomId, p.ed25519PublicKey(seed))
  const nothing = { acknowledgements: [], records: [] }
  return buildEdition(p, notRandom, newsroomId, seed, { ...content, leaseHolder, ...nothing })
}

/** What may be changed about a signature, to see it refused. */
export interface SignatureChanges {
  readonly seed?: Uint8Array
  readonly createdMillis?: number
  readonly nonce?: string
  readonly tag?: string
  readonly label?: string
  readonly keyid?: string
  readonly components?: readonly string[]
  readonly digestOf?: Uint8Array
  readonly method?: string
}

/** A request as a device signs it (§9). */
export async function signedRequest(
  path: string,
  body?: Uint8Array,
  changes: SignatureChanges = {},
): Promise<Request> {
  const seed = changes.seed ?? device.ana
  const url = new URL(path, 'http://relay.test')
  const request = new Request(
    url,
    body === undefined
      ? {}
      : {
          method: changes.method ?? 'PUT',
          body: body.slice(),
          headers: digestField(body, changes),
        },
  )
  const keyid = toHex(deviceIdOf(p, newsroomId, p.ed25519PublicKey(seed)))
  const fields = await createSignature(request, {
    label: changes.label ?? label,
    components:
      changes.components ?? (body === undefined ? components : [...components, 'content-digest']),
    parameters: {
      created: Math.floor((changes.createdMillis ?? NOON) / 1000),
      keyid: changes.keyid ?? keyid,
      nonce: changes.nonce ?? toBase64Url(notRandom(16)),
      tag: changes.tag ?? tag,
    },
    signer: { algorithm, sign: (bytes) => p.ed25519Sign(seed, bytes) },
  })
  request.headers.set('signature', fields.signature)
  request.headers.set('signature-input', fields.signatureInput)
  return request
}

function digestField(body: Uint8Array, changes: SignatureChanges): Record<string, string> {
  const digest = p.sha256(changes.digestOf ?? body)
  return { 'content-digest': `sha-256=:${btoa(String.fromCharCode(...digest))}:` }
}
