import { Hono } from 'hono'
import type { ZodType } from 'zod'
import { utf8 } from '../../packages/protocol/src/index.ts'
import { batchRelayOver } from '../../packages/desk/src/adapters/http-batch-relay.ts'
import { releaseRelayOver } from '../../packages/desk/src/adapters/http-release-relay.ts'
import { parseConfig } from '../../packages/desk/src/config.ts'
import { readDeskConfig } from '../../packages/desk/src/start-desk.ts'
import { DeskError } from '../../packages/desk/src/desk-error.ts'
import {
  admitStrangersRequestSchema,
  muteRequestSchema,
  replyRequestSchema,
  unlockRequestSchema,
} from '../../packages/desk/src/http/api.ts'
import { cardRequestSchema, welcomeRequestSchema } from '../../packages/desk/src/http/device-api.ts'
import { parsedBody } from '../../packages/desk/src/http/parsed-body.ts'
import * as stories from '../../packages/desk/src/http/story-api.ts'
import { scratchFile } from '../scratch.ts'
import { holds, refusalsOf, type Target } from '../target.ts'

const hex16 = 'a1'.repeat(16)
const inBoth = { es: 'Una línea', en: 'A line' }
const consent = { words: 'sí', agreedOn: '2026-02-20', askedBy: hex16 }
const requestId = 'AAAAAAAAAAAAAAAAAAAAAA'
/** Every body that the desk's page can send, with one that may pass. */
const bodies: Readonly<Record<string, readonly [schema: ZodType, body: object]>> = {
  unlock: [unlockRequestSchema, { passphrase: 'siete palabras', token: 'A'.repeat(43) }],
  reply: [replyRequestSchema, { text: 'Gracias', language: 'es', requestId }],
  mute: [muteRequestSchema, { muted: true }],
  admit: [admitStrangersRequestSchema, { atMost: 3 }],
  card: [cardRequestSchema, { card: 'AAAA' }],
  welcome: [welcomeRequestSchema, { welcome: 'AAAA' }],
  story: [stories.newStorySchema, { original: 'es', requestId }],
  sync: [stories.syncRequestSchema, { vector: 'AA', update: 'AAA' }],
  move: [stories.moveRequestSchema, { move: 'note-correction', note: inBoth, requestId }],
  penName: [stories.newPenNameSchema, { name: 'Zacate', thread: hex16, requestId }],
  series: [stories.newSeriesSchema, { title: inBoth, slug: { es: 'a', en: 'b' }, requestId }],
  source: [stories.newSourceSchema, { label: inBoth, level: 'description', consent, requestId }],
  revision: [
    stories.sourceRevisionSchema,
    { label: inBoth, level: 'alias', revision: 1, head: 'ab'.repeat(32) },
  ],
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

/** What the desk is told: by its own page, by its relay, by its editor's configuration. */
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
    share: 0.02,
    roomBytes: 2 ** 22,
    refusal: refusalsOf(DeskError, ['config-malformed']),
    async run(input) {
      const given = await readDeskConfig(scratchFile('desk.json', input))
      const { relay } = parseConfig(given)
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
      // The last byte says which status they come with.
    ].flatMap((answer) => [utf8(JSON.stringify(answer)), utf8(`${JSON.stringify(answer)}\n`)]),
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
]

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
