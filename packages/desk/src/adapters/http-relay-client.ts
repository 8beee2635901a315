// The relay over HTTP (docs/protocol.md §9). The relay is not trusted: answers are bounded in time and
// length, redirects are refused, and what comes is parsed before it is used.
import {
  EDITION_BYTES,
  parseSegmentName,
  MAX_SEGMENT_CELLS,
  CELL_BYTES,
  toBase64Url,
  toHex,
  type DeviceId,
  type Primitives,
  type Random,
  type SegmentName,
} from '@cronista/protocol'
import {
  DESK_ROSTER_PATH,
  EDITION_PATH,
  EDITIONS_PATH,
  OCTETS,
  REQUEST_SIGNATURE,
  SEGMENT_LISTING_LIMIT,
  SEGMENTS_PATH,
} from '@cronista/protocol/http'
import { appendSignature, createSignatureSync } from 'http-message-sig'
import { z } from 'zod'
import { DeskError } from '../desk-error.ts'
import type { Clock } from '../ports/clock.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import { batchRelayOver } from './http-batch-relay.ts'
import { releaseRelayOver } from './http-release-relay.ts'
import { expectStatus, type Answer, type Ask, type Asked } from './relay-exchange.ts'

/** Without a byte for so long, an answer is given up. */
const IDLE_MILLIS = 30_000
/** And after so long in any case: a segment of 12 MiB at 170 kbit/s. */
const TOTAL_MILLIS = 600_000
const LISTING_BYTES = 65_536
const SEGMENT_BYTES = 3 + MAX_SEGMENT_CELLS * CELL_BYTES

const segmentListing = z.object({
  segments: z
    .array(
      z.string().transform((text, context): SegmentName => {
        const name = parseSegmentName(text)?.name
        if (name !== undefined) return name
        context.addIssue('no segment name')
        return z.NEVER
      }),
    )
    .max(SEGMENT_LISTING_LIMIT),
})

/** What the client needs: where the relay is, and the device that signs. */
export interface HttpRelayOptions {
  /** Origin, without a slash at the end. */
  readonly origin: string
  readonly p: Primitives
  readonly random: Random
  readonly clock: Clock
  readonly deviceId: DeviceId
  /** Ed25519 seed of the device, 32 bytes; shared, so that locking the desk ends the signing too. */
  readonly deviceSeed: Uint8Array
  /** How long the relay may be silent; half a minute unless told. */
  readonly idleMillis?: number
  /** How long an answer may take in all; ten minutes unless told. */
  readonly totalMillis?: number
}

/** A relay client that can be cut off. */
export interface HttpRelayClient extends RelayClient {
  /** Ends every request under way; none begins afterwards. */
  close(): void
}

/** The relay at an origin. */
export function openHttpRelayClient(options: HttpRelayOptions): HttpRelayClient {
  const closing = new AbortController()
  const ask: Ask = (asked, limit) => send(options, closing.signal, asked, limit)
  return {
    async segments(after) {
      const query = after === undefined ? '' : `?after=${after}`
      const answer = await ask({ method: 'GET', path: SEGMENTS_PATH, query }, LISTING_BYTES)
      return parsedListing(expectStatus(answer, 200).body)
    },
    async segment(name) {
      const asked = { method: 'GET', path: `${SEGMENTS_PATH}/${name}` } as const
      const answer = await ask(asked, SEGMENT_BYTES)
      if (answer.status === 404) throw new DeskError('segment-missing')
      return expectStatus(answer, 200).body
    },
    async putEdition(number, body) {
      const path = `${EDITIONS_PATH}/${number}`
      refuseOrAccept(await ask({ method: 'PUT', path, body }, LISTING_BYTES), 'edition-refused')
    },
    async putRoster(body) {
      const asked = { method: 'PUT', path: DESK_ROSTER_PATH, body } as const
      refuseOrAccept(await ask(asked, LISTING_BYTES), 'roster-refused')
    },
    async edition() {
      const answer = await ask({ method: 'GET', path: EDITION_PATH }, EDITION_BYTES)
      return answer.status === 404 ? undefined : expectStatus(answer, 200).body
    },
    ...batchRelayOver(ask),
    ...releaseRelayOver(ask),
    close: () => closing.abort(),
  }
}

async function send(
  options: HttpRelayOptions,
  closing: AbortSignal,
  asked: Asked,
  limit: number,
): Promise<Answer> {
  const targetUri = `${options.origin}${asked.path}${asked.query ?? ''}`
  const patience = openPatience(options)
  try {
    const response = await fetch(targetUri, {
      method: asked.method,
      headers: signedHeaders(options, asked, targetUri),
      body: asked.body?.slice() ?? null,
      redirect: 'error',
      signal: AbortSignal.any([closing, patience.signal]),
    })
    patience.renew()
    return { status: response.status, body: await bodyWithin(response, limit, patience.renew) }
  } catch (cause) {
    throw cause instanceof DeskError ? cause : new DeskError('relay-unreachable', { cause })
  } finally {
    patience.end()
  }
}

/** A signal that aborts after a silence, or after the whole time; `renew` ends a silence. */
function openPatience({ idleMillis = IDLE_MILLIS, totalMillis = TOTAL_MILLIS }: HttpRelayOptions) {
  const ending = new AbortController()
  const idle = setTimeout(() => ending.abort(), idleMillis)
  const total = setTimeout(() => ending.abort(), totalMillis)
  return {
    signal: ending.signal,
    renew: () => void idle.refresh(),
    end: () => {
      clearTimeout(idle)
      clearTimeout(total)
    },
  }
}

function signedHeaders(options: HttpRelayOptions, asked: Asked, targetUri: string): Headers {
  const { p, random, clock, deviceId, deviceSeed } = options
  const { label, algorithm, components, tag } = REQUEST_SIGNATURE
  const headers = new Headers()
  if (asked.body !== undefined) {
    headers.set('content-type', OCTETS)
    headers.set('content-digest', `sha-256=:${toBase64(p.sha256(asked.body))}:`)
  }
  const fields = Array.from(headers, ([name, value]) => ({ name, value }))
  const { method } = asked
  const signature = createSignatureSync(
    { kind: 'request', method, targetUri, fields },
    {
      label,
      components: [...components, ...(asked.body === undefined ? [] : ['content-digest'])],
      parameters: {
        created: Math.floor(clock.nowMillis() / 1000),
        keyid: toHex(deviceId),
        nonce: toBase64Url(random(16)),
        tag,
      },
      signer: { algorithm, sign: (bytes) => p.ed25519Sign(deviceSeed, bytes) },
    },
  )
  return appendSignature(headers, signature)
}

async function bodyWithin(
  response: Response,
  limit: number,
  onPiece: () => void,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of response.body ?? []) {
    onPiece()
    const bytes = piece as Uint8Array
    length += bytes.length
    if (length > limit) throw new DeskError('relay-unreachable')
    pieces.push(bytes)
  }
  return new Uint8Array(Buffer.concat(pieces))
}

function parsedListing(body: Uint8Array): readonly SegmentName[] {
  try {
    return segmentListing.parse(JSON.parse(Buffer.from(body).toString('utf8'))).segments
  } catch (cause) {
    throw new DeskError('relay-unreachable', { cause })
  }
}

/** A relay that cannot is asked again; one that will not is believed. */
function refuseOrAccept(answer: Answer, refusal: 'edition-refused' | 'roster-refused'): void {
  if (answer.status === 422) throw new DeskError(refusal)
  expectStatus(answer, 204)
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
