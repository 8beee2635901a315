import { EDITION_BYTES, parseSegmentName, type SegmentName } from '@cronista/protocol'
import {
  DESK_ROSTER_PATH,
  EDITIONS_PATH,
  SEGMENT_LISTING_LIMIT,
  SEGMENTS_PATH,
} from '@cronista/protocol/http'
import { Hono } from 'hono'
import type { RelayPorts } from '../ports/relay-ports.ts'
import type { Releases } from '../releases.ts'
import { bodyWithin } from './body-within.ts'
import { jsonAnswer, octetsAnswer } from './desk-answer.ts'
import { DeskGate } from './desk-gate.ts'
import { journalRoutes } from './journal-routes.ts'
import { judgeEdition } from './judge-edition.ts'
import { judgeRoster } from './judge-roster.ts'
import { problemAnswer } from './problem.ts'
import { releaseRoutes } from './release-routes.ts'
import { verdictAnswer } from './verdict.ts'

/** More than 255 devices, epochs and signatures need. */
const ROSTER_MAX_BYTES = 524_288

/** What the newsroom's devices may ask (§9). A request that no device of the roster signed is told so
 *  and nothing else; only a roster speaks for itself. */
export function deskRoutes(ports: RelayPorts, releases: Releases): Hono {
  const routes = new Hono()
  const gate = new DeskGate(ports)

  routes.get(SEGMENTS_PATH, async (c) => {
    if ((await gate.signer(c.req.raw)) === undefined) return problemAnswer('signature-refused')
    const asked = c.req.query('after')
    const after = asked === undefined ? undefined : parseSegmentName(asked)
    if (asked !== undefined && after === undefined) return problemAnswer('not-found')
    const segments = await firstNames(ports.cellLog.segments(after?.name), SEGMENT_LISTING_LIMIT)
    return jsonAnswer({ segments })
  })

  routes.get(`${SEGMENTS_PATH}/:name`, async (c) => {
    if ((await gate.signer(c.req.raw)) === undefined) return problemAnswer('signature-refused')
    const parsed = parseSegmentName(c.req.param('name'))
    return octetsAnswer(parsed && (await ports.cellLog.findSegment(parsed.name)))
  })

  routes.put(`${EDITIONS_PATH}/:number{[1-9][0-9]{0,15}}`, async (c) => {
    const signed = await gate.body(c.req.raw, EDITION_BYTES)
    if (signed.kind === 'refused') return signed.answer
    const verdict = await judgeEdition(ports, Number(c.req.param('number')), signed.body)
    return verdictAnswer('edition-refused', verdict)
  })

  routes.put(DESK_ROSTER_PATH, async (c) => {
    const body = await bodyWithin(c.req.raw, ROSTER_MAX_BYTES)
    if (body === undefined) return problemAnswer('too-large')
    return verdictAnswer('roster-refused', await judgeRoster(ports, body))
  })

  routes.route('/', journalRoutes(ports, gate))
  routes.route('/', releaseRoutes(ports, releases, gate))
  routes.all('/desk/*', () => problemAnswer('not-found'))
  return routes
}

async function firstNames(
  names: AsyncIterable<SegmentName>,
  limit: number,
): Promise<readonly SegmentName[]> {
  const first: SegmentName[] = []
  for await (const name of names) {
    if (first.length === limit) break
    first.push(name)
  }
  return first
}
