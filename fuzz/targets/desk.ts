import { Hono } from 'hono'
import type { ZodType } from 'zod'
import {
  asMessageId,
  concatBytes,
  ProtocolError,
  u16,
  u32,
  u64,
  u8,
  utf8,
} from '../../packages/protocol/src/index.ts'
import { batchRelayOver } from '../../packages/desk/src/adapters/http-batch-relay.ts'
import { releaseRelayOver } from '../../packages/desk/src/adapters/http-release-relay.ts'
import { nativePrimitives as p } from '../../packages/desk/src/adapters/native-primitives.ts'
import { parseConfig } from '../../packages/desk/src/config.ts'
import { DeskError } from '../../packages/desk/src/desk-error.ts'
import { replyRequestSchema, unlockRequestSchema } from '../../packages/desk/src/http/api.ts'
import { cardRequestSchema, welcomeRequestSchema } from '../../packages/desk/src/http/device-api.ts'
import { parsedBody } from '../../packages/desk/src/http/parsed-body.ts'
import * as stories from '../../packages/desk/src/http/story-api.ts'
import type { DeskStores, DeskStore } from '../../packages/desk/src/ports/desk-store.ts'
import { readNotedHeads } from '../../packages/desk/src/services/chain-heads.ts'
import type { DeskKeys } from '../../packages/desk/src/services/desk-keys.ts'
import {
  readListings,
  readNotedEdition,
} from '../../packages/desk/src/services/edition-builder-notes.ts'
import { readCheckpoints } from '../../packages/desk/src/services/journal-checkpoint.ts'
import { JournalFaults } from '../../packages/desk/src/services/journal-faults.ts'
import { KnownDevices } from '../../packages/desk/src/services/known-devices.ts'
import { readPendingParts } from '../../packages/desk/src/services/pending-parts.ts'
import { readReceived, readSent } from '../../packages/desk/src/services/sync-notes.ts'
import { newsroomId } from '../../packages/protocol/src/protocol.fixture.ts'
import { holds, refusalsOf, type Target } from '../target.ts'
import { part } from './newsroom.ts'

const hex16 = 'a1'.repeat(16)
const inBoth = { es: 'Una línea', en: 'A line' }
const consent = { words: 'sí', agreedOn: '2026-02-20', askedBy: hex16 }
const requestId = 'AAAAAAAAAAAAAAAAAAAAAA'
/** Every body that the desk's page can send, with one that may pass. */
const bodies: Readonly<Record<string, readonly [schema: ZodType, body: object]>> = {
  unlock: [unlockRequestSchema, { passphrase: 'siete palabras', token: 'A'.repeat(43) }],
  reply: [replyRequestSchema, { text: 'Gracias', language: 'es', requestId }],
  card: [cardRequestSchema, { card: 'AAAA' }],
  welcome: [welcomeRequestSchema, { welcome: 'AAAA' }],
  story: [stories.newStorySchema, { original: 'es', requestId, threads: [] }],
  sync: [stories.syncRequestSchema, { vector: 'AA', update: 'AAA' }],
  move: [stories.moveRequestSchema, { move: 'note-correction', note: inBoth, requestId }],
  penName: [stories.newPenNameSchema, { name: 'Zacate', thread: hex16, requestId }],
  series: [stories.newSeriesSchema, { title: inBoth, slug: { es: 'a', en: 'b' }, requestId }],
  source: [stories.newSourceSchema, { label: inBoth, level: 'anonymous', consent, requestId }],
  revision: [stories.sourceRevisionSchema, { label: inBoth, level: 'named', follows: hex16 }],
  protection: [stories.newProtectionSchema, { kind: 'surname', text: 'Ríos', requestId }],
  lift: [stories.liftProtectionSchema, { consent, requestId }],
}
const api = new Hono()
for (const [name, [schema]] of Object.entries(bodies))
  api.post(`/${name}`, async (c) => {
    await parsedBody(c, schema)
    return c.body(null, 204)
  })
api.onError((error) => {
  throw error
})

const deskSite = {
  ...{ name: 'El Cenzontle', motto: inBoth, hosts: ['a.example'], origin: 'https://a.example' },
  script: '/assets/reader.js',
}
const config = { folder: '/a', page: '/b', port: 0, relay: 'https://a.example', site: deskSite }
const hex32 = 'ab'.repeat(32)

/** What the desk is told: by its own page, by its relay, by its disk, by its editor's configuration. */
export const deskTargets: readonly Target[] = [
  {
    name: 'desk-api',
    seeds: Object.entries(bodies).map(([name, [, body]]) => utf8(JSON.stringify([name, body]))),
    form: 'json',
    words: ['__proto__', '"requestId":', '\\ud800', '\\u0000'],
    share: 0.02,
    roomBytes: 2 ** 22,
    refusal: refusalsOf(DeskError, ['request-malformed']),
    async run(input) {
      const [name, body] = namedBodyIn(input)
      const headers = { 'content-type': 'application/json' }
      const asked = { method: 'POST', headers, body }
      const answer = await api.request(`/${name}`, asked)
      return answer.status === 204 ? 'accepted' : String(answer.status)
    },
  },
  {
    name: 'desk-config',
    seeds: [utf8(JSON.stringify(config))],
    form: 'json',
    share: 0.1,
    roomBytes: 2 ** 22,
    refusal: refusalsOf(DeskError, ['config-malformed']),
    run(input) {
      const { relay } = parseConfig(jsonIn(input))
      holds(relay === new URL(relay).origin, 'a relay that is no origin')
      return 'accepted'
    },
  },
  {
    name: 'relay-answer',
    seeds: [
      { batches: [{ place: 1, deviceId: hex16, number: 4 }] },
      { files: [hex32, hex32] },
      { type: 'urn:cronista:problem:release-refused', title: 'x', status: 422 },
    ].map((answer) => utf8(JSON.stringify(answer))),
    form: 'json',
    share: 0.1,
    roomBytes: 2 ** 22,
    refusal: refusalsOf(DeskError, /^(?:relay-unreachable|device-refused|(?:batch|release)-.*)$/u),
    async run(input) {
      const status = (input.at(-1) ?? 0) % 2 === 0 ? 422 : 200
      const ask = () => Promise.resolve({ status, body: input })
      const releases = releaseRelayOver(ask)
      const batches = batchRelayOver(ask)
      const questions = [
        () => batches.batches(0),
        () => batches.putBatch(1, input),
        () => releases.lackingFiles([]),
        () => releases.putRelease(1, input),
        () => releases.release(),
      ]
      // Each is asked whatever became of the others; the last refusal is told.
      const answers = await Promise.allSettled(questions.map((question) => question()))
      const strange = answers.find(
        (one) => one.status === 'rejected' && !(one.reason instanceof DeskError),
      )
      if (strange?.status === 'rejected') throw strange.reason
      const [listing] = answers
      if (listing?.status === 'rejected') throw listing.reason
      return 'accepted'
    },
  },
  {
    name: 'desk-notes',
    seeds: notesOfEachKind(),
    form: 'bytes',
    words: ['[{"code":"journal-forked"', '"deviceId":', '"sequence":'],
    roomBytes: 2 ** 20,
    refusal: (error) =>
      refusalsOf(ProtocolError, /-malformed$/u)(error) ??
      refusalsOf(DeskError, ['storage-damaged'])(error),
    run(input) {
      const [reader = 0] = input
      const keys = keysThatHold(input.slice(1))
      notesReaders[reader % notesReaders.length]?.(keys)
      return 'accepted'
    },
  },
]

const stores = {} as DeskStores & DeskStore
/** Everything that is read back from the disk once its seal has been opened. */
const notesReaders: readonly ((keys: DeskKeys) => unknown)[] = [
  (keys) => readSent(keys, stores),
  (keys) => readReceived(keys, stores),
  (keys) => readNotedHeads(keys, stores),
  (keys) => readNotedEdition(keys, stores),
  (keys) => readListings(keys, stores),
  (keys) => readCheckpoints(keys, stores),
  (keys) => new JournalFaults(keys, stores),
  (keys) => readPendingParts(keys, stores, () => false),
  (keys) => KnownDevices.open(keys, stores),
]

/** Keys under which the disk holds these bytes, whatever is asked for. */
function keysThatHold(content: Uint8Array): DeskKeys {
  const secrets = { find: () => content, list: () => [content] }
  const own = { p, newsroomId, personId: new Uint8Array(16), devicePublicKey: new Uint8Array(32) }
  return { ...own, secrets } as unknown as DeskKeys
}

function notesOfEachKind(): readonly Uint8Array[] {
  const faults = [{ code: 'journal-forked', deviceId: hex16, sequence: 3 }]
  const head = concatBytes(new Uint8Array(16).fill(1), u64(7), new Uint8Array(32))
  const listing = concatBytes(new Uint8Array(16), u32(1), u32(2), u64(3))
  const event = utf8('{}')
  const checkpoint = concatBytes(
    ...[u8(1), u32(2), new Uint8Array(32), u8(1), head, u32(1), u32(0), u32(2), event],
  )
  const pending = concatBytes(
    ...[u32(20_000), part.contributor, u32(part.week), part.replyKey],
    ...[
      asMessageId(new Uint8Array(16)),
      u8(0),
      u8(2),
      u32(0),
      part.rosterHead,
      u16(3),
      event,
      u8(0),
    ],
  )
  const contents = [
    concatBytes(u64(1), u64(2), u32(3)),
    concatBytes(u64(1), u64(2), u64(3), new Uint8Array(16), u64(4), u64(5)),
    concatBytes(u8(1), head),
    concatBytes(u64(1), u64(2), new Uint8Array(100)),
    concatBytes(listing, listing),
    checkpoint,
    utf8(JSON.stringify(faults)),
    pending,
    new Uint8Array(96).fill(3),
  ]
  return contents.map((content, index) => concatBytes(u8(index), content))
}

/** `["name", body]`; what is no such pair goes to one of them as it is. */
function namedBodyIn(input: Uint8Array): readonly [name: string, body: string] {
  const pair = jsonIn(input)
  const [name, body] = Array.isArray(pair) ? (pair as unknown[]) : []
  if (typeof name === 'string' && Object.hasOwn(bodies, name))
    return [name, JSON.stringify(body ?? null)]
  return ['move', new TextDecoder().decode(input)]
}

function jsonIn(input: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(input))
  } catch {
    return undefined
  }
}
