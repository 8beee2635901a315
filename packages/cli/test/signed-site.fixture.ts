import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import {
  asPersonId,
  certifyDevice,
  encodeRelease,
  encodeReleaseBody,
  newsroomIdOf,
  releaseHead,
  signRelease,
  toHex,
  type ReleaseBody,
} from '@cronista/protocol'
import {
  SITE_HEADERS,
  siteCacheControl,
  siteContentType,
  WEBCAT_MANIFEST_PATH,
  webcatManifest,
} from '@cronista/protocol/http'
import { portablePrimitives as p } from '@cronista/protocol/portable'

const [rootSeed, adasSeed, brunosSeed] = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
]
const ISSUED_MILLIS = Date.UTC(2026, 10, 22)
/** Who signs here: the root, and a device of each of two people. */
export const seeds = { root: rootSeed, devices: [adasSeed, brunosSeed] } as const
export const newsroomId = newsroomIdOf(p, p.ed25519PublicKey(rootSeed))

/** The fingerprint of the newsroom that signs here, as somebody would write it. */
export const fingerprint = toHex(newsroomId).toUpperCase().replaceAll(/.{8}/gu, '$& ').trim()

/** A release and the bytes of its files. */
export interface SignedSite {
  readonly release: Uint8Array
  readonly head: Uint8Array
  /** What WEBCAT reads of it. */
  readonly manifest: Uint8Array
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** Pages whose text differs from one `edition` of the site to the next. */
function pagesOf(text: string): ReadonlyMap<string, Uint8Array> {
  const paths = [
    '/',
    '/404.html',
    '/assets/reader.js',
    '/assets/site.css',
    '/es/',
    '/en/',
    '/es/una-nota/',
    '/en/a-story/',
  ]
  const bytes = new TextEncoder()
  return new Map(
    paths.map((path) => [
      path,
      bytes.encode(`${path === '/404.html' ? '' : text} ${path} `.repeat(40)),
    ]),
  )
}

/** What may be otherwise in a release. */
interface SiteWishes {
  readonly text?: string
  readonly previousHead?: Uint8Array
  readonly signers?: 1 | 2
}

/** A small site in its release number `number`. */
export function signedSite(
  number: number,
  { text = `release ${number}`, previousHead = new Uint8Array(32), signers = 2 }: SiteWishes = {},
): SignedSite {
  const files = pagesOf(text)
  const listed: ReleaseBody = {
    rootPublicKey: p.ed25519PublicKey(rootSeed),
    number,
    previousHead,
    issuedAtMillis: ISSUED_MILLIS,
    rosterHead: new Uint8Array(32),
    files: [...files].map(([path, bytes]) => ({
      path,
      size: bytes.length,
      sha256: new Uint8Array(createHash('sha256').update(bytes).digest()),
    })),
    pairs: [
      { es: '/es/', en: '/en/' },
      { es: '/es/una-nota/', en: '/en/a-story/' },
    ],
  }
  const body = encodeReleaseBody(listed)
  const signatures = [adasSeed, brunosSeed].slice(0, signers).map((seed, index) => {
    const device = certifyDevice(p, newsroomId, rootSeed, {
      personId: asPersonId(new Uint8Array(16).fill(index)),
      publicKey: p.ed25519PublicKey(seed),
      certifiedUntilMillis: ISSUED_MILLIS,
    })
    return signRelease(p, newsroomId, seed, device, body)
  })
  const head = releaseHead(p, newsroomId, body)
  const manifest = webcatManifest(newsroomId, listed)
  return { release: encodeRelease(body, signatures), head, manifest, files }
}

/** Answers a request itself (`true`), or leaves it to the honest server. */
export type Mischief = (path: string, answer: ServerResponse, request: IncomingMessage) => boolean

/** A server on this machine that plays the relay. */
export interface PlayedSite {
  readonly url: string
  /** What it serves from now on. */
  serve(site: SignedSite): void
  /** What it does from now on instead of answering honestly. */
  play(mischief: Mischief): void
}

/** Serves a site until the test ends. */
export async function playedSite(first: SignedSite, mischief?: Mischief): Promise<PlayedSite> {
  let site = first
  let playing = mischief
  const server = createServer((request, answer) => {
    const path = request.url ?? '/'
    if (playing?.(path, answer, request) !== true) answerHonestly(site, path, request, answer)
  })
  await listening(server)
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(next) {
      site = next
    },
    play(next) {
      playing = next
    },
  }
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
}

function answerHonestly(
  { release, manifest, files }: SignedSite,
  path: string,
  request: IncomingMessage,
  answer: ServerResponse,
): void {
  if (path === '/release') {
    answer.writeHead(200, { ...SITE_HEADERS }).end(release)
    return
  }
  const file = path === WEBCAT_MANIFEST_PATH ? manifest : files.get(path)
  const [status, served] = file === undefined ? [404, '/404.html'] : [200, path]
  const bytes = file ?? files.get('/404.html') ?? new Uint8Array(0)
  const isBrotli = /\bbr\b/u.test(request.headers['accept-encoding'] ?? '')
  answer.writeHead(status, {
    ...headersOf(served),
    ...(isBrotli ? { 'content-encoding': 'br' } : {}),
  })
  answer.end(isBrotli ? brotliCompressSync(bytes) : bytes)
}

/** What an honest server sends with the file at this path. */
export function headersOf(path: string): Readonly<Record<string, string>> {
  return {
    ...SITE_HEADERS,
    'cache-control': siteCacheControl(path),
    'content-type': siteContentType(path),
    vary: 'accept-encoding',
  }
}
