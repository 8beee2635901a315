import { parseRelease } from '@cronista/protocol'
import {
  EDITION_PATH,
  OCTETS,
  PAGE_SECONDS,
  RELEASE_PATH,
  ROSTER_PATH,
  SITE_HEADERS,
  siteCacheControl,
  siteContentType,
  WEBCAT_MANIFEST_PATH,
  webcatManifest,
} from '@cronista/protocol/http'
import { Hono } from 'hono'
import { freshForSeconds } from '../domain/stored-edition.ts'
import { ANSWER_HEADERS, keptFor } from './answer-headers.ts'
import type { StoredRelease } from '../domain/stored-release.ts'
import { problemAnswer } from './problem.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'
import type { Releases } from '../releases.ts'

/** What the newsroom says to everyone: the current edition and the roster that it names, which may be
 *  kept until the next edition's time, and the current release, kept as pages are (§9). None carries a
 *  validator. */
export function newsroomRoutes(ports: RelayPorts, releases: Releases): Hono {
  const { editions, rosters, clock, editionIntervalMillis, newsroomId } = ports
  const routes = new Hono()
  let manifest: { readonly of: StoredRelease; readonly bytes: Uint8Array } | undefined

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

  routes.get(WEBCAT_MANIFEST_PATH, () => {
    const release = releases.current()
    if (release === undefined) return problemAnswer('not-found')
    if (manifest?.of !== release)
      manifest = { of: release, bytes: webcatManifest(newsroomId, parseRelease(release.bytes)) }
    return new Response(manifest.bytes.slice(), { headers: manifestHeaders })
  })

  return routes
}

/** As a file of the site has them. */
const manifestHeaders = {
  ...SITE_HEADERS,
  'cache-control': siteCacheControl(WEBCAT_MANIFEST_PATH),
  'content-type': siteContentType(WEBCAT_MANIFEST_PATH),
}

function toEveryone(bytes: Uint8Array, seconds: number): Response {
  return new Response(bytes.slice(), {
    headers: { ...ANSWER_HEADERS, 'cache-control': keptFor(seconds), 'content-type': OCTETS },
  })
}
