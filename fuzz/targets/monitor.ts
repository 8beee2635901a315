// What a monitor reads: its own memory, what a site serves, and, a layer below, what any server answers on
// the line to the programs that ask it (the monitor's and the desk's).
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import {
  concatBytes,
  equalBytes,
  ProtocolError,
  u8,
  utf8,
  verifyRelease,
} from '../../packages/protocol/src/index.ts'
import {
  SITE_HEADERS,
  siteCacheControl,
  siteContentType,
  webcatManifest,
} from '../../packages/protocol/src/http.ts'
import { DiskSightings } from '../../packages/cli/src/adapters/disk-sightings.ts'
import { HttpSite } from '../../packages/cli/src/adapters/http-site.ts'
import { CliError } from '../../packages/cli/src/cli-error.ts'
import { lookAt } from '../../packages/cli/src/monitor/look.ts'
import { Sightings } from '../../packages/cli/src/monitor/sightings.ts'
import type { NoAnswer, Site, SiteAnswer, SiteRequest } from '../../packages/cli/src/site.ts'
import { openHttpRelayClient } from '../../packages/desk/src/adapters/http-relay-client.ts'
import { nativePrimitives as p } from '../../packages/desk/src/adapters/native-primitives.ts'
import { keysOf } from '../../packages/desk/src/desk.fixture.ts'
import { DeskError } from '../../packages/desk/src/desk-error.ts'
import {
  newsroomId,
  NOON_MILLIS,
  seededRandom,
} from '../../packages/protocol/src/protocol.fixture.ts'
import { releaseBody, signedRelease } from '../../packages/protocol/src/release.fixture.ts'
import { scratchFolder } from '../scratch.ts'
import { holds, neverThrows, refusalsOf, type Target } from '../target.ts'
import { edition, roster } from './newsroom.ts'

const decoder = new TextDecoder('latin1')
const name64 = 'ab'.repeat(32)
const nothing = new Uint8Array(0)
const release = signedRelease(releaseBody)
const pages = new Map(releaseBody.files.map(({ path }) => [path, utf8(`page at ${path}`)]))
const served: ReadonlyMap<string, Uint8Array> = new Map([
  ...pages,
  ['/release', release],
  ['/release/webcat.json', webcatManifest(newsroomId, releaseBody)],
  ['/edition', edition],
  ['/roster', roster],
])
const listing = utf8('{"segments":["2026-11-22T12Z.0000000001","2026-11-22T12Z.0000000002"]}')
const NO_TIME = { silenceMillis: 2_000, bytesPerSecond: 1 }
const SITE_AT_MOST = 65_536

/** What a monitor is told, by its disk and by the site. */
export const monitorTargets: readonly Target[] = [
  {
    name: 'monitor-memory',
    seeds: [
      `release 7 ${name64} 1795348800000\nroster 1 ${name64} 1795348800000\n`,
      `edition 7 ${name64} 1795348800000\nedition 8 ${'cd'.repeat(32)} 1795348900000\n`,
    ].map(utf8),
    form: 'bytes',
    words: ['edition ', 'release ', 'roster ', '\n', ' ', name64, '9999999999', '\r'],
    share: 0.02,
    roomBytes: 2 ** 21,
    refusal: refusalsOf(CliError, ['storage-failed']),
    async run(input) {
      const folder = scratchFolder('sightings')
      writeFileSync(join(folder, 'sightings'), input)
      const disk = await DiskSightings.open(folder)
      const kept = await disk.all()
      const sightings = await Sightings.open(disk, 0)
      for (const kind of ['edition', 'release', 'roster'] as const)
        sightings.take({ kind, number: sightings.highest(kind) + 1, name: name32 }, NOON_MILLIS)
      await sightings.keep()
      const after = await disk.all()
      // Of two lines about one number the last counts; none that was there is lost.
      const isKept = kept.every(({ kind, number }) =>
        after.some((one) => one.kind === kind && one.number === number),
      )
      holds(isKept, 'a monitor forgot what it had seen')
      return 'accepted'
    },
  },
  {
    // A path, a status, header fields, an empty line, a body: what the site answers there.
    name: 'monitor-look',
    seeds: [...served.keys()].map((path) => answerAt(path)),
    form: 'bytes',
    words: [
      '/es/',
      '/edition',
      '/roster',
      '/release',
      '\n200\n',
      '404',
      'set-cookie: a=b\n',
      'etag: x\n',
    ],
    longest: 32_768,
    share: 0.02,
    roomBytes: 2 ** 24,
    refusal: neverThrows,
    async run(input) {
      const played = new PlayedSite(input)
      const sightings = await Sightings.open({ all: () => Promise.resolve([]), keep }, 0)
      const found = await lookAt(
        {
          ...{ primitives: p, random: seededRandom('look'), nowMillis: () => NOON_MILLIS },
          ...{ newsroomId, sightings, sample: 100 },
        },
        played,
      )
      const isSeen = found.found.length + found.unchecked.length > 0
      holds(isSeen || !played.isLie, 'a site served something else and nothing was found')
      return isSeen ? (found.found[0]?.kind ?? 'unchecked') : 'accepted'
    },
  },
  {
    // Whatever comes over a connection: to the monitor where the first byte is even, else to the desk.
    name: 'http-answer',
    seeds: answers().flatMap((answer) => [0, 1].map((who) => concatBytes(u8(who), answer))),
    form: 'bytes',
    words: [
      ...['\r\n', '\r\n\r\n', 'HTTP/1.1 ', 'content-length: ', 'transfer-encoding: chunked\r\n'],
      ...['content-encoding: gzip, br\r\n', 'location: http://x/\r\n', '0\r\n\r\n', '"segments":['],
      ...['HTTP/1.1 103 Early Hints\r\n', 'HTTP/1.1 101 Switching\r\nupgrade: x\r\n'],
    ],
    longest: 16_384,
    share: 0.02,
    roomBytes: 2 ** 26,
    refusal: refusalsOf(DeskError, ['relay-unreachable', 'device-refused']),
    async run(input) {
      const origin = await servedOnce(input.subarray(1))
      return (input[0] ?? 0) % 2 === 0 ? seenByMonitor(origin) : listedToDesk(origin)
    },
  },
]

const name32 = new Uint8Array(32).fill(7)
const keep = () => Promise.resolve()

/** As the site should answer. */
function answerAt(path: string): Uint8Array {
  const fields = Object.entries(honestHeaders(path)).map(([name, value]) => `${name}: ${value}\n`)
  return concatBytes(utf8(`${path}\n200\n${fields.join('')}\n`), served.get(path) ?? nothing)
}

function honestHeaders(path: string): Readonly<Record<string, string>> {
  const own = { 'cache-control': siteCacheControl(path), 'content-type': siteContentType(path) }
  return isOfNewsroom(path) ? own : { ...SITE_HEADERS, ...own }
}

/** What the newsroom itself says, and no release lists. */
function isOfNewsroom(path: string): boolean {
  return ['/edition', '/release', '/roster'].includes(path)
}

/** A site that is honest but at one path. */
class PlayedSite implements Site {
  readonly origin = 'https://cenzontle.example'
  /** Whether it has answered with a status or bytes that no honest site would. */
  isLie = false
  readonly #path: string
  readonly #answer: SiteAnswer

  constructor(input: Uint8Array) {
    const end = decoder.decode(input).indexOf('\n\n')
    const [path = '', status = '', ...fields] = decoder
      .decode(input.slice(0, Math.max(0, end)))
      .split('\n')
    this.#path = path
    const headers = fields.map((field): [string, string] => {
      const [name = '', ...value] = field.split(': ')
      return [name.toLowerCase(), value.join(': ')]
    })
    const bytes = end < 0 ? nothing : input.slice(end + 2)
    this.#answer = { kind: 'answered', status: Number(status), bytes, headers: new Map(headers) }
  }

  get({ path, atMost }: SiteRequest): Promise<NoAnswer | SiteAnswer> {
    const honest = served.get(path)
    if (path === this.#path) {
      this.isLie ||= this.#answer.status !== (honest === undefined ? 404 : 200)
      this.isLie ||= !isAsGood(
        path,
        this.#answer.bytes,
        honest ?? pages.get('/404.html') ?? nothing,
      )
      const isTooLong = this.#answer.bytes.length > atMost
      return Promise.resolve(isTooLong ? { kind: 'too-long' } : this.#answer)
    }
    const [at, status] = honest === undefined ? ['/404.html', 404] : [path, 200]
    const headers = new Map(Object.entries(honestHeaders(at)))
    return Promise.resolve({ kind: 'answered', status, bytes: served.get(at) ?? nothing, headers })
  }
}

/** Whether bytes say what the honest ones say: under a release a signature that does not hold refuses
 *  nothing (§12), so that its bytes may differ. */
function isAsGood(path: string, bytes: Uint8Array, honest: Uint8Array): boolean {
  if (equalBytes(bytes, honest)) return true
  if (path !== '/release') return false
  try {
    const { body } = verifyRelease(p, bytes, { newsroomId })
    return equalBytes(body, verifyRelease(p, honest, { newsroomId }).body)
  } catch (error) {
    if (error instanceof ProtocolError) return false
    throw error
  }
}

function answers(): readonly Uint8Array[] {
  const head = (fields: string) => utf8(`HTTP/1.1 200 OK\r\n${fields}\r\n`)
  const plain = concatBytes(head(`content-length: ${listing.length}\r\n`), listing)
  const coded = [
    ['gzip', gzipSync(listing)],
    ['br', brotliCompressSync(listing)],
    ['gzip', gzipSync(new Uint8Array(4 * SITE_AT_MOST))],
  ] as const
  const chunk = utf8(`${listing.length.toString(16)}\r\n`)
  return [
    plain,
    concatBytes(head('transfer-encoding: chunked\r\n'), chunk, listing, utf8('\r\n0\r\n\r\n')),
    ...coded.map(([coding, bytes]) => concatBytes(head(`content-encoding: ${coding}\r\n`), bytes)),
    concatBytes(utf8('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), plain),
  ]
}

let server: Server | undefined
let answering: Uint8Array = nothing

/** The origin of a server that answers every request with these bytes and hangs up. */
async function servedOnce(bytes: Uint8Array): Promise<string> {
  answering = bytes
  if (server === undefined) {
    const made = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.once('data', () => socket.end(answering))
    })
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
    made.unref()
    server = made
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function seenByMonitor(origin: string): Promise<string> {
  const wanted = { path: '/es/', use: 'document', codings: 'all', atMost: SITE_AT_MOST } as const
  const answer = await new HttpSite(origin, NO_TIME).get(wanted)
  if (answer.kind !== 'answered') return answer.kind
  holds(answer.bytes.length <= SITE_AT_MOST, 'an answer is longer than it may be')
  return equalBytes(answer.bytes, listing) ? 'accepted' : 'answered'
}

async function listedToDesk(origin: string): Promise<string> {
  const { deviceId, deviceSeed } = keysOf('Ada')
  const client = openHttpRelayClient({
    ...{ origin, p, deviceId, deviceSeed, random: seededRandom('asks'), idleMillis: 2_000 },
    clock: { nowMillis: () => NOON_MILLIS, at: () => () => undefined },
  })
  try {
    const names = await client.segments(undefined)
    return names.length > 0 ? 'listed' : 'none'
  } finally {
    client.close()
  }
}
