// How the visits' requests go over a line: HTTP/1.1 over connections that are kept, as a proxy in front of
// the relay has them, or HTTP/2 over TLS 1.3 from each visitor anew.
import { Agent, request } from 'node:http'
import { connect as connectSession, type ClientHttp2Session } from 'node:http2'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** One request, whoever's. */
export interface Question {
  readonly path: string
  /** Of a cell; without one it is a GET. */
  readonly body?: Uint8Array | undefined
}

/** What came back. */
export interface Answered {
  readonly status: number
  /** Of the body, as it was sent. */
  readonly bytes: number
}

/** What has gone over all of a line's connections, headers and TLS included, TCP and IP not. */
export interface LineBytes {
  readonly up: number
  readonly down: number
  readonly connections: number
  /** Of these, those that are open. */
  readonly open: number
}

/** A way to a server. */
export interface Line {
  ask(question: Question): Promise<Answered>
  bytes(): LineBytes
  close(): Promise<void>
}

/** As a phone's Chromium sends them, but for the priority of each. */
const GET_HEADERS = {
  'sec-ch-ua': '"Chromium";v="156", "Not?A_Brand";v="24"',
  'sec-ch-ua-mobile': '?1',
  'sec-ch-ua-platform': '"Android"',
  'user-agent':
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
  accept: '*/*',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'same-origin',
  'sec-fetch-dest': 'empty',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'es-MX,es;q=0.9,en;q=0.8',
}

function headersOf({ body }: Question, origin: string): Record<string, string> {
  if (body === undefined) return { ...GET_HEADERS }
  const own = { 'content-length': String(body.length), 'content-type': 'application/octet-stream' }
  return { ...GET_HEADERS, ...own, origin }
}

/** At most so many connections, used by whoever comes next. */
export function openKeptLine(url: string, connections: number): Line {
  const sockets = new Sockets()
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' })
  const { hostname: host, port } = new URL(url)
  agent.createConnection = () => sockets.hold(connect({ host, port: Number(port), noDelay: true }))
  const ask = (question: Question): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const { path, body } = question
      const method = body === undefined ? 'GET' : 'POST'
      const headers = headersOf(question, url)
      const asked = request({ agent, host, port, path, method, headers }, (answer) => {
        let bytes = 0
        answer.on('data', (piece: Uint8Array) => (bytes += piece.length))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes }))
      })
      asked.on('error', (error: NodeJS.ErrnoException) => {
        // The server has just ended a silent connection: another is taken.
        const isStale = asked.reusedSocket && /^(?:ECONNRESET|EPIPE)$/u.test(error.code ?? '')
        if (isStale) ask(question).then(resolve, reject)
        else reject(error)
      })
      asked.end(body)
    })
  return {
    ask,
    bytes: () => sockets.bytes(),
    close: async () => agent.destroy(),
  }
}

/** A visitor's own connections, of which Chromium makes two: one for the page and its files, one for what
 *  the script asks for without credentials. `renew` ends them, as the server does with silent ones; the next
 *  are resumed with the ticket of those before. */
export function openVisitorsLine(
  url: string,
  authority: string,
): Line & { renew(): Promise<void> } {
  const sockets = new Sockets()
  const { host: hostAndPort } = new URL(url)
  const kinds = {
    files: new Resumed(url, authority, sockets),
    script: new Resumed(url, authority, sockets),
  }
  return {
    async ask(question) {
      const isScripts = question.body !== undefined || /^\/(?:edition|roster)$/u.test(question.path)
      const session = kinds[isScripts ? 'script' : 'files'].session()
      const stream = session.request({
        ':method': question.body === undefined ? 'GET' : 'POST',
        ':path': question.path,
        ':scheme': 'https',
        ':authority': hostAndPort,
        ...headersOf(question, url),
      })
      stream.end(question.body)
      let [status, bytes] = [0, 0]
      stream.on('response', (headers) => (status = Number(headers[':status'])))
      for await (const piece of stream) bytes += (piece as Uint8Array).length
      return { status, bytes }
    },
    bytes: () => sockets.bytes(),
    renew: () => endAll(kinds),
    close: () => endAll(kinds),
  }
}

async function endAll(kinds: Readonly<Record<string, Resumed>>): Promise<void> {
  await Promise.all(Object.values(kinds).map((one) => one.end()))
}

/** HTTP/2 over TLS 1.3, one connection at a time. */
class Resumed {
  readonly #url: string
  readonly #authority: string
  readonly #sockets: Sockets
  #ticket: Uint8Array | undefined
  #session: ClientHttp2Session | undefined

  constructor(url: string, authority: string, sockets: Sockets) {
    this.#url = url
    this.#authority = authority
    this.#sockets = sockets
  }

  session(): ClientHttp2Session {
    if (this.#session !== undefined && !this.#session.closed) return this.#session
    const session = connectSession(this.#url, { createConnection: () => this.#connect() })
    // What fails is told to the requests under way; that a silent one is ended is no failure.
    session.on('error', () => undefined)
    return (this.#session = session)
  }

  async end(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    if (session === undefined || session.destroyed) return
    await new Promise<void>((resolve) => {
      session.once('close', resolve)
      session.close()
    })
  }

  #connect() {
    const { hostname: host, port } = new URL(this.#url)
    const socket = this.#sockets.hold(connect({ host, port: Number(port), noDelay: true }))
    const secure = connectTls({
      ...{ socket, host, ca: this.#authority, ALPNProtocols: ['h2'], minVersion: 'TLSv1.3' },
      ...(this.#ticket === undefined ? {} : { session: this.#ticket as Buffer }),
    })
    secure.on('session', (ticket) => (this.#ticket = ticket))
    return secure
  }
}

/** Connections, and what went over them; those that are closed are counted and let go. */
class Sockets {
  readonly #open = new Set<Socket>()
  #up = 0
  #down = 0
  #connections = 0

  hold(socket: Socket): Socket {
    this.#open.add(socket)
    this.#connections += 1
    socket.once('close', () => {
      this.#open.delete(socket)
      this.#up += socket.bytesWritten
      this.#down += socket.bytesRead
    })
    return socket
  }

  bytes(): LineBytes {
    let [up, down] = [this.#up, this.#down]
    for (const socket of this.#open) {
      up += socket.bytesWritten
      down += socket.bytesRead
    }
    return { up, down, connections: this.#connections, open: this.#open.size }
  }
}
