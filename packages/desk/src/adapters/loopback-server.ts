import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { DeskError } from '../desk-error.ts'

/** A server that listens. */
export interface LoopbackServer {
  readonly port: number
  /** Takes no more requests and ends those under way. */
  close(): Promise<void>
}

/** A connection that is closed while a busy machine takes it up again loses a request; Node's own five
 *  seconds are over in one long sum. */
const KEEP_ALIVE_MILLIS = 65_000

/** Serves an application on 127.0.0.1 and nowhere else; port 0 takes a free one. Throws `port-taken`
 *  or, if the system refuses for another reason, `port-refused`. */
export function serveOnLoopback(
  fetch: (request: Request) => Promise<Response> | Response,
  port: number,
): Promise<LoopbackServer> {
  const server = createAdaptorServer({
    fetch,
    serverOptions: { requestTimeout: 60_000, keepAliveTimeout: KEEP_ALIVE_MILLIS },
  }) as Server
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const isTaken = 'code' in cause && cause.code === 'EADDRINUSE'
      reject(new DeskError(isTaken ? 'port-taken' : 'port-refused', { cause }))
    })
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address()
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () => closed(server),
      })
    })
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
