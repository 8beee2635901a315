import type { BrowserContext, Page, Request } from 'playwright-core'

/** One request, as far as the page decides it: everything an observer inside TLS would see but the
 *  sealed bytes themselves. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly bytes: number
  readonly headers: Readonly<Record<string, string>>
}

/** Listens to all that a profile sends, the worker's requests included. */
export class Line {
  readonly #requests: Request[] = []

  constructor(context: BrowserContext) {
    context.on('request', (request) => this.#requests.push(request))
  }

  get sent(): readonly Sent[] {
    return this.#requests.map(describe)
  }

  /** The different kinds of request, each once, in order. */
  kinds(): readonly string[] {
    const kinds = this.sent.map(({ method, path, bytes }) => `${method} ${path} ${bytes}`)
    return [...new Set(kinds)].sort()
  }

  /** Bodies that were posted. */
  cells(): readonly Sent[] {
    return this.sent.filter(({ method }) => method === 'POST')
  }

  /** The shortest time between two requests for this path, in milliseconds of the browser's clock,
   *  the first so many left aside. A request that does not stand on the schedule makes it shorter
   *  than the schedule allows. */
  shortestGapMillis(path: string, leftAside = 0): number {
    const times = this.#requests
      .filter((request) => describe(request).path === path)
      .map((request) => request.timing().startTime)
      .filter((startTime) => startTime > 0)
      .sort((a, b) => a - b)
      .slice(leftAside)
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    return Math.min(...gaps)
  }
}

function describe(request: Request): Sent {
  return {
    method: request.method(),
    path: new URL(request.url()).pathname,
    bytes: request.postDataBuffer()?.length ?? 0,
    headers: request.headers(),
  }
}

/** What a browser keeps of a page beside its cache, by name. */
export async function traces(page: Page): Promise<Readonly<Record<string, number | string>>> {
  const cookies = await page.context().cookies()
  const kept = await page.evaluate(async () => ({
    localStorage: localStorage.length,
    sessionStorage: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    serviceWorkers: (await navigator.serviceWorker.getRegistrations()).length,
    documentCookie: document.cookie,
    address: location.pathname + location.search + location.hash,
    title: document.title,
    historyLength: history.length,
    windowName: window.name,
    scrollTop: window.scrollY,
  }))
  return { ...kept, cookies: cookies.length }
}
