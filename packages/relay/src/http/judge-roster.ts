import { verifyRoster } from '@cronista/protocol'
import type { RelayPorts } from '../ports/relay-ports.ts'
import { judged, refused, type Verdict } from './verdict.ts'

/** Judges a roster by itself and keeps it (§5): every rule against the pinned newsroom, and the chain
 *  to the newest that is kept. Who hands it in does not matter, so the first one can be handed in. */
export async function judgeRoster(ports: RelayPorts, bytes: Uint8Array): Promise<Verdict> {
  const { primitives, newsroomId, rosters, clock } = ports
  return judged(async () => {
    const seen = await rosters.newest()
    const { number, head, expiresAtMillis } = verifyRoster(primitives, bytes, {
      newsroomId,
      nowMillis: clock(),
      seen,
    })
    const receipt = await rosters.put({ number, head, expiresAtMillis, bytes })
    return receipt === 'older' ? refused('roster-older') : { kind: 'stored' }
  })
}
