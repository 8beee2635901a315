import {
  deviceIdOf,
  equalBytes,
  findDevice,
  parseRoster,
  sameId,
  toHex,
  verifyRelease,
  type TrustedRelease,
} from '@cronista/protocol'
import type { RelayPorts } from '../ports/relay-ports.ts'
import type { Releases } from '../releases.ts'
import { judged, refused, type Verdict } from './verdict.ts'

/** Judges a release and switches the site to it (§12): all that a release can be judged by alone
 *  against the pinned newsroom, and what only the relay knows: that devices of two people in the newest
 *  roster are among its signers, that the roster it names has not expired, that it follows on the
 *  current release, and that every file is here. `incomplete` when only the last is missing. */
export async function judgeRelease(
  ports: RelayPorts,
  releases: Releases,
  number: number,
  bytes: Uint8Array,
): Promise<Verdict | { readonly kind: 'incomplete' }> {
  const { primitives, newsroomId } = ports
  return judged(async () => {
    const release = verifyRelease(primitives, bytes, { newsroomId })
    if (release.number !== number) return refused('release-misnumbered')
    const { head, previousHead, files } = release
    // Handed in again, the current release is welcome however long it has been current.
    const current = releases.current()
    if (current === undefined || !equalBytes(current.bytes, bytes)) {
      if (!(await namesRunningRoster(ports, release))) return refused('release-roster-stale')
      if (!(await isByTwoOfRoster(ports, release))) return refused('release-device-foreign')
    }
    const receipt = await releases.put({ number, head, previousHead, bytes }, files)
    if (receipt === 'incomplete') return { kind: 'incomplete' }
    if (receipt === 'older' || receipt === 'unchained') return refused(`release-${receipt}`)
    return { kind: 'stored' }
  })
}

async function namesRunningRoster(ports: RelayPorts, release: TrustedRelease): Promise<boolean> {
  const named = await ports.rosters.findByHead(release.rosterHead)
  return named !== undefined && named.expiresAtMillis >= ports.clock()
}

async function isByTwoOfRoster(ports: RelayPorts, release: TrustedRelease): Promise<boolean> {
  const { primitives, newsroomId, rosters } = ports
  const newest = await rosters.newest()
  if (newest === undefined) return false
  const roster = parseRoster(newest.bytes)
  const people = release.signers.flatMap(({ devicePublicKey, personId }) => {
    const id = deviceIdOf(primitives, newsroomId, devicePublicKey)
    const device = findDevice(primitives, newsroomId, roster, id)
    return device !== undefined && sameId(device.personId, personId) ? [toHex(personId)] : []
  })
  return new Set(people).size >= 2
}
