import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { browserUses, type SiteRequest } from '../site.ts'
import { browserHeaders } from './browser-headers.ts'
import { HttpSite } from './http-site.ts'

const page = new TextEncoder().encode('page '.repeat(100))
const wanted: SiteRequest = { path: '/es/', use: 'document', codings: 'all', atMost: 1000 }

async function siteThat(answers: (answer: ServerResponse, request: IncomingMessage) => void) {
  const server = createServer((request, answer) => answers(answer, request))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return new HttpSite(origin, { silenceMillis: 5000, bytesPerSecond: 1 })
}

function names(origin: string, use: SiteRequest['use']): readonly string[] {
  return browserHeaders(new URL(origin), use, 'all').filter((_, index) => index % 2 === 0)
}

describe('a request', () => {
  test('of a page has the headers of Chromium, in its order', () => {
    expect(names('https://paper.example', 'document')).toEqual([
      ...['Host', 'Connection', 'sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform'],
      ...['Upgrade-Insecure-Requests', 'User-Agent', 'Accept', 'Sec-Fetch-Site', 'Sec-Fetch-Mode'],
      ...['Sec-Fetch-User', 'Sec-Fetch-Dest', 'Accept-Encoding', 'Accept-Language'],
    ])
    expect(names('http://paper.example', 'document')).toEqual([
      ...['Host', 'Connection', 'Upgrade-Insecure-Requests', 'User-Agent', 'Accept'],
      ...['Accept-Encoding', 'Accept-Language'],
    ])
  })

  test.each(browserUses)('for a %s arrives with its headers and no others', async (use) => {
    const arrived: string[] = []
    const site = await siteThat((answer, { rawHeaders }) => {
      arrived.push(...rawHeaders)
      answer.end()
    })
    await site.get({ ...wanted, use })
    expect(arrived).toEqual(browserHeaders(new URL(site.origin), use, 'all'))
  })
})

describe('an answer', () => {
  test.each([
    ['gzip', gzipSync(page)],
    ['deflate', deflateSync(page)],
    ['br', brotliCompressSync(page)],
    ['zstd', zstdCompressSync(page)],
    ['gzip, br', brotliCompressSync(gzipSync(page))],
    ['identity', page],
  ])('in %s is decoded', async (coding, bytes) => {
    const site = await siteThat((answer) => {
      answer.writeHead(200, { 'content-encoding': coding }).end(bytes)
    })
    expect(await site.get(wanted)).toMatchObject({ kind: 'answered', bytes: page })
  })

  test('that decodes to more than was asked for, or not at all, is none', async () => {
    const bomb = await siteThat((answer) => {
      answer.setHeader('content-encoding', 'br')
      answer.end(brotliCompressSync(new Uint8Array(30_000_000)))
    })
    expect(await bomb.get(wanted)).toEqual({ kind: 'too-long' })
    for (const [coding, bytes] of [
      ['gzip', page],
      ['gzip', gzipSync(page).subarray(0, 20)],
      ['secret', page],
      [Array.from({ length: 50 }, () => 'gzip').join(', '), page],
    ] as const) {
      const site = await siteThat((answer) => {
        answer.writeHead(200, { 'content-encoding': coding }).end(bytes)
      })
      expect(await site.get(wanted)).toEqual({ kind: 'broken' })
    }
  })

  test('has every header that came, twice, in early hints or redirecting', async () => {
    const site = await siteThat((answer) => {
      answer.writeEarlyHints({ link: '</a>; rel=preload; as=style' })
      answer.writeHead(302, [
        ...['Location', 'https://other.example/'],
        ...['Referrer-Policy', 'no-referrer', 'Referrer-Policy', 'unsafe-url'],
      ])
      answer.end()
    })
    const answer = await site.get(wanted)
    if (answer.kind !== 'answered') throw new Error(answer.kind)
    expect(answer.status).toBe(302)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      link: '</a>; rel=preload; as=style',
      location: 'https://other.example/',
      'referrer-policy': 'no-referrer, unsafe-url',
    })
  })
})
