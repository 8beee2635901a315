import {
  CLOCK_TOLERANCE_MILLIS,
  parseEdition,
  ProtocolError,
  readEdition,
  verifyRoster,
  type Edition,
} from '@cronista/protocol'
import type { StoredEdition } from '../domain/stored-edition.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'
import { judged, refused, type Verdict } from './verdict.ts'

/** How many intervals ahead of its time an edition may be handed in. One further ahead would keep out
 *  all that come before it. */
const INTERVALS_AHEAD = 24
/** How far an edition's number may be above the current one's: more than desks without a relay count in a
 *  century. With the highest number there is, a stolen device would keep out every other for good. */
const MOST_NUMBERS_AHEAD = 1_000_000
/** The same where there is none yet: a newsroom whose relay is new goes on counting, however far it is. */
const HIGHEST_FIRST_NUMBER = 2 ** 48

/** Judges an edition and keeps it (§6): its size, the signature of a device of the roster that it
 *  names, the number under which it was handed in, a number and a time above those of every other,
 *  a time that is neither long past nor far ahead, and a number that is not far ahead either. */
export async function judgeEdition(
  ports: RelayPorts,
  number: number,
  bytes: Uint8Array,
): Promise<Verdict> {
  return judged(async () => {
    const edition = await readSignedEdition(ports, bytes)
    if (edition.number !== number) return refused('edition-misnumbered')
    const { timeMillis, rosterHead } = edition
    const stored: StoredEdition = { number, timeMillis, rosterHead, bytes }
    const current = await ports.editions.current(ports.clock())
    // Handed in again, the current edition is welcome however long it has been current.
    if (!isSensibleTime(ports, timeMillis) && current?.number !== number)
      return refused('edition-mistimed')
    if (number > highestAfter(current)) return refused('edition-misnumbered')
    const receipt = await ports.editions.put(stored)
    return receipt === 'older' ? refused('edition-older') : { kind: 'stored' }
  })
}

async function readSignedEdition(ports: RelayPorts, bytes: Uint8Array): Promise<Edition> {
  const { primitives, newsroomId, rosters, clock } = ports
  const stored = await rosters.findByHead(parseEdition(bytes).rosterHead)
  if (stored === undefined) throw new ProtocolError('roster-not-in-edition')
  const roster = verifyRoster(primitives, stored.bytes, { newsroomId, nowMillis: clock() })
  return readEdition(primitives, newsroomId, bytes, roster)
}

function isSensibleTime(ports: RelayPorts, timeMillis: number): boolean {
  const { clock, editionIntervalMillis } = ports
  const earliest = clock() - editionIntervalMillis - CLOCK_TOLERANCE_MILLIS
  const latest = clock() + INTERVALS_AHEAD * editionIntervalMillis + CLOCK_TOLERANCE_MILLIS
  return timeMillis >= earliest && timeMillis <= latest
}

function highestAfter(current: StoredEdition | undefined): number {
  return current === undefined ? HIGHEST_FIRST_NUMBER : current.number + MOST_NUMBERS_AHEAD
}
