import type { NoAnswer, Site, SiteAnswer, SiteRequest } from '../site.ts'

/** How long a site may keep silent, and how slowly it may speak. */
export interface Patience {
  readonly silenceMillis: number
  /** On average over a whole answer, after the first silence. */
  readonly bytesPerSecond: number
}

const acceptEncoding = { brotli: 'br', identity: 'identity' } as const

// A site that tells checkers from readers could serve each what it likes. This makes it no harder than
// a header can: the request of a common browser.
const browserHeaders = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'es-MX,es;q=0.8,en-US;q=0.5,en;q=0.3',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
}

/** A site over HTTP. */
export class FetchSite implements Site {
  readonly origin: string
  readonly #patience: Patience

  constructor(origin: string, patience: Patience) {
    this.origin = origin
    this.#patience = patience
  }

  async get({ path, coding, atMost }: SiteRequest): Promise<NoAnswer | SiteAnswer> {
    const clock = new Deadline(this.#patience)
    let hasBegun = false
    try {
      const answer = await fetch(`${this.origin}${path}`, {
        redirect: 'manual',
        headers: { ...browserHeaders, 'accept-encoding': acceptEncoding[coding] },
        signal: clock.signal,
      })
      hasBegun = true
      const bytes = await readWithin(answer, atMost, clock)
      return bytes === undefined ? { kind: 'too-long' } : answered(answer, bytes)
    } catch {
      if (clock.signal.aborted) return { kind: 'too-slow' }
      return { kind: hasBegun ? 'broken' : 'unreachable' }
    } finally {
      clock.end()
    }
  }
}

function answered(answer: Response, bytes: Uint8Array): SiteAnswer {
  const location = answer.headers.get('location')
  const policy = answer.headers.get('content-security-policy')
  return {
    kind: 'answered',
    status: answer.status,
    bytes,
    setsCookie: answer.headers.has('set-cookie'),
    ...(location === null ? {} : { location }),
    ...(policy === null ? {} : { policy }),
  }
}

/** The body, or `undefined` as soon as it is longer than it may be, whatever length it announced. */
async function readWithin(
  answer: Response,
  atMost: number,
  clock: Deadline,
): Promise<Uint8Array | undefined> {
  const reader = (answer.body as ReadableStream<Uint8Array> | null)?.getReader()
  if (reader === undefined) return new Uint8Array(0)
  const pieces: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > atMost) {
      await reader.cancel()
      return undefined
    }
    clock.received(value.length)
    pieces.push(value)
  }
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return bytes
}

/** Ends a request that is silent for too long, or slower on average than it may be. */
class Deadline {
  readonly #patience: Patience
  readonly #abort = new AbortController()
  readonly #startMillis = performance.now()
  #timer: NodeJS.Timeout
  #length = 0

  constructor(patience: Patience) {
    this.#patience = patience
    this.#timer = this.#abortIn(patience.silenceMillis)
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  received(length: number): void {
    this.#length += length
    const { silenceMillis, bytesPerSecond } = this.#patience
    const worthMillis = silenceMillis + (this.#length / bytesPerSecond) * 1000
    const leftMillis = this.#startMillis + worthMillis - performance.now()
    clearTimeout(this.#timer)
    this.#timer = this.#abortIn(Math.max(0, Math.min(silenceMillis, leftMillis)))
  }

  end(): void {
    clearTimeout(this.#timer)
  }

  #abortIn(millis: number): NodeJS.Timeout {
    return setTimeout(() => this.#abort.abort(), millis)
  }
}
