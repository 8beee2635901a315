import { EDITION_BYTES } from '@cronista/protocol'
import { DESK_ROSTER_PATH, EDITIONS_PATH } from '@cronista/protocol/http'
import { Hono } from 'hono'
import type { RelayPorts } from '../ports/relay-ports.ts'
import type { Releases } from '../releases.ts'
import { bodyWithin } from './body-within.ts'
import { DeskGate } from './desk-gate.ts'
import { journalRoutes } from './journal-routes.ts'
import { judgeEdition } from './judge-edition.ts'
import { judgeRoster } from './judge-roster.ts'
import { problemAnswer } from './problem.ts'
import { releaseRoutes } from './release-routes.ts'
import { segmentRoutes } from './segment-routes.ts'
import { verdictAnswer } from './verdict.ts'

/** More than 255 devices, epochs and signatures need. */
const ROSTER_MAX_BYTES = 524_288

/** What the newsroom's devices may ask (§9). A request that no device of the roster signed is told so
 *  and nothing else; only a roster speaks for itself. */
export function deskRoutes(ports: RelayPorts, releases: Releases): Hono {
  const routes = new Hono()
  const gate = new DeskGate(ports)

  routes.route(
    '/',
    segmentRoutes(ports.cellLog, (request) => gate.segmentReader(request)),
  )
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
