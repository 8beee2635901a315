import {
  equalBytes,
  parseRoster,
  rosterSigners,
  verifyRoster,
  type TrustedRoster,
} from '@cronista/protocol'
import type { StoredRoster } from '../domain/stored-roster.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'
import { judged, refused, type Verdict } from './verdict.ts'

/** Judges a roster by itself and keeps it (§5, §9): every rule against the pinned newsroom, the chain to
 *  the newest that is kept, and, while that one runs, the signature of one of its devices. Who hands it in
 *  does not matter, so the first one can be handed in. */
export async function judgeRoster(ports: RelayPorts, bytes: Uint8Array): Promise<Verdict> {
  const { primitives, newsroomId, rosters, clock } = ports
  return judged(async () => {
    const nowMillis = clock()
    const seen = await rosters.newest()
    const roster = verifyRoster(primitives, bytes, { newsroomId, nowMillis, seen })
    const isRunning = seen !== undefined && seen.expiresAtMillis >= nowMillis
    if (isRunning && !isSignedFrom(ports, seen, roster)) return refused('roster-device-foreign')
    const { number, head, expiresAtMillis } = roster
    const receipt = await rosters.put({ number, head, expiresAtMillis, bytes })
    return receipt === 'older' ? refused('roster-older') : { kind: 'stored' }
  })
}

/** Whether a device that the newest roster names, too, signed this one. Otherwise two stolen devices that
 *  were left out, whose certificates last for months, could put themselves in everybody's place. */
function isSignedFrom(
  { primitives, newsroomId }: RelayPorts,
  newest: StoredRoster,
  roster: TrustedRoster,
): boolean {
  const named = parseRoster(newest.bytes).devices
  const devices = roster.devices.filter(({ publicKey }) =>
    named.some((device) => equalBytes(device.publicKey, publicKey)),
  )
  return rosterSigners(primitives, newsroomId, { ...roster, devices }).size > 0
}
