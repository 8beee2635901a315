import { openHttpRelayClient } from '@cronista/desk'
import {
  concatBytes,
  deviceIdOf,
  type NewsroomId,
  type Primitives,
  type Random,
} from '@cronista/protocol'
import { ROSTER_PATH } from '@cronista/protocol/http'
import type { AuditorKey } from './auditor-key.ts'
import type { AuditedRelay } from './segment-mirror.ts'

const ROSTER_MAX_BYTES = 524_288

/** Whose relay is asked, and as whom. */
export interface HttpAuditedRelayOptions {
  /** Scheme, host and port, without a path. */
  readonly origin: string
  readonly p: Primitives
  readonly random: Random
  readonly newsroomId: NewsroomId
  readonly key: AuditorKey
  readonly nowMillis: () => number
  /** How long the relay may be silent. */
  readonly patienceMillis: number
}

/** A relay over HTTP, asked as an auditor: requests are signed as a device's are (§9), under the name that
 *  a device with this key would have. */
export function openHttpAuditedRelay(
  options: HttpAuditedRelayOptions,
): AuditedRelay & { close(): void } {
  const { origin, p, random, newsroomId, key, nowMillis, patienceMillis } = options
  const client = openHttpRelayClient({
    ...{ origin, p, random, idleMillis: patienceMillis },
    clock: { nowMillis, at: () => () => undefined },
    deviceId: deviceIdOf(p, newsroomId, key.publicKey),
    deviceSeed: key.seed,
  })
  return {
    segments: (after) => client.segments(after),
    segment: (name) => client.segment(name),
    roster: () => rosterAt(`${origin}${ROSTER_PATH}`, patienceMillis),
    close: () => client.close(),
  }
}

async function rosterAt(url: string, patienceMillis: number): Promise<Uint8Array | undefined> {
  try {
    const signal = AbortSignal.timeout(patienceMillis)
    const answer = await fetch(url, { redirect: 'error', signal })
    if (answer.status !== 200) return undefined
    const pieces: Uint8Array[] = []
    let length = 0
    for await (const piece of answer.body ?? []) {
      const bytes = piece as Uint8Array
      length += bytes.length
      if (length > ROSTER_MAX_BYTES) return undefined
      pieces.push(bytes)
    }
    return concatBytes(...pieces)
  } catch {
    return undefined
  }
}
