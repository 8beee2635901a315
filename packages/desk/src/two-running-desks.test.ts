import { asMessageId, cut, packLetter, PART_BODY_BYTES, weekOf } from '@cronista/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { nativePrimitives as p } from './adapters/native-primitives.ts'
import { systemClock } from './adapters/system-clock.ts'
import { seededRandom } from './desk.fixture.ts'
import { admitAnswerSchema, cardAnswerSchema, devicesSchema } from './http/device-api.ts'
import { statusSchema } from './http/api.ts'
import { openFoundedNewsroom, openPage, until } from './running-desk.fixture.ts'
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
  }, 60_000)
})
