import { Agent, createServer, request as forward, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { VirtualClock } from './virtual-clock.ts'

/** One exchange as whoever owns the relay and its network can see it. */
export interface Exchange {
  readonly who: string
  readonly atMillis: number
  readonly request: string
  readonly requestBytes: number
  /** Names and lengths. */
  readonly requestHeaders: string
  /** 0 where the connection was cut instead. */
  readonly status: number
  readonly answerBytes: number
  readonly answerHeaders: string
}

/** What the relay answers, or seems to. */
export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Uint8Array
}

/** A request in the hands of whoever owns the relay. */
export interface Intercepted {
  readonly who: string
  readonly atMillis: number
  /** Method and path. */
  readonly request: string
  readonly body: Uint8Array
  /** Has the honest relay answer it, or the same with another body or to another path. */
  readonly pass: (other?: {
    readonly body?: Uint8Array
    readonly path?: string
  }) => Promise<Answered>
  /** Lets so much time go by first. */
  readonly letPass: (millis: number) => Promise<void>
}

/** What a hostile relay does with a request: some answer, or none and a connection that is cut. */
export type Mischief = (one: Intercepted) => Promise<Answered | 'cut'>

/** A way to the relay that notes everything but content. */
export interface RecordedLine {
  /** Origin, without a slash at the end. */
  readonly origin: string
  close(): Promise<void>
}

/** Of which not even the length is the same twice: the names of the machine's own ports. */
const PORT_HEADERS: readonly string[] = ['host', 'date']

/** What a line is opened with. */
export interface LineParts {
  readonly relayUrl: string
  readonly clock: Pick<VirtualClock, 'letPass' | 'nowMillis'>
  /** Hears of each exchange when it begins. */
  readonly note: (exchange: Promise<Exchange>) => void
  /** What the relay does instead of answering; it answers unless given. */
  readonly mischief?: Mischief | undefined
}

/** Opens a way to the relay for one visitor or desk. */
export async function openLine(
  who: string,
  { relayUrl, clock, note, mischief = ({ pass }) => pass() }: LineParts,
): Promise<RecordedLine> {
  const agent = new Agent({ keepAlive: true })
  // Closed by no clock but the world's: one that it closed while a request came would swallow that request.
  const server = createServer({ keepAliveTimeout: 0 }, (asked, answer) => {
    const atMillis = clock.nowMillis()
    note(
      (async () => {
        const { method = 'GET', url = '/' } = asked
        const sent = await bytesOf(asked)
        const answered = await mischief({
          ...{ who, atMillis, request: `${method} ${url}`, body: sent },
          pass({ body = sent, path = url } = {}) {
            const to = { url: new URL(path, relayUrl), agent }
            return ask(to, { method, headers: fitting(asked.headers, body), body })
          },
          letPass: (millis) => clock.letPass(millis),
        })
        const { status, headers, bytes } = answered === 'cut' ? CUT : answered
        if (answered === 'cut') asked.socket.destroy()
        else answer.writeHead(status, fitting(headers, bytes)).end(bytes)
        return {
          ...{ who, atMillis, request: `${method} ${url}` },
          ...{ requestBytes: sent.length, requestHeaders: shapeOf(asked.headers) },
          ...{ status, answerBytes: bytes.length, answerHeaders: shapeOf(headers) },
        }
      })(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        agent.destroy()
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

/** Sizes that bytes of headers show, without what they say. */
function shapeOf(headers: IncomingHttpHeaders): string {
  return Object.entries(headers)
    .filter(([name]) => !PORT_HEADERS.includes(name))
    .map(([name, value]) => `${name}:${String(value).length}`)
    .join(' ')
}

const CUT: Answered = { status: 0, headers: {}, bytes: new Uint8Array(0) }

/** The same headers for a body that may be another one. */
function fitting(headers: IncomingHttpHeaders, body: Uint8Array): IncomingHttpHeaders {
  if (headers['content-length'] === undefined) return headers
  return { ...headers, 'content-length': String(body.length) }
}

interface Sent {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly body: Uint8Array
}

function ask(
  to: { readonly url: URL; readonly agent: Agent },
  { method, headers, body }: Sent,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = forward(to.url, { method, headers, agent: to.agent }, (answer) => {
      bytesOf(answer).then((bytes) => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes })
      }, reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
