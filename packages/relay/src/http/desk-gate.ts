import {
  asDeviceId,
  deviceIdOf,
  equalBytes,
  findDevice,
  fromHex,
  parseRoster,
  type DeviceId,
} from '@cronista/protocol'
import { REQUEST_SIGNATURE } from '@cronista/protocol/http'
import {
  isSignatureError,
  verifySignature,
  type SignatureParameters,
  type Verifier,
  type VerifySignatureOptions,
} from 'http-message-sig'
import type { RelayPorts } from '../ports/relay-ports.ts'
import { bodyWithin } from './body-within.ts'
import { NonceWindow } from './nonce-window.ts'
import { problemAnswer } from './problem.ts'

const NONCE = /^[A-Za-z0-9_-]{22}$/u
const DEVICE_ID = /^[0-9a-f]{32}$/u
const DIGEST = /^sha-256=:(?<base64>[A-Za-z0-9+/]{43}=):$/u
const { algorithm, components, label, tag, windowSeconds } = REQUEST_SIGNATURE

/** A device of the newest roster. */
export interface DeskDevice {
  readonly id: DeviceId
  readonly publicKey: Uint8Array
}

/** Whether the newest roster must still run. The journal's requests outlive it, as long as the root's
 *  certificate of the device does: through the journal two desks that were off for days renew it. */
export type RosterNeeded = 'newest' | 'running'

/** A request whose body a device signed, or the answer that refuses it. */
export type SignedBody =
  | { readonly kind: 'refused'; readonly answer: Response }
  | { readonly kind: 'signed'; readonly device: DeskDevice; readonly body: Uint8Array }

/** What a gate stands on. */
export type DeskGatePorts = Pick<RelayPorts, 'auditors' | 'clock' | 'newsroomId' | 'primitives'> & {
  readonly rosters: Pick<RelayPorts['rosters'], 'newest'>
}

/** Judges the requests of devices (RFC 9421; §9): whether one is signed by a device of the newest
 *  roster, fresh, over its body, and has not been taken before. Which of these failed is nobody's
 *  business. */
export class DeskGate {
  readonly #ports: DeskGatePorts
  readonly #nonces = new NonceWindow()
  /** Since when nonces are known. */
  #openedSeconds: number

  constructor(ports: DeskGatePorts) {
    this.#ports = ports
    this.#openedSeconds = seconds(ports.clock())
  }

  /** The device that signed a request without a body. */
  signer(request: Request, needed: RosterNeeded = 'running'): Promise<DeskDevice | undefined> {
    return this.#signer(request, [], (keyid) => this.#deviceOf(keyid, needed))
  }

  /** The device or auditor that signed a request for segments. Auditors are the operator's, not the
   *  roster's: a mirror goes on while no roster runs. */
  segmentReader(
    request: Request,
    needed: RosterNeeded = 'running',
  ): Promise<DeskDevice | undefined> {
    return this.#signer(
      request,
      [],
      async (keyid) => this.#auditorOf(keyid) ?? (await this.#deviceOf(keyid, needed)),
    )
  }

  /** The body of a request that a device signed. Of what nobody signed, or says that it is longer than
   *  `limit` bytes, no body is read: it may be large, and anyone can send one. */
  async body(
    request: Request,
    limit: number,
    needed: RosterNeeded = 'running',
  ): Promise<SignedBody> {
    const refuse = (code: 'signature-refused' | 'too-large'): SignedBody => ({
      kind: 'refused',
      answer: problemAnswer(code),
    })
    if (Number(request.headers.get('content-length') ?? 0) > limit) return refuse('too-large')
    const device = await this.#signer(request, ['content-digest'], (keyid) =>
      this.#deviceOf(keyid, needed),
    )
    if (device === undefined) return refuse('signature-refused')
    const body = await bodyWithin(request, limit)
    if (body === undefined) return refuse('too-large')
    const isSigned = this.#isDigestOf(body, request.headers.get('content-digest'))
    return isSigned ? { kind: 'signed', device, body } : refuse('signature-refused')
  }

  async #signer(
    request: Request,
    more: readonly string[],
    named: (keyid: string) => Promise<DeskDevice | undefined>,
  ): Promise<DeskDevice | undefined> {
    const now = seconds(this.#ports.clock())
    // A relay may begin with a clock that is ahead. Once that is set right, what was signed before is too
    // old all the same.
    this.#openedSeconds = Math.min(this.#openedSeconds, now)
    let device: DeskDevice | undefined
    const parameters = await verifiedParameters(request, {
      label,
      policy: {
        algorithms: [algorithm],
        requiredComponents: [...components, ...more],
        requiredParameters: ['created', 'keyid', 'nonce', 'tag'],
        maxAge: 0,
        clockSkew: windowSeconds,
        now,
      },
      resolveVerifier: async ({ parameters: { keyid = '' } }) => {
        device = DEVICE_ID.test(keyid) ? await named(keyid) : undefined
        return this.#verifierOf(device)
      },
    })
    const { created = 0, keyid = '', nonce = '' } = parameters ?? {}
    if (parameters?.tag !== tag || !NONCE.test(nonce) || created < this.#openedSeconds)
      return undefined
    const isNew = this.#nonces.accept(keyid, nonce, created + windowSeconds, now)
    return isNew ? device : undefined
  }

  #auditorOf(keyid: string): DeskDevice | undefined {
    const { primitives, newsroomId, auditors } = this.#ports
    const id = asDeviceId(fromHex(keyid))
    const publicKey = auditors.find((key) =>
      equalBytes(deviceIdOf(primitives, newsroomId, key), id),
    )
    return publicKey && { id, publicKey }
  }

  /** The device of the newest roster with this name; none when that has to run and does not. */
  async #deviceOf(keyid: string, needed: RosterNeeded): Promise<DeskDevice | undefined> {
    const { primitives, newsroomId, rosters, clock } = this.#ports
    const nowMillis = clock()
    const stored = await rosters.newest()
    const isRunning = stored !== undefined && stored.expiresAtMillis >= nowMillis
    const counts = stored !== undefined && (isRunning || needed === 'newest')
    if (!counts) return undefined
    const id = asDeviceId(fromHex(keyid))
    const device = findDevice(primitives, newsroomId, parseRoster(stored.bytes), id)
    if (device === undefined || device.certifiedUntilMillis < nowMillis) return undefined
    return { id, publicKey: device.publicKey }
  }

  #verifierOf(device: DeskDevice | undefined): Verifier {
    return {
      algorithm,
      verify: (signed, signature) =>
        device !== undefined &&
        this.#ports.primitives.ed25519Verify(device.publicKey, signed, signature),
    }
  }

  #isDigestOf(body: Uint8Array, field: string | null): boolean {
    const base64 = DIGEST.exec(field ?? '')?.groups?.['base64']
    if (base64 === undefined) return false
    const claimed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    return equalBytes(claimed, this.#ports.primitives.sha256(body))
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

function seconds(millis: number): number {
  return Math.floor(millis / 1000)
}
