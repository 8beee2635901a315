import { EDITION_BYTES, parseSegmentName, type SegmentName } from '@cronista/protocol'
import {
  DESK_ROSTER_PATH,
  EDITIONS_PATH,
  OCTETS,
  SEGMENT_LISTING_LIMIT,
  SEGMENTS_PATH,
  type RelayProblemCode,
} from '@cronista/protocol/http'
import { Hono } from 'hono'
import { ANSWER_HEADERS } from './answer-headers.ts'
import { bodyWithin } from './body-within.ts'
import { deskSignatureJudge } from './desk-signature.ts'
import { judgeEdition, type Verdict } from './judge-edition.ts'
import { judgeRoster } from './judge-roster.ts'
import { problemAnswer } from './problem.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'

/** More than 255 devices, epochs and signatures need. */
const ROSTER_MAX_BYTES = 524_288

/** What the newsroom's devices may ask (§9). A request that no device of the roster signed is told so
 *  and nothing else; only a roster speaks for itself. */
export function deskRoutes(ports: RelayPorts): Hono {
  const routes = new Hono()
  const isFromDevice = deskSignatureJudge(ports)

  routes.get(SEGMENTS_PATH, async (c) => {
    if (!(await isFromDevice(c.req.raw, undefined))) return problemAnswer('signature-refused')
    const asked = c.req.query('after')
    const after = asked === undefined ? undefined : parseSegmentName(asked)
    if (asked !== undefined && after === undefined) return problemAnswer('not-found')
    const segments = await firstNames(ports.cellLog.segments(after?.name), SEGMENT_LISTING_LIMIT)
    return new Response(JSON.stringify({ segments }), {
      headers: { ...ANSWER_HEADERS, 'content-type': 'application/json' },
    })
  })

  routes.get(`${SEGMENTS_PATH}/:name`, async (c) => {
    if (!(await isFromDevice(c.req.raw, undefined))) return problemAnswer('signature-refused')
    const parsed = parseSegmentName(c.req.param('name'))
    const bytes = parsed && (await ports.cellLog.findSegment(parsed.name))
    if (bytes === undefined) return problemAnswer('not-found')
    return new Response(bytes.slice(), {
      headers: { ...ANSWER_HEADERS, 'content-type': OCTETS },
    })
  })

  routes.put(`${EDITIONS_PATH}/:number{[1-9][0-9]{0,15}}`, async (c) => {
    const body = await bodyWithin(c.req.raw, EDITION_BYTES)
    if (body === undefined) return problemAnswer('too-large')
    if (!(await isFromDevice(c.req.raw, body))) return problemAnswer('signature-refused')
    const verdict = await judgeEdition(ports, Number(c.req.param('number')), body)
    return verdictAnswer('edition-refused', verdict)
  })

  routes.put(DESK_ROSTER_PATH, async (c) => {
    const body = await bodyWithin(c.req.raw, ROSTER_MAX_BYTES)
    if (body === undefined) return problemAnswer('too-large')
    return verdictAnswer('roster-refused', await judgeRoster(ports, body))
  })

  routes.all('/desk/*', () => problemAnswer('not-found'))
  return routes
}

function verdictAnswer(code: RelayProblemCode, verdict: Verdict): Response {
  return verdict.kind === 'stored'
    ? new Response(null, { status: 204, headers: ANSWER_HEADERS })
    : problemAnswer(code, verdict.cause)
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
