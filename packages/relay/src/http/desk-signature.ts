import { equalBytes, findDevice, fromHex, parseRoster } from '@cronista/protocol'
import { REQUEST_SIGNATURE } from '@cronista/protocol/http'
import {
  isSignatureError,
  verifySignature,
  type SignatureParameters,
  type Verifier,
  type VerifySignatureOptions,
} from 'http-message-sig'
import { NonceWindow } from './nonce-window.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'

const NONCE = /^[A-Za-z0-9_-]{22}$/u
const DEVICE_ID = /^[0-9a-f]{32}$/u
const DIGEST = /^sha-256=:(?<base64>[A-Za-z0-9+/]{43}=):$/u
const { algorithm, components, label, tag, windowSeconds } = REQUEST_SIGNATURE

/** Gives the judge of devices' requests (RFC 9421; §9): whether a request is signed by a device of the
 *  newest roster, fresh, over its body, and has not been taken before. Which of these failed is
 *  nobody's business. */
export function deskSignatureJudge(
  ports: RelayPorts,
): (request: Request, body: Uint8Array | undefined) => Promise<boolean> {
  const nonces = new NonceWindow()
  const openedSeconds = seconds(ports.clock())

  return async (request, body) => {
    const now = seconds(ports.clock())
    if (body !== undefined && !isDigestOf(ports, body, request.headers.get('content-digest')))
      return false
    const findVerifier = await verifiersOfDevices(ports)
    const parameters = await verifiedParameters(request, {
      label,
      policy: {
        algorithms: [algorithm],
        requiredComponents: [...components, ...(body === undefined ? [] : ['content-digest'])],
        requiredParameters: ['created', 'keyid', 'nonce', 'tag'],
        maxAge: 0,
        clockSkew: windowSeconds,
        now,
      },
      resolveVerifier: ({ parameters: { keyid = '' } }) => findVerifier(keyid),
    })
    const { created = 0, keyid = '', nonce = '' } = parameters ?? {}
    if (parameters?.tag !== tag || !NONCE.test(nonce) || created < openedSeconds) return false
    return nonces.accept(`${keyid} ${nonce}`, created + windowSeconds, now)
  }
}

/** The parameters of a signature that holds, or `undefined`. */
async function verifiedParameters(
  request: Request,
  options: VerifySignatureOptions,
): Promise<SignatureParameters | undefined> {
  try {
    const { method, url: targetUri, headers } = request
    const fields = Array.from(headers, ([name, value]) => ({ name, value }))
    return (await verifySignature({ kind: 'request', method, targetUri, fields }, options))
      .parameters
  } catch (error) {
    if (isSignatureError(error)) return undefined
    throw error
  }
}

/** The verifier of each device in the newest roster; none when that has expired. */
async function verifiersOfDevices(ports: RelayPorts): Promise<(keyid: string) => Verifier> {
  const { primitives, newsroomId } = ports
  const stored = await ports.rosters.newest()
  const isCurrent = stored !== undefined && stored.expiresAtMillis >= ports.clock()
  const roster = isCurrent ? parseRoster(stored.bytes) : { devices: [] }
  return (keyid) => {
    const id = DEVICE_ID.test(keyid) ? fromHex(keyid) : new Uint8Array()
    const device = findDevice(primitives, newsroomId, roster, id)
    return {
      algorithm,
      verify: (signed, signature) =>
        device !== undefined && primitives.ed25519Verify(device.publicKey, signed, signature),
    }
  }
}

function isDigestOf(ports: RelayPorts, body: Uint8Array, field: string | null): boolean {
  const base64 = DIGEST.exec(field ?? '')?.groups?.['base64']
  if (base64 === undefined) return false
  const claimed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  return equalBytes(claimed, ports.primitives.sha256(body))
}

function seconds(millis: number): number {
  return Math.floor(millis / 1000)
}
