import type { EventEmitter } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { RelayError } from '../domain/relay-error.ts'
import type { CellLog } from '../ports/cell-log.ts'
import { isForIntake, takeCell } from './cell-intake.ts'

/** Longer than the longest wait between two ticks of the fast schedule (§10), so that a page keeps
 *  the connection it came by. */
const KEEP_ALIVE_MILLIS = 65_000
/** From a request's first byte to its last: a film of a release, 32 MiB, over a country line. A visitor
 *  who sends slowly holds one connection, as one does who asks for something from time to time. */
const REQUEST_MILLIS = 600_000
const HEADERS_MILLIS = 10_000
/** Requests of one connection at a time. A page has two or three. */
const MAX_STREAMS = 100
/** How long a closing server waits for answers that are on their way. */
const DRAIN_MILLIS = 5_000
const IDLE_CHECK_MILLIS = 20

const timeouts = {
  keepAliveTimeout: KEEP_ALIVE_MILLIS,
  requestTimeout: REQUEST_MILLIS,
  headersTimeout: HEADERS_MILLIS,
}

/** What a server needs to answer. */
export interface Answering {
  readonly app: Hono
  readonly cellLog: CellLog
  readonly onFailure: (error: unknown) => void
}

/** Certificate and key, in PEM. */
export interface TlsIdentity {
  readonly certificate: string
  readonly key: string
}

/** A server that takes connections. */
export interface RunningServer {
  readonly url: string
  /** Takes no more connections, lets answers that are on their way go out, and ends. */
  close(): Promise<void>
}

/** Starts to listen; throws `port-taken` or `address-refused`. */
export async function listen(
  answering: Answering,
  at: { readonly host: string; readonly port: number },
  tls: TlsIdentity | undefined,
): Promise<RunningServer> {
  const server = tls === undefined ? plainServer(answering) : secureServer(answering, tls)
  const sockets = held<Socket>(server, 'connection')
  const sessions = held<ServerHttp2Session>(server, 'session')
  // A request that is not HTTP gets no answer, and leaves no word.
  server.on('clientError', (_error: unknown, socket: { destroy(): unknown }) => socket.destroy())
  await begin(server, at)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : at.port
  const host = at.host.includes(':') ? `[${at.host}]` : at.host
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${host}:${port}`,
    close: () => end(server, sockets, sessions),
  }
}

function plainServer(answering: Answering): Server {
  const server = createServer(timeouts, answerer(answering))
  // Whoever does not read what was asked for keeps it in memory no longer than this.
  server.setTimeout(KEEP_ALIVE_MILLIS)
  return server
}

function secureServer(answering: Answering, tls: TlsIdentity): Http2SecureServer {
  const settings = { maxConcurrentStreams: MAX_STREAMS }
  const identity = { cert: tls.certificate, key: tls.key }
  const options = { ...timeouts, ...identity, allowHTTP1: true, settings }
  const server = createSecureServer(options, answerer(answering))
  server.setTimeout(KEEP_ALIVE_MILLIS)
  return server
}

/** Sends what is for the intake there, and everything else to the application. */
function answerer({ app, cellLog, onFailure }: Answering) {
  const toApp = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  return (
    request: Http2ServerRequest | IncomingMessage,
    answer: Http2ServerResponse | ServerResponse,
  ): void => {
    if (isForIntake(request)) takeCell(cellLog, onFailure, request, answer)
    else void toApp(request, answer)
  }
}

function begin(
  server: Http2SecureServer | Server,
  at: { readonly host: string; readonly port: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(notListening(at, error)))
    server.listen(at.port, at.host, resolve)
  })
}

const LOW_PORT = {
  es: 'los puertos menores de 1024 son de root y de las cuentas con CAP_NET_BIND_SERVICE; póngalo detrás de un proxy, o elija otro en "port"',
  en: 'ports below 1024 are for root and for accounts with CAP_NET_BIND_SERVICE; stand behind a proxy, or choose another "port"',
}
const NOT_HERE = {
  es: '"host" tiene que ser una dirección de esta computadora',
  en: '"host" has to be an address of this machine',
}

function notListening(
  { host, port }: { readonly host: string; readonly port: number },
  cause: NodeJS.ErrnoException,
): RelayError {
  const { code = 'unknown' } = cause
  if (code === 'EADDRINUSE') {
    const sentence = {
      es: `Otro programa ocupa el puerto ${port}: deténgalo, o elija otro en "port".`,
      en: `Port ${port} is taken by another program: stop that one, or choose another "port".`,
    }
    return new RelayError('port-taken', sentence, { cause })
  }
  const why = code === 'EACCES' ? LOW_PORT : NOT_HERE
  const sentence = {
    es: `El servidor no puede escuchar en ${host}, puerto ${port} (${code}): ${why.es}.`,
    en: `The relay may not listen at ${host}, port ${port} (${code}): ${why.en}.`,
  }
  return new RelayError('address-refused', sentence, { cause })
}

/** Those of a server's connections or sessions that are open. */
function held<Held extends EventEmitter>(
  server: EventEmitter,
  event: 'connection' | 'session',
): ReadonlySet<Held> {
  const open = new Set<Held>()
  server.on(event, (one: Held) => {
    open.add(one)
    one.once('close', () => open.delete(one))
  })
  return open
}

async function end(
  server: Http2SecureServer | Server,
  sockets: ReadonlySet<Socket>,
  sessions: ReadonlySet<ServerHttp2Session>,
): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  for (const session of sessions) session.close()
  // A connection whose answer has just gone out is idle only a moment later.
  const idle = setInterval(() => (server as Server).closeIdleConnections(), IDLE_CHECK_MILLIS)
  const giveUp = setTimeout(() => {
    for (const socket of sockets) socket.destroy()
  }, DRAIN_MILLIS)
  await ended
  clearInterval(idle)
  clearTimeout(giveUp)
}
