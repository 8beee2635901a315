/** The line between a desk and the relay: it passes requests on, and tells when each comes and is answered,
 *  so that somebody can be killed at that moment. A relay that is dead shows as a connection that breaks. */
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHash } from 'node:crypto'

/** When something is told: the request has come; the relay has answered; the desk has the answer. */
export type Stage = 'answered' | 'came' | 'passed'

/** What is told. */
export interface Passing {
  /** Whose line it is. */
  readonly who: string
  readonly stage: Stage
  readonly method: string
  readonly path: string
  /** Of the answer; 0 before it. */
  readonly status: number
  /** SHA-256 of the request's body, in hexadecimal digits. */
  readonly bodySha256: string
}

/** A line that is open. */
export class Line {
  readonly origin: string
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  /** Opens one that leads to the relay at `port`, whether or not it runs. */
  static async open(who: string, port: number, tell: (passing: Passing) => void): Promise<Line> {
    const server = createServer((asked, answer) => {
      void passOn(who, port, asked, answer, tell)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new Line(server)
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

async function passOn(
  who: string,
  port: number,
  asked: IncomingMessage,
  answer: ServerResponse,
  tell: (passing: Passing) => void,
): Promise<void> {
  try {
    const body = await bytesOf(asked)
    const { method = '', url: path = '' } = asked
    const bodySha256 = createHash('sha256').update(body).digest('hex')
    const told = { who, method, path, bodySha256 }
    tell({ ...told, stage: 'came', status: 0 })
    const { status, headers, bytes } = await ask(port, asked, body)
    tell({ ...told, stage: 'answered', status })
    answer.on('finish', () => tell({ ...told, stage: 'passed', status }))
    answer.writeHead(status, headers)
    answer.end(bytes)
  } catch {
    answer.destroy()
  }
}

async function ask(port: number, asked: IncomingMessage, body: Uint8Array) {
  const { method, url: path, headers } = asked
  const answered = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, resolve)
    sent.on('error', reject)
    sent.end(body)
  })
  const bytes = await bytesOf(answered)
  const { 'transfer-encoding': _, ...rest } = answered.headers
  return {
    status: answered.statusCode ?? 502,
    headers: { ...rest, 'content-length': String(bytes.length), connection: 'close' },
    bytes,
  }
}

async function bytesOf(message: IncomingMessage): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of message) pieces.push(piece as Uint8Array)
  if (!message.complete) throw new RangeError('cut off')
  return Buffer.concat(pieces)
}
