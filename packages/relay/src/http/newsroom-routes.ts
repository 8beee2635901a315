import { EDITION_PATH, OCTETS, ROSTER_PATH } from '@cronista/protocol/http'
import { Hono } from 'hono'
import { freshForSeconds } from '../domain/stored-edition.ts'
import { ANSWER_HEADERS } from './answer-headers.ts'
import { problemAnswer } from './problem.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'

/** What the newsroom says to everyone: the current edition and the roster that it names (§9). Both
 *  may be kept until the next edition's time, and carry no validator. */
export function newsroomRoutes(ports: RelayPorts): Hono {
  const { editions, rosters, clock, editionIntervalMillis } = ports
  const routes = new Hono()

  async function toEveryone(bytes: Uint8Array, nowMillis: number): Promise<Response> {
    const next = await editions.nextTimeMillis(nowMillis)
    const seconds = freshForSeconds(nowMillis, editionIntervalMillis, next)
    return new Response(bytes.slice(), {
      headers: {
        ...ANSWER_HEADERS,
        'cache-control': `public, max-age=${seconds}`,
        'content-type': OCTETS,
      },
    })
  }

  routes.get(EDITION_PATH, async () => {
    const nowMillis = clock()
    const edition = await editions.current(nowMillis)
    if (edition === undefined) return problemAnswer('not-found')
    return toEveryone(edition.bytes, nowMillis)
  })

  routes.get(ROSTER_PATH, async () => {
    const nowMillis = clock()
    const edition = await editions.current(nowMillis)
    const roster =
      edition === undefined ? await rosters.newest() : await rosters.findByHead(edition.rosterHead)
    if (roster === undefined) return problemAnswer('not-found')
    return toEveryone(roster.bytes, nowMillis)
  })

  return routes
}
