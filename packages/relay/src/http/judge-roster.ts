import { ProtocolError, verifyRoster } from '@cronista/protocol'
import type { Verdict } from './judge-edition.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'

/** Judges a roster by itself and keeps it (§5): every rule against the pinned newsroom, and the chain
 *  to the newest that is kept. Who hands it in does not matter, so the first one can be handed in. */
export async function judgeRoster(ports: RelayPorts, bytes: Uint8Array): Promise<Verdict> {
  const { primitives, newsroomId, rosters, clock } = ports
  try {
    const seen = await rosters.newest()
    const { number, head, expiresAtMillis } = verifyRoster(primitives, bytes, {
      newsroomId,
      nowMillis: clock(),
      seen,
    })
    const receipt = await rosters.put({ number, head, expiresAtMillis, bytes })
    return receipt === 'older' ? { kind: 'refused', cause: 'roster-older' } : { kind: 'stored' }
  } catch (error) {
    if (error instanceof ProtocolError) return { kind: 'refused', cause: error.code }
    throw error
  }
}
