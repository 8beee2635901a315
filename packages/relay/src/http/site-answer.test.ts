import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemIn, relayInMemory } from './relay.fixture.ts'

const SITE = {
  '/': 'front '.repeat(100),
  '/404.html': 'lost',
  '/es/': 'portada',
  '/es/historia.html': 'historia',
  '/assets/reader.4FZYO82M.js': 'script',
  '/assets/style.css': 'style',
  '/assets/picture-deadbeef01.webp': 'picture',
  '/feed.xml': 'feed',
  '/unknown': 'bytes',
}
const { app } = await relayInMemory(SITE)

it.each([
  ['/', SITE['/'], 'text/html; charset=utf-8', 'public, max-age=60'],
  ['/es/', 'portada', 'text/html; charset=utf-8', 'public, max-age=60'],
  ['/es/historia.html', 'historia', 'text/html; charset=utf-8', 'public, max-age=60'],
  [
    '/assets/reader.4FZYO82M.js',
    'script',
    'text/javascript; charset=utf-8',
    'public, max-age=31536000, immutable',
  ],
  [
    '/assets/picture-deadbeef01.webp',
    'picture',
    'image/webp',
    'public, max-age=31536000, immutable',
  ],
  ['/assets/style.css', 'style', 'text/css; charset=utf-8', 'public, max-age=60'],
  ['/feed.xml', 'feed', 'application/xml; charset=utf-8', 'public, max-age=60'],
  ['/unknown', 'bytes', 'application/octet-stream', 'public, max-age=60'],
])('serves %s', async (path, text, type, kept) => {
  const answer = await app.request(path)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe(text)
  expect(answer.headers.get('content-type')).toBe(type)
  expect(answer.headers.get('cache-control')).toBe(kept)
})

it.each([
  ['br', true],
  ['gzip, deflate, br, zstd', true],
  ['gzip, BR;q=0.5', true],
  ['gzip', false],
  ['br;q=0', false],
  ['br; q=0.0', false],
  ['brotli', false],
])('with Accept-Encoding %s compresses: %s', async (accepted, compressed) => {
  const answer = await app.request('/', { headers: { 'accept-encoding': accepted } })
  expect(answer.headers.get('content-encoding')).toBe(compressed ? 'br' : null)
  expect(answer.headers.get('vary')).toBe('accept-encoding')
})

it('sends the reader of a folder to its slash', async () => {
  const answer = await app.request('/es')
  expect(answer.status).toBe(308)
  expect(answer.headers.get('location')).toBe('/es/')
})

describe('what is not there', () => {
  it.each(['/nothing', '/es/nothing.html', '/%2e%2e/secret', '/..%2fsecret', '/es//historia.html'])(
    'gets the site’s own page: %s',
    async (path) => {
      const answer = await app.request(path)
      expect(answer.status).toBe(404)
      expect(await answer.text()).toBe('lost')
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    },
  )

  it('gets a problem when the site has no such page', async () => {
    const { app: without } = await relayInMemory({ '/': 'front' })
    const answer = await without.request('/nothing')
    expect(answer.status).toBe(404)
    expect(await problemIn(answer)).toBe('not-found')
  })

  it('is everything, before the first release', async () => {
    const { app: empty } = await relayInMemory()
    expect((await empty.request('/release')).status).toBe(404)
    for (const path of ['/', '/es/', '/404.html']) {
      const answer = await empty.request(path)
      expect(answer.status).toBe(503)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(await problemIn(answer)).toBe('nothing-published')
    }
  })
})

it('puts the same strict headers on each page, and no validator', async () => {
  for (const path of ['/', '/es', '/nothing', '/assets/reader.4FZYO82M.js']) {
    const answer = await app.request(path, { headers: { 'if-modified-since': 'x', cookie: 'a=b' } })
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; " +
        "connect-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; " +
        "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
        'trusted-types cronista-worker',
    )
    expect(answer.headers.get('integrity-policy')).toBe('blocked-destinations=(script)')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(answer.headers.get('origin-agent-cluster')).toBe('?1')
    const powers = answer.headers.get('permissions-policy')?.split(', ') ?? []
    for (const power of powers) expect(power).toMatch(/^[a-z-]+=\(\)$/u)
    for (const power of ['camera', 'clipboard-read', 'geolocation', 'microphone', 'storage-access'])
      expect(powers).toContain(`${power}=()`)
    for (const field of ['etag', 'last-modified', 'set-cookie'])
      expect(answer.headers.has(field)).toBe(false)
  }
})

it('answers any path at all with a file of the site, its 404 page or a problem', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.webPath(),
      fc.constantFrom('GET', 'HEAD', 'POST', 'PUT'),
      async (path, method) => {
        const answer = await app.request(`http://relay.test${path}`, { method })
        expect([200, 308, 401, 404, 413, 422]).toContain(answer.status)
      },
    ),
  )
})
