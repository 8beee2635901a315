// What the reader script costs a phone-class processor: Chromium with its main thread throttled six
// times. A worker cannot be throttled, so its work is measured on the main thread of an empty page.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { bundleReader } from '@cronista/reader/bundle'
import { texts } from '@cronista/reader/texts'
import { build } from 'esbuild'
import { chromium, type Browser, type Page } from 'playwright-core'

const THROTTLE = 6
const ROUNDS = 3
const PAGES = 9
const SCRIPT_MILLIS = 500
const PIECES = 20
/** Taking over what was compiled beside the page is quicker. */
const BESIDE_MILLIS = 10
const LONG_TASK_BUDGET_MILLIS = 50
const UNLOCK_BUDGET_MILLIS = 5000

/** One measured cost, in milliseconds on the throttled processor. */
export interface ScriptTimeRow {
  readonly what: string
  readonly millis: number
  readonly budgetMillis?: number
}

/** The worker's work, and the page's longest task. */
export async function benchScriptTimes(): Promise<readonly ScriptTimeRow[]> {
  const browser = await chromium.launch({
    executablePath: process.env['CRONISTA_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const site = await serveArticle()
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    const work = await workOfWorker(page)
    const pages = await inTurn(PAGES, () => longestTasks(browser, site.url))
    const compiled = pages.map(({ compiling }) => compiling).filter((one) => one > BESIDE_MILLIS)
    return [
      {
        what: 'unlock: eight words to keys',
        millis: work.unlock,
        budgetMillis: UNLOCK_BUDGET_MILLIS,
      },
      { what: 'seal one cell', millis: work.seal },
      {
        what: 'longest task of the page',
        millis: median(pages.map(({ any }) => any)),
        budgetMillis: LONG_TASK_BUDGET_MILLIS,
      },
      {
        what: 'longest of the script’s own, without compiling and keeping it',
        millis: median(pages.map(({ own }) => own)),
        budgetMillis: LONG_TASK_BUDGET_MILLIS,
      },
      {
        what: 'Chromium keeps what it has compiled',
        millis: median(pages.map(({ keeping }) => keeping)),
      },
      {
        what: `Chromium compiles it on the page’s thread: ${compiled.length} of ${PAGES} pages`,
        millis: median(compiled),
      },
    ]
  } finally {
    await browser.close()
    site.close()
  }
}

async function inTurn<T>(rounds: number, measure: () => Promise<T>): Promise<readonly T[]> {
  const measured: T[] = []
  for (let round = 0; round < rounds; round++) measured.push(await measure())
  return measured
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
}

async function throttle(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
}

async function workOfWorker(page: Page): Promise<{ unlock: number; seal: number }> {
  await page.addScriptTag({ content: await probe() })
  await throttle(page)
  const timed = (name: 'seal' | 'unlock'): Promise<number> =>
    page.evaluate(
      ([job, rounds]) => {
        const run = (globalThis as unknown as Record<string, () => void>)[job]
        const times = Array.from({ length: rounds }, () => {
          const before = performance.now()
          run?.()
          return performance.now() - before
        })
        return Math.round(times.sort((a, b) => a - b)[rounds >> 1] ?? 0)
      },
      [name, name === 'seal' ? ROUNDS * 10 : ROUNDS] as const,
    )
  return { unlock: await timed('unlock'), seal: await timed('seal') }
}

/** The two jobs as functions of an empty page, made of the same sources as the script. */
async function probe(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      resolveDir: import.meta.dirname,
      contents: `
        import { asNewsroomId, coverPlaintext, openThread, sealCell } from '@cronista/protocol'
        import { portablePrimitives as p } from '@cronista/protocol/portable'
        const random = (length) => crypto.getRandomValues(new Uint8Array(length))
        const id = asNewsroomId(random(32))
        const to = { number: 1, publicKey: p.xwingPublicKey(random(32)) }
        self.unlock = () => openThread(p, id, [1, 2, 3, 4, 5, 6, 7, 754])
        self.seal = () => sealCell(p, id, to, coverPlaintext(), random(64))`,
    },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2020',
  })
  return outputFiles[0]?.text ?? ''
}

/** What was done at a stretch on a page's main thread, in milliseconds of processor time, so that other load
 *  on the machine does not count. */
interface LongestTasks {
  readonly any: number
  readonly own: number
  /** Near 0 where Chromium has compiled the script beside the page, while it came. */
  readonly compiling: number
  /** What V8 has compiled is kept when the script loads for the second time (docs/adr/0029). */
  readonly keeping: number
}

/** Opens the composer, takes words and leaves. */
async function longestTasks(browser: Browser, url: string): Promise<LongestTasks> {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
  await throttle(page)
  await browser.startTracing(page, { categories: ['devtools.timeline', 'v8'] })
  await page.goto(url)
  const says = texts.en
  await page.locator('[data-cronista-open]').click()
  await page.getByRole('button', { name: says.firstTime }).click()
  await page.getByRole('listitem').nth(7).waitFor()
  await page.getByRole('button', { name: says.wordsLearnt }).click()
  await page.getByRole('group', { name: says.letters }).getByRole('button', { name: 'A' }).click()
  await page.getByRole('button', { name: says.leave }).click()
  const trace: unknown = JSON.parse((await browser.stopTracing()).toString())
  const events = (trace as { traceEvents: readonly TraceEvent[] }).traceEvents
  const script = events.find(
    ({ name, args }) => name === 'EvaluateScript' && args?.data?.url?.endsWith(SCRIPT_PATH),
  )
  const ours = events.filter(({ pid, tid }) => pid === script?.pid && tid === script.tid)
  await page.close()
  const longestOf = (...names: readonly string[]): number => {
    const times = ours.filter(({ name }) => names.includes(name)).map(({ tdur = 0 }) => tdur)
    return Math.round(Math.max(...times) / 1000)
  }
  return {
    any: longestOf('EvaluateScript', ...CALLS),
    own: longestOf('v8.run', ...CALLS),
    compiling: longestOf('v8.compile'),
    keeping: longestOf('v8.produceCache'),
  }
}

/** What Chromium's trace says of one piece of work; `tdur` is processor time in microseconds. */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly tdur?: number
  readonly args?: { readonly data?: { readonly url?: string } }
}

const SCRIPT_PATH = '/reader.js'
const CALLS = ['EventDispatch', 'FunctionCall', 'TimerFire']

async function drip(response: ServerResponse, text: string): Promise<void> {
  const length = Math.ceil(text.length / PIECES)
  for (let from = 0; from < text.length; from += length) {
    response.write(text.slice(from, from + length))
    await setTimeout(SCRIPT_MILLIS / PIECES)
  }
  response.end()
}

/** An article with the script on it, and nothing behind it. The script comes over half a second, as over a
 *  network, so that the browser can compile it while it comes. */
async function serveArticle(): Promise<{ url: string; close: () => void }> {
  const script = new TextDecoder().decode(await bundleReader({ schedule: 'production' }))
  const pin = `self.cronistaNewsroom="${'0'.repeat(64)}";self.cronistaHosts=["127.0.0.1"];`
  const pinned = script.replace('\n', `\n${pin}\n`)
  const page = `<!doctype html><html lang="en"><title>-</title><p>Article</p>
    <button type="button" data-cronista-open hidden>Write to us</button>
    <script src="/reader.js" async></script>
    <script src="/reader.js" async></script></html>`
  const server = createServer((request, response) => {
    const isScript = request.url === SCRIPT_PATH
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    if (isScript) void drip(response, pinned)
    else response.end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}
