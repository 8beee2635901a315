import { expect, it } from 'vitest'
import { relayInMemory } from './relay.fixture.ts'

const { app } = await relayInMemory({ '/': 'front', '/404.html': 'lost', '/es/': 'portada' })

it.each([
  ...['GET /', 'GET /es', 'GET /nothing', 'GET /release', 'GET /release/webcat.json'],
  ...['GET /edition', 'GET /roster', 'GET /desk/segments', 'GET /desk/journal/1', 'GET /c'],
  ...['POST /', 'PUT /desk/roster', 'POST /desk/release-files/lacking', 'DELETE /release'],
])('no exception, cookie or validator: %s', async (request) => {
  const [method = '', path = ''] = request.split(' ')
  const answer = await app.request(path, { method, headers: { cookie: 'a=b' } })
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/^default-src 'none'; /u)
  expect(policy).not.toMatch(/unsafe|nonce|sha\d|blob:|data:|https?:|\*/u)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  for (const field of ['etag', 'last-modified', 'set-cookie'])
    expect(answer.headers.has(field)).toBe(false)
})
