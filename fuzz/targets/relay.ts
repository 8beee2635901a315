import { MemoryCellLog } from '../../packages/relay/src/adapters/memory/memory-cell-log.ts'
import { MemorySegmentStore } from '../../packages/relay/src/adapters/memory/memory-segment-store.ts'
import { nativePrimitives as p } from '../../packages/relay/src/adapters/node/native-primitives.ts'
import { readConfig } from '../../packages/relay/src/config.ts'
import { RelayError } from '../../packages/relay/src/domain/relay-error.ts'
import { takeCell } from '../../packages/relay/src/http/cell-intake.ts'
import { editionOf, NOON, signedRequest } from '../../packages/relay/src/http/newsroom.fixture.ts'
import { ask, relayInMemory, withRoster } from '../../packages/relay/src/http/relay.fixture.ts'
import { CELL_BYTES, EPOCH_MILLIS, utf8 } from '../../packages/protocol/src/index.ts'
import { rosterOf } from '../../packages/relay/src/http/newsroom.fixture.ts'
import { scratchFile } from '../scratch.ts'
import { holds, neverThrows, refusalsOf, type Target } from '../target.ts'

const decoder = new TextDecoder('latin1')
const site = { '/': 'front', '/404.html': 'lost', '/es/': 'es', '/en/': 'en' }
const rosterSeed = rosterOf().bytes
const trial = await relayInMemory(site)
const head = await withRoster(trial)
const knownStatuses = [200, 204, 304, 308, 400, 401, 404, 405, 409, 413, 422, 431, 503]

const signed = await signedRequest('/desk/segments', undefined, { createdMillis: NOON })
const signedHeaders = [...signed.headers].map(([name, value]) => `${name}: ${value}`)
const requestSeeds = [
  'GET /es/\naccept-encoding: br, gzip;q=0.5\n\n',
  'GET /desk/segments?after=2026-11-22T12Z.0000000001\n\n',
  `GET /desk/segments\n${signedHeaders.join('\n')}\n\n`,
  'PUT /desk/roster\n\nxxxx',
  'GET /desk/journal?after=3\n\n',
  'POST /desk/release-files/lacking\ncontent-digest: sha-256=:AAAA:\n\n{"files":[]}',
  'PUT /desk/editions/1\ncontent-length: 20480\n\nx',
].map(utf8)
const requestWords = [
  ...[
    'GET ',
    'PUT ',
    'POST ',
    'OPTIONS ',
    'TRACE ',
    '/desk/',
    '/assets/',
    '?after=',
    '%2e%2e/',
    '%00',
  ],
  ...['signature-input: cronista=("@method");created=1', 'signature: cronista=:AAAA:', ';keyid="'],
  ...['content-digest: ', 'content-length: -1', 'accept-encoding: *;q=0', 'range: bytes=0-'],
  ...[
    '"@query"',
    ';tag="cronista/1 desk"',
    ';nonce="',
    '\n',
    ':',
    '(',
    ')',
    '99999999999999999999',
  ],
]

const configSeed = {
  folder: '/srv/cronista',
  port: 8443,
  newsroomId: 'ab'.repeat(32),
  tls: { certificate: 'a.pem', key: 'b.pem' },
}

/** What anybody can send to the relay, and how its operator configures it (docs/protocol.md §9). */
export const relayTargets: readonly Target[] = [
  {
    // Method, path, header fields and body of anybody's request.
    name: 'relay-request',
    seeds: requestSeeds,
    form: 'bytes',
    words: requestWords,
    share: 0.05,
    roomBytes: 2 ** 23,
    longest: 16_384,
    refusal: neverThrows,
    async run(input) {
      const request = requestIn(input)
      if (request === undefined) return 'no-request'
      const answer = await trial.app.request(request)
      const text = await answer.text()
      holds(trial.failures.length === 0, `a bug: ${String(trial.failures.shift())}`)
      holds(knownStatuses.includes(answer.status), `status ${answer.status}`)
      holds(answer.headers.get('set-cookie') === null, 'a cookie')
      holds(/^\/(?!\/)/u.test(answer.headers.get('location') ?? '/'), 'a redirect to another site')
      holds(text.length < 100_000, 'an answer that grows with the question')
      return answer.status < 300 ? 'accepted' : String(answer.status)
    },
  },
  {
    // What stands in the body of a request that a device signed.
    name: 'relay-signed-list',
    seeds: [{ files: [] }, { files: ['ab'.repeat(32), '00'.repeat(32)] }].map((list) =>
      utf8(JSON.stringify(list)),
    ),
    form: 'json',
    share: 0.02,
    roomBytes: 2 ** 23,
    refusal: neverThrows,
    run: (input) => answerTo('/desk/release-files/lacking', input, 'POST'),
  },
  {
    name: 'relay-roster',
    seeds: [rosterSeed],
    form: 'bytes',
    share: 0.02,
    roomBytes: 2 ** 23,
    refusal: neverThrows,
    async run(input) {
      const answer = await trial.app.request('/desk/roster', { method: 'PUT', body: input.slice() })
      holds(trial.failures.length === 0, `a bug: ${String(trial.failures.shift())}`)
      const isSeed = isSame(input, rosterSeed)
      holds(answer.status !== 204 || isSeed, 'an altered roster was stored')
      return answer.status === 204 ? 'accepted' : String(answer.status)
    },
  },
  {
    name: 'relay-signed-edition',
    seeds: [editionOf({ number: 1, rosterHead: head, timeMillis: NOON + 3_600_000 })],
    form: 'bytes',
    share: 0.02,
    roomBytes: 2 ** 23,
    refusal: neverThrows,
    run: (input) => answerTo('/desk/editions/1', input, 'PUT'),
  },
  {
    name: 'relay-cell-intake',
    seeds: [new Uint8Array(CELL_BYTES + 2), new Uint8Array(40)],
    form: 'bytes',
    longest: 8_192,
    share: 0.03,
    refusal: neverThrows,
    run: statusOfCell,
  },
  {
    name: 'relay-config',
    seeds: [utf8(JSON.stringify(configSeed))],
    form: 'json',
    share: 0.02,
    roomBytes: 2 ** 20,
    refusal: refusalsOf(RelayError, ['config-malformed']),
    async run(input) {
      const config = await readConfig(scratchFile('relay.json', input))
      holds(config.segmentMaxAgeMillis <= EPOCH_MILLIS, 'a setting beyond its limits')
      return 'accepted'
    },
  },
]

/** A request with the input as its body, signed as a device does. */
async function answerTo(path: string, body: Uint8Array, method: string): Promise<string> {
  const answer = await ask(trial, path, body, { method })
  await answer.text()
  holds(trial.failures.length === 0, `a bug: ${String(trial.failures.shift())}`)
  holds([200, 204, 413, 422].includes(answer.status), `status ${answer.status}`)
  return answer.status < 300 ? 'accepted' : String(answer.status)
}

/** The input as `METHOD path`, lines of header fields, an empty line, a body; `undefined` for what no
 *  server of HTTP would hand on. */
function requestIn(input: Uint8Array): Request | undefined {
  const text = decoder.decode(input)
  const [top = '', ...rest] = text.split('\n\n')
  const [line = '', ...fields] = top.split('\n')
  const [method = 'GET', path = '/'] = line.split(' ')
  const body = rest.join('\n\n')
  try {
    const headers = new Headers()
    for (const field of fields) {
      const colon = field.indexOf(':')
      if (colon > 0) headers.append(field.slice(0, colon), field.slice(colon + 1))
    }
    const isBodiless = method === 'GET' || method === 'HEAD'
    return new Request(new URL(path, 'http://relay.test'), {
      ...{ method, headers },
      ...(isBodiless ? {} : { body }),
    })
  } catch {
    return undefined
  }
}

/** Hands a body to the intake in pieces: the first byte says how long each is. */
async function statusOfCell(input: Uint8Array): Promise<string> {
  const store = new MemorySegmentStore()
  const log = new MemoryCellLog({ primitives: p, store, clock: () => NOON, segmentMaxCells: 8 })
  const heard: Record<string, (piece: Uint8Array) => void> = {}
  const [step = 1, flags = 0] = input
  const body = input.subarray(2)
  const status = await new Promise<number>((resolve) => {
    const headers = flags % 2 === 0 ? {} : { 'content-length': String(body.length) }
    const request = {
      headers,
      on: (event: string, listener: (piece: Uint8Array) => void) => (heard[event] = listener),
    }
    const answer = { writeHead: resolve, end: () => undefined }
    takeCell(log, (error) => resolve(Number.isNaN(error) ? 1 : 2), request, answer)
    for (let from = 0; from < body.length; from += step * 16 + 1)
      heard['data']?.(body.subarray(from, from + step * 16 + 1))
    heard['end']?.(body)
  })
  holds(status === (body.length === CELL_BYTES ? 204 : 400), `status ${status}`)
  return status === 204 ? 'accepted' : 'not-a-cell'
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
