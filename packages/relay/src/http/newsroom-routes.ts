import {
  EDITION_PATH,
  OCTETS,
  PAGE_SECONDS,
  RELEASE_PATH,
  ROSTER_PATH,
} from '@cronista/protocol/http'
import { Hono } from 'hono'
import { freshForSeconds } from '../domain/stored-edition.ts'
import { ANSWER_HEADERS, keptFor } from './answer-headers.ts'
import { problemAnswer } from './problem.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'
import type { Releases } from '../releases.ts'

/** What the newsroom says to everyone: the current edition and the roster that it names, which may be
 *  kept until the next edition's time, and the current release, kept as pages are (§9). None carries a
 *  validator. */
export function newsroomRoutes(ports: RelayPorts, releases: Releases): Hono {
  const { editions, rosters, clock, editionIntervalMillis } = ports
  const routes = new Hono()

  async function untilNext(bytes: Uint8Array, nowMillis: number): Promise<Response> {
    const next = await editions.nextTimeMillis(nowMillis)
    return toEveryone(bytes, freshForSeconds(nowMillis, editionIntervalMillis, next))
  }

  routes.get(EDITION_PATH, async () => {
    const nowMillis = clock()
    const edition = await editions.current(nowMillis)
    if (edition === undefined) return problemAnswer('not-found')
    return untilNext(edition.bytes, nowMillis)
  })

  routes.get(ROSTER_PATH, async () => {
    const nowMillis = clock()
    const edition = await editions.current(nowMillis)
    const roster =
      edition === undefined ? await rosters.newest() : await rosters.findByHead(edition.rosterHead)
    if (roster === undefined) return problemAnswer('not-found')
    return untilNext(roster.bytes, nowMillis)
  })

  routes.get(RELEASE_PATH, () => {
    const release = releases.current()
    if (release === undefined) return problemAnswer('not-found')
    return toEveryone(release.bytes, PAGE_SECONDS)
  })

  return routes
}

function toEveryone(bytes: Uint8Array, seconds: number): Response {
  return new Response(bytes.slice(), {
    headers: { ...ANSWER_HEADERS, 'cache-control': keptFor(seconds), 'content-type': OCTETS },
  })
}
