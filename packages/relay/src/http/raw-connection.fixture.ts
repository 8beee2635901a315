import { connect } from 'node:net'

/** Says these bytes to a server over one connection, and gives all that it answers until one side
 *  closes or `answers` heads have come. */
export async function say(
  url: string,
  bytes: string | Uint8Array,
  { answers = 1, hangUp = false, localAddress = '127.0.0.1' } = {},
): Promise<string> {
  const { hostname: host, port } = new URL(url)
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect({ host, port: Number(port), localAddress })
    socket.on('error', reject)
    socket.on('close', () => resolve(heard))
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1')
      if (heard.split('HTTP/1.1 ').length > answers && isWhole(heard)) socket.end()
    })
    socket.write(bytes, () => {
      if (hangUp) socket.end()
    })
  })
}

/** Whether the last answer's body has come. */
function isWhole(heard: string): boolean {
  const last = heard.slice(heard.lastIndexOf('HTTP/1.1 '))
  const [head = '', body] = last.split('\r\n\r\n')
  if (body === undefined) return false
  return body.length >= Number(/content-length: (\d+)/iu.exec(head)?.[1] ?? 0)
}

/** A `POST /c` over HTTP/1.1 with these fields and this body. */
export function postCell(
  body: Uint8Array,
  fields: readonly string[] = [`content-length: ${body.length}`],
): Uint8Array {
  const head = ['POST /c HTTP/1.1', 'host: relay.test', ...fields, '', ''].join('\r\n')
  return joined(new TextEncoder().encode(head), body)
}

/** A request as it goes over HTTP/1.1, with more fields. */
export async function rawRequest(
  request: Request,
  fields: readonly string[] = [],
): Promise<Uint8Array> {
  const { pathname, search } = new URL(request.url)
  const body = new Uint8Array(await request.clone().arrayBuffer())
  const own = Array.from(request.headers, ([name, value]) => `${name}: ${value}`)
  const start = `${request.method} ${pathname}${search} HTTP/1.1`
  const length = `content-length: ${body.length}`
  const head = [start, 'host: relay.test', ...own, ...fields, length, '', ''].join('\r\n')
  return joined(new TextEncoder().encode(head), body)
}

/** A body in chunks of this size (RFC 9112 §7.1). */
export function chunked(body: Uint8Array, size: number): Uint8Array {
  const text = new TextEncoder()
  const pieces: Uint8Array[] = []
  for (let start = 0; start < body.length; start += size) {
    const chunk = body.subarray(start, start + size)
    pieces.push(text.encode(`${chunk.length.toString(16)}\r\n`), chunk, text.encode('\r\n'))
  }
  return joined(...pieces, text.encode('0\r\n\r\n'))
}

/** Joins bytes. */
export function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.length
  }
  return whole
}
