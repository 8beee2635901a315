import { weekOf } from '@cronista/protocol'
import { openedThreads } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { Contributor, sealed } from '../desk.fixture.ts'
import { openIntake } from './intake.fixture.ts'

const DAY = 86_400_000

describe('reply keys', () => {
  const send = async (desk: ReturnType<typeof openIntake>, plaintexts: readonly Uint8Array[]) => {
    const cells = plaintexts.map((one) => sealed(desk.epoch, one))
    desk.relay.close(p, cells)
    await desk.collector.pull()
    return cells
  }

  test('an old segment that is sent again neither becomes the newest word nor keeps a key alive', async () => {
    const desk = openIntake()
    const mar = new Contributor('Mar')
    const firstAtMillis = desk.clock.nowMillis()
    const old = await send(desk, mar.parts('Uno.'))
    const [{ id } = { id: '' }] = desk.conversations.list()
    desk.conversations.reply(id, { text: 'Sí.', language: 'es', requestId: 'request-1' })
    old.push(...(await send(desk, [mar.receipt(1)])))
    await desk.clock.advance(8 * DAY)
    const secondAtMillis = desk.clock.nowMillis()
    await send(desk, mar.parts('Dos.', { atMillis: secondAtMillis }))
    desk.relay.close(p, old)
    await desk.clock.advance(1 * DAY)
    await desk.collector.pull()
    const nowMillis = desk.clock.nowMillis()
    expect(desk.replyKeys.newest(id, nowMillis)).toEqual(mar.replyKey(secondAtMillis))
    const lateMillis = firstAtMillis + 22 * DAY
    const first = weekOf(firstAtMillis)
    expect(desk.replyKeys.find(id, first, nowMillis)).toEqual(mar.replyKey(firstAtMillis))
    expect(desk.replyKeys.find(id, first, lateMillis)).toBeUndefined()
    expect(desk.replyKeys.newest(id, lateMillis)).toEqual(mar.replyKey(secondAtMillis))
  })

  test('of two weeks the later is the newest, also if it came first; a week far ahead counts for nothing', async () => {
    const desk = openIntake()
    const mar = new Contributor('Mar')
    const nowMillis = desk.clock.nowMillis()
    for (const days of [0, 7, -7, 21])
      await send(desk, mar.parts(`${days}`, { atMillis: nowMillis + days * DAY }))
    const [{ id } = { id: '' }] = desk.conversations.list()
    expect(desk.texts()).toHaveLength(4)
    expect(desk.replyKeys.newest(id, nowMillis)).toEqual(mar.replyKey(nowMillis + 7 * DAY))
  })

  test('nobody brings a desk to ask for keys that no desk keeps, by writing under many weeks or far ones', async () => {
    const desk = openIntake()
    const mar = new Contributor('Mar')
    const nowMillis = desk.clock.nowMillis()
    const weeks = [0, -7, -14, -21, -28, -35, 21]
    for (const days of weeks)
      await send(desk, mar.parts(`${days}`, { atMillis: nowMillis + days * DAY }))
    const [thread] = openedThreads(desk.journal.state)
    const lacking = [...thread!.messages.values()].filter(
      ({ week }) => desk.replyKeys.find(thread!.id, week, nowMillis) === undefined,
    )
    expect(lacking).toHaveLength(weeks.length - 4)
    for (const { week, receivedAtMillis } of lacking)
      expect(desk.replyKeys.hasRoomFor({ thread: thread!.id, week }, receivedAtMillis)).toBe(false)
    // A desk that has none of its keys, or a newer week's alone to come, does ask.
    const week = weekOf(nowMillis)
    expect(desk.replyKeys.hasRoomFor({ thread: '00'.repeat(16), week }, nowMillis)).toBe(true)
    const next = { thread: thread!.id, week: week + 1 }
    expect(desk.replyKeys.hasRoomFor(next, nowMillis)).toBe(true)
  })
})
