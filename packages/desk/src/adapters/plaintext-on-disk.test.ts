import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  asMessageId,
  cut,
  packLetter,
  PART_BODY_BYTES,
  weekOf,
  type Part,
} from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from './native-primitives.ts'
import { longText, seededRandom } from '../desk.fixture.ts'
import { madeSchema, sourcesSchema } from '../http/story-api.ts'
import { openFoundedNewsroom, openPage, PASSPHRASE, until } from '../running-desk.fixture.ts'
import { startDesk } from '../start-desk.ts'

const MESSAGE = 'zopilotes sobre la barranca de Tepehuanes'
const REPLY = 'pregunta por el camión colorado'
const SURNAME = 'Tlacuilo Ibargüengoitia'
const EMPLOYER = 'Maquiladora del Bajo Nazas'
const SOURCE_LABEL = 'Citlali, costurera'
const REASON = 'vive enfrente de ellos'
const AGREED = 'que solo digan mi nombre de pila'
const random = seededRandom('canaries')
const contributorSeed = random(32)
const replyKey = random(32)
const waitingKey = random(32)

/** Every way in which a canary might stand on a disk. */
function formsOf(canary: Uint8Array | string): readonly Buffer[] {
  if (typeof canary !== 'string') {
    const bytes = Buffer.from(canary)
    return [bytes, Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('base64'))]
  }
  const wide = Buffer.from(canary, 'utf16le')
  return [Buffer.from(canary), wide, Buffer.from(wide).swap16()]
}

/** The files under a folder in which a canary stands in any form. */
async function filesWith(folder: string, canary: Uint8Array | string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of names.filter((one) => one.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name))
    if (formsOf(canary).some((form) => bytes.includes(form))) found.push(entry.name)
  }
  return found
}

function partsOf(text: string, key: Uint8Array, nowMillis: number): readonly Part[] {
  const bodies = cut(packLetter({ language: 'es', text }), PART_BODY_BYTES)
  const sender = {
    contributor: p.ed25519PublicKey(contributorSeed),
    week: weekOf(nowMillis),
    replyKey: key,
    messageId: asMessageId(random(16)),
    repliesRead: 0,
    rosterHead: new Uint8Array(32),
  }
  return bodies.map((body, number) => ({
    ...{ kind: 'part', ...sender, number, count: bodies.length, body },
  }))
}

/** A source with two texts that must not get out, one of which may be printed since. */
async function recordSource({ ask }: ReturnType<typeof openPage>): Promise<void> {
  const consent = { words: AGREED, agreedOn: '2026-11-01' }
  const { id } = madeSchema.parse(
    await ask('/api/sources', {
      ...{ level: 'first-name', label: { es: SOURCE_LABEL, en: SOURCE_LABEL }, consent },
      ...{ deskReason: REASON, hiddenFrom: REASON, requestId: 'source-1' },
    }),
  )
  const protections = `/api/sources/${id}/protections`
  const surname = { kind: 'surname', text: SURNAME, requestId: 'surname-1' }
  const employer = { kind: 'employer', text: EMPLOYER, requestId: 'employer-1' }
  await ask(protections, surname)
  const made = madeSchema.parse(await ask(protections, employer))
  await ask(`${protections}/${made.id}/lift`, { consent, requestId: 'lift-0001' })
  const { sources } = sourcesSchema.parse(await ask('/api/sources'))
  expect(sources).toMatchObject([
    { protections: [{ text: SURNAME }], lifted: [{ text: EMPLOYER, consent }] },
  ])
}

describe('what stands on the disk', () => {
  test('the search finds a canary that is there, in every form', async () => {
    const newsroom = await openFoundedNewsroom(Date.now())
    for (const canary of [MESSAGE, replyKey])
      for (const form of formsOf(canary)) {
        const path = join(newsroom.folder, 'unsealed')
        await writeFile(path, Buffer.concat([Buffer.alloc(1000), form, Buffer.alloc(1000)]))
        expect(await filesWith(newsroom.folder, canary)).toEqual(['unsealed'])
      }
    await newsroom.close()
  })

  test('nothing of a conversation, a source, a waiting part, a key or a name, while the desk runs and after', async () => {
    const nowMillis = Date.now()
    const newsroom = await openFoundedNewsroom(nowMillis)
    const [waiting] = partsOf(longText(2), waitingKey, nowMillis)
    const parts = [...partsOf(MESSAGE, replyKey, nowMillis), waiting!]
    newsroom.relay.close(
      p,
      parts.map((part) => newsroom.seal(contributorSeed, part)),
    )
    const desk = await startDesk(newsroom.config)
    const page = openPage(desk.url)
    await page.unlock()
    const [thread] = await until(async () => {
      const threads = await page.threads()
      return threads.length > 0 ? threads : undefined
    })
    const reply = { text: REPLY, language: 'es', requestId: 'request-1' }
    await page.ask(`/api/threads/${thread!.id}/replies`, reply)
    await page.ask(`/api/threads/${thread!.id}/read`, {})
    expect((await page.thread(thread!.id)).entries.map(({ text }) => text)).toEqual([
      MESSAGE,
      REPLY,
    ])
    await recordSource(page)
    const canaries = [
      ...[SURNAME, EMPLOYER, AGREED, SOURCE_LABEL, REASON],
      ...[MESSAGE, REPLY, thread!.handle, thread!.id, fromHexId(thread!.id), PASSPHRASE, 'Ada'],
      ...[replyKey, waitingKey, p.ed25519PublicKey(contributorSeed), waiting!.messageId],
      ...[waiting!.body.subarray(0, 24)],
    ]
    const state = newsroom.desks[0]!.folder
    for (const canary of canaries) expect(await filesWith(state, canary)).toEqual([])
    await desk.close()
    for (const canary of canaries) expect(await filesWith(state, canary)).toEqual([])
    await newsroom.close()
  })
})

function fromHexId(id: string): Uint8Array {
  return new Uint8Array(Buffer.from(id, 'hex'))
}
