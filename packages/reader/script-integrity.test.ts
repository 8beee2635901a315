// What the site's headers keep from running in Chromium, and what a relay gets by serving another script.
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ArticleServer } from './src/adapters/article-server.fixture.ts'

const site = new ArticleServer(['127.0.0.1'])
let browser: Browser
let page: Page
let asked: string[]

beforeAll(async () => {
  await site.listen()
  browser = await chromium.launch({
    executablePath: process.env['CRONISTA_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
})

afterAll(async () => {
  await browser.close()
  site.close()
})

beforeEach(async () => {
  asked = []
  site.cells.length = 0
  site.injected = ''
  play(() => false)
  page = await browser.newPage()
})

afterEach(() => page.close())

/** Notes each request, and lets `mischief` answer it. */
function play(mischief: (request: IncomingMessage, response: ServerResponse) => boolean): void {
  site.mischief = (request, response) => {
    const { url = '', headers } = request
    asked.push(`${url} ${headers['sec-fetch-dest'] ?? ''}`)
    return mischief(request, response)
  }
}

function serve(response: ServerResponse, script: string): true {
  response.setHeader('content-type', 'text/javascript').end(script)
  return true
}

const isRunning = () => page.locator('[data-cronista-open]').isVisible()
const firstCell = () => vi.waitUntil(() => site.cells.length > 0, { timeout: 30_000 })

/** Opens the article and gives the directives that were violated once `mark` says that all were tried. */
async function violationsOn(mark: string): Promise<readonly string[]> {
  await page.addInitScript(() => {
    const told: string[] = []
    Object.assign(globalThis, { told })
    document.addEventListener('securitypolicyviolation', (event) => {
      told.push(`${event.effectiveDirective} ${event.blockedURI}`)
    })
  })
  await page.goto(site.url)
  await page.locator(mark).waitFor({ state: 'attached' })
  await firstCell()
  return page.evaluate(() => (globalThis as unknown as { told: string[] }).told)
}

const hasRun = () =>
  page.evaluate(() => (globalThis as unknown as { ran?: string }).ran ?? 'nothing')

describe('what is injected into a page', () => {
  test('neither runs nor loads, inline, as a handler, from elsewhere or without integrity', async () => {
    play(({ url }, response) => url === '/other.js' && serve(response, 'self.ran = "/other.js"'))
    site.injected = `<script>self.ran = 'inline'</script>
      <img src="/nothing.png" onerror="self.ran = 'handler'">
      <img src="http://127.0.0.2:9/pixel.png"><link rel="stylesheet" href="http://127.0.0.2:9/a.css">
      <iframe src="/"></iframe><object data="/"></object><base href="http://127.0.0.2:9/">
      <a id="there" href="javascript:self.ran='address'">x</a>
      <script src="/other.js"></script>
      <script src="data:text/javascript,self.ran='data'"></script>
      <form action="/c" method="post"><button id="submit">x</button></form><i id="mark"></i>`
    const violations = await violationsOn('#mark')
    await page.locator('#submit').dispatchEvent('click')
    await page.locator('#there').dispatchEvent('click')
    expect(await hasRun()).toBe('nothing')
    expect(violations).toEqual(
      expect.arrayContaining([
        'script-src-elem inline',
        'script-src-attr inline',
        'img-src http://127.0.0.2:9/pixel.png',
        'style-src-elem http://127.0.0.2:9/a.css',
        `frame-src ${site.url}`,
        'base-uri http://127.0.0.2:9/',
        'script-src-elem data',
      ]),
    )
    expect(asked.filter((one) => one.startsWith('/other.js'))).toEqual([])
    expect(new URL(page.url()).pathname).toBe('/')
  })

  test('cannot make a script of a text, though it ran: no HTML, no eval, no worker of its own, no policy', async () => {
    const probe = `
      const tried = []
      const attempt = (what, deed) => {
        try { deed(); tried.push(what) } catch {}
      }
      attempt('html', () => { document.createElement('p').innerHTML = '<b>x</b>' })
      attempt('eval', () => eval('1'))
      attempt('function', () => new Function('1')())
      attempt('timer', () => setTimeout('1'))
      attempt('blob worker', () => new Worker(URL.createObjectURL(new Blob(['1']))))
      attempt('policy', () => trustedTypes.createPolicy('own', { createHTML: (text) => text }))
      addEventListener('load', () => {
        attempt('worker policy', () => trustedTypes.createPolicy('cronista-worker', {}))
        document.documentElement.dataset.tried = tried.join()
      })`
    const hash = createHash('sha256').update(probe).digest('base64')
    play(({ url }, response) => url === '/probe.js' && serve(response, probe))
    site.injected = `<script src="/probe.js" integrity="sha256-${hash}" crossorigin></script>`
    await violationsOn('[data-tried]')
    expect(await page.locator('html').getAttribute('data-tried')).toBe('')
    expect(await isRunning()).toBe(true)
  })
})

describe('a relay that serves another script', () => {
  const changed = 'fetch("/told?" + (typeof document))'
  const isTold = (one: string) => one.startsWith('/told')

  test('to the page: it does not run, and nothing is sent', async () => {
    play(({ url }, response) => url === '/reader.js' && serve(response, changed))
    const refused = page.waitForEvent('console', (said) => said.text().includes('integrity'))
    await page.goto(site.url)
    await refused
    expect(await isRunning()).toBe(false)
    expect(asked.filter((one) => !/^\/(?:reader\.js|favicon\.ico)? /u.test(one))).toEqual([])
  })

  /** Another script for the worker alone; the page's own may be kept for so long. */
  const toWorkerAlone =
    (kept: string) =>
    ({ url, headers }: IncomingMessage, response: ServerResponse): boolean => {
      if (url !== '/reader.js') return false
      response.setHeader('cache-control', kept)
      return serve(response, headers['sec-fetch-dest'] === 'worker' ? changed : site.script)
    }

  test('to its worker alone, where the page’s may be kept as the site says: it is never asked for it', async () => {
    play(toWorkerAlone('public, max-age=31536000, immutable'))
    await page.goto(site.url)
    await firstCell()
    expect(asked.filter((one) => one.startsWith('/reader.js'))).toEqual(['/reader.js script'])
    expect(asked.filter(isTold)).toEqual([])
  })

  // No header and no attribute prevents it: whoever asks as a worker finds it, and so does who reads headers.
  test('to its worker alone, while the page’s may not be kept: it runs', async () => {
    play(toWorkerAlone('no-store'))
    await page.goto(site.url)
    await vi.waitUntil(() => asked.some(isTold), { timeout: 30_000 })
    expect(asked).toContain('/reader.js worker')
    expect(asked.find(isTold)).toContain('/told?undefined')
  })
})
