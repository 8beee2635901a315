// Loaded before the relay's own program (`node --import`): to whom comes from 127.0.1.1 every cell and
// every later question for news is answered with 503, as a hostile relay would. All else is the relay's.
import { syncBuiltinESMExports } from 'node:module'
import http2, { type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'

type Answer = (request: Http2ServerRequest, response: Http2ServerResponse) => void

const REFUSED_PEER = '127.0.1.1'
const NEWS = new Set(['/edition', '/roster'])
const newsAnswered = new WeakMap<object, Set<string>>()
const create = http2.createSecureServer

http2.createSecureServer = ((options: http2.SecureServerOptions, answer: Answer) =>
  create(options, (request, response) => {
    if (isRefused(request)) refuse(request, response)
    else answer(request, response)
  })) as typeof create
syncBuiltinESMExports()

function isRefused(request: Http2ServerRequest): boolean {
  const { socket, url } = request
  if (socket.remoteAddress !== REFUSED_PEER) return false
  if (!NEWS.has(url)) return /^\/c(?:$|[?/])/u.test(url)
  // News comes once for each connection: a contributor has to trust the newsroom to write at all.
  const connection = connectionOf(request)
  const answered = newsAnswered.get(connection) ?? new Set()
  newsAnswered.set(connection, answered)
  const isLater = answered.has(url)
  answered.add(url)
  return isLater
}

/** A request of HTTP/2 sees its socket through a proxy of its own; the session stays. */
function connectionOf({ httpVersionMajor, stream, socket }: Http2ServerRequest): object {
  return (httpVersionMajor === 2 ? stream.session : undefined) ?? socket
}

function refuse(request: Http2ServerRequest, response: Http2ServerResponse): void {
  request.on('end', () => {
    response.writeHead(503, { 'content-type': 'application/problem+json' })
    response.end('{"type":"urn:cronista:problem:storage-failed"}')
  })
  request.resume()
}
