import { request as requestOverHttp, type Agent, type IncomingMessage } from 'node:http'
import { request as requestOverHttps } from 'node:https'
import { Writable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib'
import type { NoAnswer, Site, SiteAnswer, SiteRequest } from '../site.ts'
import { browserHeaders, type HeadersOf, type RawHeaders } from './browser-headers.ts'

/** How long a site may keep silent, and how slowly it may speak. */
export interface Patience {
  readonly silenceMillis: number
  /** On average over a whole answer, after the first silence. */
  readonly bytesPerSecond: number
}

const MAX_CODINGS = 4
const decoders: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['br', createBrotliDecompress],
  ['deflate', createInflate],
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['zstd', createZstdDecompress],
])

/** Through whose eyes a site is seen. */
export interface Eyes {
  readonly headersOf: HeadersOf
  /** Whose connections are used; the process's own without one. */
  readonly agent?: Agent
}

/** A site over HTTP/1.1, asked as {@link browserHeaders} says unless other eyes are given, on connections
 *  that are kept. */
export class HttpSite implements Site {
  readonly origin: string
  readonly #url: URL
  readonly #patience: Patience
  readonly #eyes: Eyes

  constructor(origin: string, patience: Patience, eyes: Eyes = { headersOf: browserHeaders }) {
    this.#eyes = eyes
    this.origin = origin
    this.#url = new URL(origin)
    this.#patience = patience
  }

  async get(wanted: SiteRequest): Promise<NoAnswer | SiteAnswer> {
    const clock = new Deadline(this.#patience)
    let begun: Begun | undefined
    try {
      begun = await this.#begin(wanted, clock.signal)
      const bytes = await readWithin(begun.answer, wanted.atMost, clock)
      if (bytes === undefined) return { kind: 'too-long' }
      const headers = joined([...begun.early, ...begun.answer.rawHeaders])
      return { kind: 'answered', status: begun.answer.statusCode ?? 0, bytes, headers }
    } catch {
      if (clock.signal.aborted) return { kind: 'too-slow' }
      return { kind: begun === undefined ? 'unreachable' : 'broken' }
    } finally {
      clock.end()
    }
  }

  #begin({ path, use, codings }: SiteRequest, signal: AbortSignal): Promise<Begun> {
    const { headersOf, agent } = this.#eyes
    const headers = headersOf(this.#url, use, codings)
    const request = this.#url.protocol === 'https:' ? requestOverHttps : requestOverHttp
    return new Promise((resolve, reject) => {
      const early: string[] = []
      request(new URL(path, this.#url), { headers, signal, ...(agent && { agent }) })
        .on('information', ({ rawHeaders }) => early.push(...rawHeaders))
        .on('response', (answer) => resolve({ answer, early }))
        .on('error', reject)
        .end()
    })
  }
}

/** An answer whose body is still to come, and what early hints said before it. */
interface Begun {
  readonly answer: IncomingMessage
  readonly early: RawHeaders
}

function joined(raw: RawHeaders): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name = '', value = ''] = [raw[at]?.toLowerCase(), raw[at + 1]]
    const before = values.get(name)
    values.set(name, before === undefined ? value : `${before}, ${value}`)
  }
  return values
}

/** The body, decoded, or `undefined` as soon as it is longer than it may be, whatever length it
 *  announced. Throws for one that breaks off, or in a coding that nobody asked for. */
async function readWithin(
  answer: IncomingMessage,
  atMost: number,
  clock: Deadline,
): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = []
  let length = 0
  const collector = new Writable({
    write(piece: Uint8Array, _encoding, done) {
      length += piece.length
      if (length > atMost) {
        done(new RangeError('longer than it may be'))
        return
      }
      clock.received(piece.length)
      pieces.push(piece)
      done()
    },
  })
  try {
    const streams = [answer, ...decodersOf(answer), collector]
    await pipeline(streams, { signal: clock.signal })
  } catch (error) {
    answer.destroy()
    if (length > atMost) return undefined
    throw error
  }
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return bytes
}

function decodersOf(answer: IncomingMessage): readonly Transform[] {
  const names = (answer.headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
  if (names.length > MAX_CODINGS) throw new RangeError('too many codings')
  return names.reverse().map((name) => {
    const decoder = decoders.get(name)
    if (decoder === undefined) throw new RangeError('an unknown coding')
    return decoder()
  })
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
