import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { NewsroomId, Primitives } from '@cronista/protocol'
import { Hono } from 'hono'
import { RelayError } from './domain/relay-error.ts'
import type { StoredRoster } from './domain/stored-roster.ts'
import { DeskGate } from './http/desk-gate.ts'
import { problemAnswer } from './http/problem.ts'
import { segmentRoutes } from './http/segment-routes.ts'
import type { CellLog } from './ports/cell-log.ts'
import type { Clock } from './ports/clock.ts'

const timeouts = { requestTimeout: 30_000, headersTimeout: 10_000 }
/** A newsroom has a handful of desks, and each fetches one segment after the other. */
const MAX_CONNECTIONS = 128
/** An answer of 12 MB that nobody takes holds a connection no longer than this without moving. */
const STILL_MILLIS = 60_000

/** What serves segments that were copied from a relay. */
export interface SegmentServerParts {
  readonly primitives: Primitives
  readonly shelf: Pick<CellLog, 'findSegment' | 'segments'>
  readonly newsroomId: NewsroomId
  /** The newest roster that was verified; without one nobody is known. */
  readonly roster: () => StoredRoster | undefined
  readonly clock: Clock
  readonly onFailure: (error: unknown) => void
}

/** Where it listens. */
export interface SegmentServerPlace {
  readonly host: string
  readonly port: number
  /** At once; further ones are closed before they are read. 128 unless told. */
  readonly maxConnections?: number
}

/** A server of segments that takes connections. */
export interface SegmentServer {
  readonly url: string
  close(): Promise<void>
}

/** Serves segments to devices as a relay does, under the same paths and the same rules (§9), and nothing
 *  else. As for the journal, a device of a roster that has run out is known as long as its certificate
 *  lasts: a copy is needed most when no relay has passed a new roster on for days. Throws `RelayError`
 *  `port-taken` or `address-refused`. */
export async function startSegmentServer(
  parts: SegmentServerParts,
  at: SegmentServerPlace,
): Promise<SegmentServer> {
  const { primitives, shelf, newsroomId, roster, clock, onFailure } = parts
  const rosters = { newest: async () => roster() }
  const gate = new DeskGate({
    primitives,
    newsroomId,
    rosters,
    clock,
    auditors: [],
  })
  const app = new Hono()
  app.route(
    '/',
    segmentRoutes(shelf, (request) => gate.segmentReader(request, 'newest')),
  )
  app.notFound(() => problemAnswer('not-found'))
  app.onError((error) => {
    onFailure(error)
    return problemAnswer('storage-failed')
  })
  const toApp = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createServer(timeouts, (request, answer) => void toApp(request, answer))
  server.on('clientError', (_error, socket) => socket.destroy())
  server.maxConnections = at.maxConnections ?? MAX_CONNECTIONS
  server.setTimeout(STILL_MILLIS, (socket) => socket.destroy())
  await begin(server, at)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : at.port
  const host = at.host.includes(':') ? `[${at.host}]` : at.host
  return { url: `http://${host}:${port}`, close: () => end(server) }
}

function begin(server: Server, at: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const code = cause.code === 'EADDRINUSE' ? 'port-taken' : 'address-refused'
      const place = `${at.host}, ${at.port}`
      reject(new RelayError(code, { es: place, en: place }, { cause }))
    })
    server.listen(at.port, at.host, resolve)
  })
}

async function end(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
