// `cronista monitor` in a process of its own, against sites that are honest and sites that are not to
// everybody.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemNowMillis } from '../src/adapters/system-clock.ts'
import { monitor, temporaryFolder } from './cronista-process.fixture.ts'
import { PROXY_ADDRESS, startMicrosocks } from './microsocks.fixture.ts'
import { signedNews } from './signed-news.fixture.ts'
import {
  headersOf,
  playedSite,
  signedSite,
  type Mischief,
  type SignedSite,
} from './signed-site.fixture.ts'

const site = signedSite(7)
const next = signedSite(8, { previousHead: site.head })
const news = signedNews(systemNowMillis())
const SCRIPT = '/assets/reader.js'

/** The newsroom's own answers beside the site's, and before both what a hostile server does. */
function newsroom(mischief: Mischief = () => false, told = news): Mischief {
  return (path, answer, request) => {
    if (mischief(path, answer, request)) return true
    if (path !== '/edition' && path !== '/roster') return false
    const headers = {
      'cache-control': 'public, max-age=60',
      'content-type': 'application/octet-stream',
    }
    answer.writeHead(200, headers).end(path === '/edition' ? told.edition : told.roster)
    return true
  }
}

async function found(mischief: Mischief, ...more: readonly string[]) {
  const { url } = await playedSite(site, newsroom(mischief))
  return monitor(url, await temporaryFolder(), 1, ...more)
}

function otherWords(answer: Parameters<Mischief>[1], path: string): true {
  answer.writeHead(200, headersOf(path)).end('other words')
  return true
}

const isPhone = (request: Parameters<Mischief>[2]) =>
  (request.headers['user-agent'] ?? '').includes('iPhone')

describe('an honest site', () => {
  test('gives no alarm, though its release changes while it is looked at, and is seen by all', async () => {
    const seen = new Set<string>()
    const referers = new Set<string>()
    let asked = 0
    const played = await playedSite(site, newsroom())
    played.play(
      newsroom((_path, _answer, { socket, headers }) => {
        asked += 1
        if (asked === 120) played.serve(next)
        const browser = /iPhone|Android|Firefox\/\d+|Chrome/u.exec(headers['user-agent'] ?? '')
        seen.add(`${String(socket.remoteAddress)} ${String(browser?.[0])}`)
        referers.add(headers.referer ?? 'none')
        return false
      }),
    )
    const proxy = await startMicrosocks()
    const folder = await temporaryFolder()
    const { exitCode, printed } = await monitor(played.url, folder, 2, '--socks', proxy)
    expect([exitCode, printed]).toEqual([0, expect.stringContaining('differences: 0')])
    for (const address of ['127.0.0.1', PROXY_ADDRESS])
      for (const browser of ['iPhone', 'Android', 'Firefox/140', 'Firefox/150', 'Chrome'])
        expect(seen).toContain(`${address} ${browser}`)
    expect(referers).toEqual(new Set(['none', 'https://www.google.com/']))
    expect(printed).toContain('matches release 7')
    expect(printed).toContain('matches release 8')
    expect(printed).toContain('It could answer otherwise to whoever it recognises')
  })

  test('is told so in Spanish, or to a machine', async () => {
    const { url } = await playedSite(site, newsroom())
    const folder = await temporaryFolder()
    const spanish = await monitor(url, folder, 1, '--language', 'es')
    expect(spanish.printed).toContain('todo lo que se comparó coincide con la publicación 7')
    const { exitCode, printed } = await monitor(url, folder, 1, '--json')
    const lines = printed.trim().split('\n')
    expect([exitCode, lines.length]).toEqual([0, 5])
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ round: 1, release: 7, found: [] })
  })
})

describe('a site that is not the same for everybody is found out when it', () => {
  test('serves another script to one browser alone', async () => {
    const { exitCode, printed } = await found((path, answer, request) =>
      path === SCRIPT && isPhone(request) ? otherWords(answer, path) : false,
    )
    expect([exitCode, printed]).toEqual([1, expect.stringMatching(/direct safari-iphone/u)])
    expect(printed).toContain(`${SCRIPT}  is not the signed file`)
    expect(printed.match(/is not the signed file/gu)).toHaveLength(1)
  })

  test('serves another script to its worker alone', async () => {
    const { exitCode, printed } = await found((path, answer, { headers }) =>
      path === SCRIPT && headers['sec-fetch-dest'] === 'worker' ? otherWords(answer, path) : false,
    )
    expect([exitCode, printed]).toEqual([
      1,
      expect.stringContaining(`${SCRIPT}  is not the signed file`),
    ])
  })

  test('serves another page to those who come through the proxy alone', async () => {
    const proxy = await startMicrosocks()
    const { exitCode, printed } = await found(
      (path, answer, { socket }) =>
        path === '/es/' && socket.remoteAddress === PROXY_ADDRESS
          ? otherWords(answer, path)
          : false,
      ...['--socks', proxy],
    )
    expect([exitCode, printed]).toEqual([1, expect.stringMatching(/^socks .*: differences: 1/mu)])
    expect(printed).not.toMatch(/^direct .*: differences/mu)
  })

  test('serves another page every third time', async () => {
    let times = 0
    const { exitCode, printed } = await found((path, answer) => {
      if (path !== '/en/') return false
      times += 1
      return times % 3 === 0 && otherWords(answer, path)
    })
    expect([exitCode, printed]).toEqual([
      1,
      expect.stringContaining('/en/  is not the signed file'),
    ])
  })

  test('serves another page to who comes from a search engine or has been there before', async () => {
    const { url } = await playedSite(
      site,
      newsroom((path, answer, { headers }) => {
        const told = { '/es/': headers.referer, '/en/': headers['if-none-match'] }[path]
        return told !== undefined && otherWords(answer, path)
      }),
    )
    // Which views carry it is drawn: that none of 40 does has a chance of one in ten million.
    const { exitCode, printed } = await monitor(url, await temporaryFolder(), 8)
    expect(exitCode).toBe(1)
    expect(printed).toMatch(/search.*: differences/u)
    expect(printed).toMatch(/revalidating: differences/u)
    expect(printed).toContain('/es/  is not the signed file')
    expect(printed).toContain('/en/  is not the signed file')
  })

  test('gives one browser another roster, another edition or none, though two people signed all', async () => {
    const otherRoster = signedNews(systemNowMillis(), { key: 2, edition: 10 })
    const otherEdition = signedNews(systemNowMillis(), { salt: 2 })
    const halfSigned = signedNews(systemNowMillis(), { signers: 1 })
    const given =
      (told: typeof news): Mischief =>
      (path, answer, request) =>
        isPhone(request) && newsroom(undefined, told)(path, answer, request)
    const without: Mischief = (path, answer, request) => {
      if (!isPhone(request) || (path !== '/edition' && path !== '/roster')) return false
      answer.writeHead(404).end()
      return true
    }
    for (const [mischief, said] of [
      [
        given(otherRoster),
        'the roster of keys is not the one that was seen under the same number: 4',
      ],
      [given(otherEdition), 'the edition is not the one that was seen under the same number: 9'],
      [given(halfSigned), 'the roster of keys is not valid: roster-half-signed'],
      [without, 'the edition is missing'],
    ] as const) {
      const { url } = await playedSite(site, newsroom(mischief))
      // In the second round everybody's answers are known, whoever came first in the first.
      const { exitCode, printed } = await monitor(url, await temporaryFolder(), 2)
      expect([said, exitCode, printed]).toEqual([said, 1, expect.stringContaining(said)])
    }
  })

  test('sets a cookie or sends another header, on a page, the release or an edition', async () => {
    const wrong: Mischief = (path, answer) => {
      if (path === '/es/')
        answer.writeHead(200, {
          ...headersOf(path),
          'content-security-policy': "default-src 'self'",
        })
      else if (path === '/release')
        answer.writeHead(200, { ...headersOf(path), 'set-cookie': 'a=b' })
      else if (path === '/edition') answer.writeHead(200, { etag: '"4711"' })
      else return false
      answer.end(
        path === '/es/' ? site.files.get(path) : path === '/release' ? site.release : news.edition,
      )
      return true
    }
    const { exitCode, printed } = await found(wrong)
    expect(exitCode).toBe(1)
    for (const line of [
      '/es/  has a header with another value: content-security-policy',
      '/release  sets a cookie with a header: set-cookie',
      '/edition  has a header it should not have: etag',
    ])
      expect(printed).toContain(line)
  })
})

test('a site that has browsers keep what they would else ask for again is told of', async () => {
  const { exitCode, printed } = await found((path, answer) => {
    if (path !== '/edition' && path !== '/roster') return false
    const kept = path === '/edition' ? { 'cache-control': 'public, max-age=31536000' } : {}
    answer.writeHead(200, kept).end(path === '/edition' ? news.edition : news.roster)
    return true
  })
  expect(exitCode).toBe(1)
  expect(printed).toContain('/edition  has a header with another value: cache-control')
  expect(printed).toContain('/roster  comes without a header it should have: cache-control')
})

describe('a site that goes back on what it served', () => {
  test.each<[string, SignedSite, string]>([
    ['an older release', site, 'the release is older than one that was seen: 7 < 8'],
    [
      'another release of the same number',
      signedSite(8, { text: 'twin', previousHead: site.head }),
      'the release is not the one that was seen under the same number: 8',
    ],
    [
      'one that does not follow',
      signedSite(9, { text: 'fork' }),
      'the release does not follow the one that was seen before it: 9',
    ],
    ['one with one signature', signedSite(9, { signers: 1 }), 'release-half-signed'],
  ])('is found out by a later run: %s', async (_what, bad, said) => {
    const played = await playedSite(next, newsroom())
    const folder = await temporaryFolder()
    expect((await monitor(played.url, folder, 1)).exitCode).toBe(0)
    played.serve(bad)
    const { exitCode, printed } = await monitor(played.url, folder, 1)
    expect([exitCode, printed]).toEqual([1, expect.stringContaining(said)])
  })

  test('is found out by one view alone, and while caches may still hold the older one it is not', async () => {
    const played = await playedSite(next, newsroom())
    const folder = await temporaryFolder()
    expect((await monitor(played.url, folder, 1)).exitCode).toBe(0)
    played.serve(site)
    expect((await monitor(played.url, folder, 1, '--grace', '600')).exitCode).toBe(0)
    expect((await monitor(played.url, folder, 1)).exitCode).toBe(1)
  })
})

test('a site whose newest edition is more than a day old, for everybody, is found out', async () => {
  for (const [ageMillis, code] of [
    [90_000_000, 1],
    [80_000_000, 0],
  ] as const) {
    const { url } = await playedSite(
      site,
      newsroom(undefined, signedNews(systemNowMillis(), { ageMillis })),
    )
    const { exitCode, printed } = await monitor(url, await temporaryFolder(), 1)
    expect(exitCode).toBe(code)
    expect(printed.includes('the edition is more than a day old')).toBe(code === 1)
  }
})

describe('what cannot be compared', () => {
  test('is told, and ends in time: a page that drips, a proxy that is not there', async () => {
    const { exitCode, printed } = await found(
      (path, answer) => {
        if (path !== '/en/a-story/') return false
        const timer = setInterval(() => answer.write('.'), 100)
        answer.once('close', () => clearInterval(timer))
        return true
      },
      ...['--patience', '1'],
    )
    expect([exitCode, printed]).toEqual([
      2,
      expect.stringContaining('/en/a-story/  the answer took too long'),
    ])
    const { url } = await playedSite(site, newsroom())
    const folder = await temporaryFolder()
    const gone = ['--socks', '127.0.0.1:9', '--only-socks']
    const without = await monitor(url, folder, 1, ...gone)
    expect([without.exitCode, without.printed]).toEqual([
      2,
      expect.stringContaining('/release  no connection'),
    ])
  })

  test('is a memory that is damaged, or an argument that makes no sense', async () => {
    const { url } = await playedSite(site, newsroom())
    const folder = await temporaryFolder()
    await monitor(url, folder, 1)
    expect(await readFile(join(folder, 'sightings'), 'utf8')).toContain('release 7 ')
    await writeFile(join(folder, 'sightings'), 'release seven\n')
    expect((await monitor(url, folder, 1)).exitCode).toBe(2)
    const alone = await monitor(url, folder, 1, '--only-socks')
    expect([alone.exitCode, alone.printed]).toEqual([2, expect.stringContaining('--only-socks')])
  })
})
