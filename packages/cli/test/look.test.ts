// One look at a site, and rounds of looks, in memory: what is drawn anew each time, and what is found where
// nothing should be.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Random } from '@cronista/protocol'
import { SITE_HEADERS, WEBCAT_MANIFEST_PATH } from '@cronista/protocol/http'
import { nativePrimitives as primitives } from '../src/adapters/native-primitives.ts'
import { lookAt, type LookParts } from '../src/monitor/look.ts'
import { monitor } from '../src/monitor/monitor.ts'
import { Sightings } from '../src/monitor/sightings.ts'
import type { Site, SiteAnswer } from '../src/site.ts'
import { signedNews } from './signed-news.fixture.ts'
import { headersOf, newsroomId, signedSite } from './signed-site.fixture.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const signed = signedSite(7)
const news = signedNews(NOW)
const served = new Map([
  ...signed.files,
  ['/release', signed.release],
  [WEBCAT_MANIFEST_PATH, signed.manifest],
  ['/edition', news.edition],
  ['/roster', news.roster],
])
const STORIES = ['/en/a-story/', '/es/una-nota/']

/** The same bytes in every run, and others at every call. */
function seeded(): Random {
  let drawn = 0
  return (length) => {
    const hash = createHash('sha256').update(String(drawn++)).digest()
    return new Uint8Array(hash.subarray(0, length))
  }
}

/** An honest site but for `elsewhere`: what stands where nothing should. */
function siteWith(elsewhere: Uint8Array | undefined, asked: string[] = []): Site {
  const lost = elsewhere ?? signed.files.get('/404.html') ?? new Uint8Array(0)
  return {
    origin: 'https://example.org',
    async get({ path }): Promise<SiteAnswer> {
      asked.push(path)
      const bytes = served.get(path)
      const isPage = bytes === undefined || signed.files.has(path) || path === WEBCAT_MANIFEST_PATH
      const kept = { ...SITE_HEADERS, 'cache-control': 'public, max-age=60' }
      const headers = isPage ? headersOf(bytes === undefined ? '/404.html' : path) : kept
      return {
        kind: 'answered',
        status: bytes === undefined && elsewhere === undefined ? 404 : 200,
        bytes: bytes ?? lost,
        headers: new Map(Object.entries(headers)),
      }
    },
  }
}

async function parts(sample: number): Promise<LookParts> {
  const store = { all: () => Promise.resolve([]), keep: () => Promise.resolve() }
  const sightings = await Sightings.open(store, 0)
  return { primitives, random: seeded(), nowMillis: () => NOW, newsroomId, sightings, sample }
}

test('a look compares what all pages stand on, and of the rest a choice that is another each time', async () => {
  const given = await parts(1)
  const chosen: string[] = []
  for (let look = 0; look < 8; look++) {
    const asked: string[] = []
    expect((await lookAt(given, siteWith(undefined, asked))).found).toEqual([])
    for (const path of ['/', '/404.html', '/assets/reader.js', '/assets/site.css', '/en/', '/es/'])
      expect(asked).toContain(path)
    const stories = new Set(asked.filter((path) => STORIES.includes(path)))
    expect(stories.size).toBe(1)
    chosen.push(...stories)
  }
  expect(new Set(chosen)).toEqual(new Set(STORIES))
})

test('a look finds a page where nothing should be', async () => {
  const look = await lookAt(await parts(9), siteWith(new TextEncoder().encode('A draft.')))
  expect(look.found.length).toBeGreaterThan(1)
  expect(new Set(look.found.map(({ kind }) => kind))).toEqual(new Set(['found-where-nothing-is']))
})

test('rounds come after half to one and a half times what was wished, drawn each time', async () => {
  const waits: number[] = []
  const everyMillis = 1_000
  const tally = await monitor(
    {
      ...(await parts(0)),
      ...{ lines: ['direct'], openView: () => siteWith(undefined), viewMillis: 1e9, everyMillis },
      onLook: () => undefined,
      wait: (millis) => {
        // Between two looks of one round it is a tenth of the interval at most.
        if (millis > everyMillis / 10) waits.push(millis)
        return Promise.resolve('due')
      },
    },
    7,
  )
  expect(tally).toMatchObject({ rounds: 7, views: 35, found: 0, unchecked: 0 })
  expect(new Set(waits).size).toBe(6)
  for (const millis of waits) expect(Math.abs(millis - everyMillis)).toBeLessThanOrEqual(500)
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(200)
})
