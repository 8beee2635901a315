// What a mirror answers. It takes nothing: there is no cell, no edition, no roster and no desk here, and
// the reader script of a page that came from here does not write.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import {
  LOST_PAGE_PATH,
  OCTETS,
  PAGE_SECONDS,
  RELEASE_PATH,
  SITE_HEADERS,
  siteCacheControl,
  siteContentType,
  WEBCAT_MANIFEST_PATH,
} from '@cronista/protocol/http'
import { CliError } from './cli-error.ts'
import type { Mirror, MirrorFile } from './mirror.ts'

const REQUEST_MILLIS = 30_000
const HEADERS_MILLIS = 10_000
const MAX_COPIES_BYTES = 67_108_864
const BROTLI_QUALITY = 5

const compress = promisify(brotliCompress)

/** A server that takes connections. */
export interface RunningMirror {
  readonly url: string
  close(): Promise<void>
}

/** Serves what a mirror holds. Throws `CliError` `port-taken` or `address-refused`. */
export async function serveMirror(
  mirror: Mirror,
  at: { readonly host: string; readonly port: number },
  onFailure: (error: unknown) => void,
): Promise<RunningMirror> {
  const compressed = new CompressedCopies()
  const timeouts = { requestTimeout: REQUEST_MILLIS, headersTimeout: HEADERS_MILLIS }
  const server = createServer(timeouts, (request, answer) => {
    answerTo(mirror, compressed, request)
      .catch((error: unknown) => {
        onFailure(error)
        return plain(503, NOT_KEPT)
      })
      .then((given) => send(request, answer, given))
      .catch(onFailure)
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  await begin(server, at)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : at.port
  return {
    url: `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${port}`,
    close: () => end(server),
  }
}

interface Outgoing {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

const NOT_KEPT = 'no-store'
const KEPT_SHORTLY = `public, max-age=${PAGE_SECONDS}`
const PLAIN_TEXT = 'text/plain; charset=utf-8'
const nothing = new Uint8Array(0)

async function answerTo(
  mirror: Mirror,
  compressed: CompressedCopies,
  request: IncomingMessage,
): Promise<Outgoing> {
  if (mirror.releaseBytes === undefined) return plain(503, NOT_KEPT)
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(404, NOT_KEPT)
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
  if (path === RELEASE_PATH) return outgoing(200, mirror.releaseBytes, OCTETS, KEPT_SHORTLY)
  const manifest = path === WEBCAT_MANIFEST_PATH ? mirror.webcatManifest : undefined
  if (manifest !== undefined)
    return outgoing(200, manifest, siteContentType(path), siteCacheControl(path))
  const brotli = acceptsBrotli(request) ? compressed : undefined
  const file = await mirror.find(path)
  if (file !== undefined) return fileAnswer(200, path, file, brotli)
  if ((await mirror.find(`${path}/`)) !== undefined) return redirectTo(`${path}/`)
  const lost = await mirror.find(LOST_PAGE_PATH)
  return lost === undefined ? plain(404, NOT_KEPT) : fileAnswer(404, LOST_PAGE_PATH, lost, brotli)
}

async function fileAnswer(
  status: number,
  path: string,
  file: MirrorFile,
  brotli: CompressedCopies | undefined,
): Promise<Outgoing> {
  const [type, kept] = [siteContentType(path), siteCacheControl(path)]
  const copy = await brotli?.of(file)
  if (copy === undefined) return outgoing(status, file.bytes, type, kept)
  const answer = outgoing(status, copy, type, kept)
  return { ...answer, headers: { ...answer.headers, 'content-encoding': 'br' } }
}

function outgoing(
  status: number,
  bytes: Uint8Array,
  contentType: string,
  cacheControl: string,
): Outgoing {
  const headers = {
    ...SITE_HEADERS,
    'cache-control': cacheControl,
    'content-type': contentType,
    vary: 'accept-encoding',
  }
  return { status, bytes, headers }
}

function plain(status: 308 | 404 | 503, cacheControl: string): Outgoing {
  return outgoing(status, nothing, PLAIN_TEXT, cacheControl)
}

function redirectTo(path: string): Outgoing {
  const answer = plain(308, KEPT_SHORTLY)
  return { ...answer, headers: { ...answer.headers, location: path } }
}

function send(
  request: IncomingMessage,
  answer: ServerResponse,
  { status, headers, bytes }: Outgoing,
) {
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  answer.writeHead(status, {
    ...headers,
    'content-length': bytes.length,
    // What was sent along is not read, so the connection cannot go on.
    ...(isRead ? {} : { connection: 'close' }),
  })
  answer.end(request.method === 'HEAD' ? undefined : bytes)
}

/** Whether `br` is named without a weight of zero. */
function acceptsBrotli(request: IncomingMessage): boolean {
  const accepted = (request.headers['accept-encoding'] ?? '').toLowerCase()
  return accepted
    .split(',')
    .map((coding) => coding.replaceAll(' ', ''))
    .some((coding) => /^br(?:;(?!q=0(?:\.0*)?$).*)?$/u.test(coding))
}

/** Brotli copies, made when first asked for and kept by hash while there is room. */
class CompressedCopies {
  readonly #copies = new Map<string, Uint8Array | undefined>()
  #length = 0

  /** `undefined` if compressing saves nothing. */
  async of({ name, bytes }: MirrorFile): Promise<Uint8Array | undefined> {
    if (this.#copies.has(name)) return this.#copies.get(name)
    const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY }
    const compressed = new Uint8Array(await compress(bytes, { params }))
    const copy = compressed.length < bytes.length ? compressed : undefined
    if (this.#length + compressed.length > MAX_COPIES_BYTES) {
      this.#copies.clear()
      this.#length = 0
    }
    this.#copies.set(name, copy)
    this.#length += copy?.length ?? 0
    return copy
  }
}

function begin(
  server: Server,
  at: { readonly host: string; readonly port: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const code = cause.code === 'EADDRINUSE' ? 'port-taken' : 'address-refused'
      reject(new CliError(code, `${at.host}, ${at.port}`, { cause }))
    })
    server.listen(at.port, at.host, resolve)
  })
}

/** Takes no more connections and ends those that are open: every answer can be asked for again. */
async function end(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
