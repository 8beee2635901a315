import { ALSO_FROM } from '@cronista/newsroom'
import {
  asMessageId,
  cut,
  fromBase64Url,
  packLetter,
  PART_BODY_BYTES,
  toBase64Url,
  weekOf,
} from '@cronista/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { nativePrimitives as p } from './adapters/native-primitives.ts'
import { systemClock } from './adapters/system-clock.ts'
import { seededRandom } from './desk.fixture.ts'
import { admitAnswerSchema, cardAnswerSchema, devicesSchema } from './http/device-api.ts'
import { statusSchema } from './http/api.ts'
import { madeSchema, sourcesSchema, storySchema, syncAnswerSchema } from './http/story-api.ts'
import { openFoundedNewsroom, openPage, until } from './running-desk.fixture.ts'
import { typeStory } from './services/written-story.fixture.ts'
import { startDesk, type RunningDesk } from './start-desk.ts'

const running: RunningDesk[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((desk) => desk.close()))
})

async function unlocked(config: Parameters<typeof startDesk>[0]) {
  const desk = await startDesk(config)
  running.push(desk)
  const page = openPage(desk.url)
  await page.unlock()
  return page
}

type Page = Awaited<ReturnType<typeof unlocked>>

/** Ada's and Bruno's pages, once Bruno's desk was let in. */
async function admitted(newsroom: Awaited<ReturnType<typeof openFoundedNewsroom>>) {
  const ada = await unlocked(newsroom.config)
  const bruno = await unlocked(newsroom.brunosConfig)
  const { own } = devicesSchema.parse(await bruno.ask('/api/devices'))
  await bruno.ask('/api/devices/welcome', await ada.ask('/api/devices/admit', { card: own.card }))
  return { ada, bruno }
}

/** Types a complete story into a desk: who is behind it is not quoted. */
async function writeStory({ ask }: Page, source: string): Promise<string> {
  const name = { name: 'Pluma de Sal', requestId: 'pen-name-1' }
  const { id: penName } = madeSchema.parse(await ask('/api/pen-names', name))
  const opened = { original: 'es', requestId: 'story-01' }
  const { id } = madeSchema.parse(await ask('/api/stories', opened))
  await ask(`/api/stories/${id}/moves`, { move: 'begin', requestId: 'begin-01' })
  const doc = new Y.Doc()
  const { update, vector } = syncAnswerSchema.parse(
    await ask(`/api/stories/${id}/sync`, { vector: toBase64Url(Y.encodeStateVector(doc)) }),
  )
  Y.applyUpdate(doc, fromBase64Url(update)!)
  typeStory(doc, penName)
  doc.getMap(ALSO_FROM).set(source, true)
  const typed = toBase64Url(Y.encodeStateAsUpdate(doc, fromBase64Url(vector)))
  await ask(`/api/stories/${id}/sync`, { vector, update: typed })
  return id
}

const storyOf = async ({ ask }: Page, id: string) =>
  storySchema.parse(await ask(`/api/stories/${id}`)).story

describe('two desks of one newsroom', () => {
  test('the second waits, is admitted by eight words, and answers what the first collected', async () => {
    const nowMillis = systemClock.nowMillis()
    const newsroom = await openFoundedNewsroom(nowMillis)
    const contributorSeed = seededRandom('contributor')(32)
    const [body] = cut(packLetter({ language: 'es', text: 'Vi los camiones.' }), PART_BODY_BYTES)
    newsroom.relay.close(p, [
      newsroom.seal(contributorSeed, {
        ...{ kind: 'part', contributor: p.ed25519PublicKey(contributorSeed), repliesRead: 0 },
        ...{ week: weekOf(nowMillis), replyKey: new Uint8Array(32).fill(3) },
        ...{ messageId: asMessageId(new Uint8Array(16).fill(4)), rosterHead: new Uint8Array(32) },
        ...{ number: 0, count: 1, body: body! },
      }),
    ])
    const ada = await unlocked(newsroom.config)
    const bruno = await unlocked(newsroom.brunosConfig)

    const waiting = statusSchema.parse(await bruno.ask('/api/status'))
    expect(waiting).toMatchObject({ membership: 'waiting', collects: false, warnings: [] })
    await expect(bruno.threads()).rejects.toThrow('desk-waiting')

    const shown = devicesSchema.parse(await bruno.ask('/api/devices'))
    expect(shown.membership).toBe('waiting')
    const { card } = shown.own
    const read = cardAnswerSchema.parse(await ada.ask('/api/devices/card', { card }))
    expect(read).toEqual({ personName: 'Bruno', words: shown.own.words })
    const admitted = admitAnswerSchema.parse(await ada.ask('/api/devices/admit', { card }))
    await bruno.ask('/api/devices/welcome', admitted)
    expect(statusSchema.parse(await bruno.ask('/api/status'))).toMatchObject({
      ...{ membership: 'member', collects: false },
    })

    const [thread] = await until(async () => {
      const threads = await bruno.threads()
      return threads.length > 0 ? threads : undefined
    })
    const reply = { text: '¿Cuántos eran?', language: 'es', requestId: 'request-1' }
    await bruno.ask(`/api/threads/${thread!.id}/replies`, reply)
    const entries = await until(async () => {
      const conversation = await ada.thread(thread!.id)
      return conversation.entries.length > 1 ? conversation.entries : undefined
    })
    // The epochs' seeds have come to the second desk in parcels.
    await until(async () => {
      const { collects } = statusSchema.parse(await bruno.ask('/api/status'))
      return collects ? collects : undefined
    })
    expect(entries[1]).toMatchObject({ kind: 'reply', text: '¿Cuántos eran?', by: 'Bruno' })
    await until(async () => {
      const { devices } = devicesSchema.parse(await ada.ask('/api/devices'))
      return devices.every(({ member, personName }) => member && personName !== undefined)
        ? devices
        : undefined
    })
    // The relay serves an edition with the second person's reply, built by the first one's desk.
    await until(async () => {
      const { entries: mine } = await ada.thread(thread!.id)
      const [, one] = mine
      return one?.kind === 'reply' && one.state === 'listed' ? one : undefined
    })
    await Promise.all(running.splice(0).map((desk) => desk.close()))
    await newsroom.close()
  })

  test('what one of them protects keeps a story from being approved at the other', async () => {
    const newsroom = await openFoundedNewsroom(systemClock.nowMillis())
    const { ada, bruno } = await admitted(newsroom)
    const source = {
      ...{ level: 'nothing', label: { es: 'Quien maneja', en: 'Who drives' } },
      requestId: 'source-1',
    }
    const { id: behind } = madeSchema.parse(await ada.ask('/api/sources', source))
    const id = await writeStory(ada, behind)
    await ada.ask(`/api/stories/${id}/moves`, { move: 'submit', requestId: 'submit-1' })
    const { proposal } = await storyOf(ada, id)
    await until(async () => {
      const { sources } = sourcesSchema.parse(await bruno.ask('/api/sources'))
      return sources.length > 0 ? sources : undefined
    })
    const text = { kind: 'other', text: 'el camión', requestId: 'other-01' }
    await bruno.ask(`/api/sources/${behind}/protections`, text)
    const found = await until(async () => {
      const { gate } = await storyOf(ada, id)
      return gate.findings.length > 0 ? gate : undefined
    })
    expect(found).toMatchObject({ judged: 'proposal', findings: [{ rule: 1, source: behind }] })
    const approve = { move: 'approve', digest: proposal!.digest, requestId: 'approve-1' }
    await expect(ada.ask(`/api/stories/${id}/moves`, approve)).rejects.toThrow('gate-blocked')
    expect(await storyOf(ada, id)).toMatchObject({ state: 'in-review', approvals: [] })
    await Promise.all(running.splice(0).map((desk) => desk.close()))
    await newsroom.close()
  })
})
