import { toHex } from '@cronista/protocol'
import { openedThreads } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { Contributor, longText, sealed } from '../desk.fixture.ts'
import { witnessTime } from './erasure.ts'
import { openIntake, openNewsroom } from './intake.fixture.ts'

const DAY = 86_400_000
const quotas = {
  known: { messages: 4, bytes: 10_000 },
  stranger: { messages: 2, bytes: 10_000 },
  strangers: { messages: 3, bytes: 10_000 },
}

function openQuoted() {
  const newsroom = openNewsroom()
  const desk = openIntake(newsroom, quotas)
  /** One segment with a message of each of these, and what the desk makes of it. */
  const come = async (...said: readonly (readonly [Contributor, string])[]) => {
    const cells = said.flatMap(([who, text]) =>
      who.parts(text).map((one) => sealed(desk.epoch, one)),
    )
    desk.relay.close(p, cells)
    await desk.collector.pull()
    return cells
  }
  const answer = (text: string) => {
    const found = desk.conversations.list().find(({ preview }) => preview === text)
    const reply = { text: 'Gracias.', language: 'es', requestId: `to-${text}` } as const
    desk.conversations.reply(found!.id, reply)
    return found!.id
  }
  return { ...desk, newsroom, come, answer, reopen: () => openIntake(newsroom, quotas) }
}

const numbered = (who: Contributor, count: number) =>
  Array.from({ length: count }, (_, number) => [who, `${number}`] as const)

describe('what is above the quotas', () => {
  test('waits outside the journal, is counted, and is let in when an editor asks', async () => {
    const desk = openQuoted()
    const mar = new Contributor('Mar')
    await desk.come(...numbered(mar, 6))
    expect(desk.texts()).toHaveLength(2)
    const [thread] = desk.conversations.list()
    expect(thread).toMatchObject({ messages: 2, held: 4, known: false })
    expect(desk.store.secrets.list('held-message')).toHaveLength(4)
    const receivedAtMillis = desk.clock.nowMillis()
    await desk.clock.advance(5_000)
    expect(desk.conversations.admitHeld(thread!.id)).toBe(4)
    expect(desk.texts().sort()).toEqual(['0', '1', '2', '3', '4', '5'])
    expect(desk.store.secrets.list('held-message')).toEqual([])
    const [opened] = openedThreads(desk.journal.state)
    const received = [...opened!.messages.values()].map((message) => message.receivedAtMillis)
    expect(new Set(received)).toEqual(new Set([receivedAtMillis]))
    expect(desk.conversations.list()).toMatchObject([{ held: 0, messages: 6 }])
    expect(desk.conversations.admitHeld(thread!.id)).toBe(0)
  })

  test('outlives a restart, and comes once, however often its cells come again', async () => {
    const desk = openQuoted()
    const mar = new Contributor('Mar')
    const cells = await desk.come(...numbered(mar, 4))
    desk.relay.close(p, cells)
    await desk.collector.pull()
    expect(desk.conversations.list()).toMatchObject([{ messages: 2, held: 2 }])
    const again = desk.reopen()
    desk.relay.close(p, cells)
    await again.collector.pull()
    const [thread] = again.conversations.list()
    expect(thread).toMatchObject({ messages: 2, held: 2 })
    expect(again.conversations.admitHeld(thread!.id)).toBe(2)
    desk.relay.close(p, cells)
    await again.collector.pull()
    expect(again.texts().sort()).toEqual(['0', '1', '2', '3'])
    expect(again.conversations.list()).toMatchObject([{ messages: 4, held: 0 }])
  })

  test('strangers who flood take nothing from somebody whom an editor has answered, and a day later there is room again', async () => {
    const desk = openQuoted()
    const mar = new Contributor('Mar')
    await desk.come([mar, 'Soy Mar.'])
    desk.answer('Soy Mar.')
    const strangers = Array.from(
      { length: 9 },
      (_, number) => new Contributor(`stranger ${number}`),
    )
    await desk.come(...strangers.map((one) => [one, 'Basura.'] as const), [mar, 'Vi los camiones.'])
    expect(desk.texts().filter((text) => text === 'Basura.')).toHaveLength(3)
    expect(desk.texts()).toContain('Vi los camiones.')
    expect(desk.conversations.heldStrangers()).toEqual({ messages: 6, dropped: 0 })
    expect(desk.conversations.list()[0]).toMatchObject({ known: true, messages: 2 })
    await desk.clock.advance(DAY)
    await desk.come([new Contributor('Luz'), 'Otra cosa.'])
    expect(desk.texts()).toContain('Otra cosa.')
    expect(desk.conversations.admitStrangers(4)).toBe(4)
    expect(desk.conversations.heldStrangers().messages).toBe(2)
    expect(desk.texts().filter((text) => text === 'Basura.')).toHaveLength(7)
  })

  test('who is let in can be answered, and is told that the message was received', async () => {
    const desk = openQuoted()
    const strangers = Array.from(
      { length: 4 },
      (_, number) => new Contributor(`stranger ${number}`),
    )
    await desk.come(...strangers.map((one, number) => [one, `Soy ${number}.`] as const))
    const waiting = strangers.find((_, number) => !desk.texts().includes(`Soy ${number}.`))
    expect(desk.conversations.admitStrangers(256)).toBe(1)
    const thread = openedThreads(desk.journal.state).find(
      ({ opened }) => opened.contributor === toHex(waiting!.thread.contributorPublicKey),
    )
    expect(desk.replyKeys.newest(thread!.id, desk.clock.nowMillis())).toEqual(waiting!.replyKey())
    const reply = { text: 'Le leemos.', language: 'es', requestId: 'to-the-one' } as const
    expect(desk.conversations.reply(thread!.id, reply)).toBe(1)
  })

  test('dies after fourteen days', async () => {
    const desk = openQuoted()
    await desk.come(...numbered(new Contributor('Mar'), 4))
    const { keys, store } = { keys: desk.ada, store: desk.store }
    expect(keys.secrets.list(store.secrets, 'held-message')).toHaveLength(2)
    desk.held.settle(Math.floor(desk.clock.nowMillis() / DAY) + 15)
    expect(desk.conversations.list()).toMatchObject([{ held: 0 }])
    store.change(({ secrets }) =>
      secrets.eraseExpired(Math.floor(desk.clock.nowMillis() / DAY) + 15),
    )
    expect(store.secrets.list('held-message')).toEqual([])
  })

  test.each([
    ['outlives a clock that was weeks behind when it came, and is set right', -40],
    ['outlives a clock that jumps ahead and back', 40],
  ])('%s', async (_what, days) => {
    const desk = openQuoted()
    const { clock, store, ada } = desk
    const hear = () => store.change((stores) => witnessTime(ada, stores, clock.nowMillis()))
    hear()
    await desk.collector.pull()
    const turn = (by: number) => (by < 0 ? clock.setBack(-by * DAY) : clock.sleep(by * DAY))
    if (days < 0) await turn(days)
    await desk.come(...numbered(new Contributor('Mar'), 4))
    // A waiting part, too.
    const [part] = new Contributor('Sol').parts(longText(2))
    desk.relay.close(p, [sealed(desk.epoch, part!)])
    await desk.collector.pull()
    await turn(days < 0 ? -days : days)
    await desk.collector.pull()
    if (days > 0) await turn(-days)
    hear()
    await desk.collector.pull()
    expect(desk.conversations.list()).toMatchObject([{ held: 2 }])
    expect(desk.reopen().conversations.list()).toMatchObject([{ held: 2 }])
    expect(store.secrets.list('held-message')).toHaveLength(2)
    expect(store.secrets.list('pending-part')).toHaveLength(1)
    for (let day = 0; day <= 15; day++) {
      await clock.advance(DAY)
      hear()
    }
    await desk.collector.pull()
    expect(desk.conversations.list()).toMatchObject([{ held: 0 }])
    expect(store.secrets.list('held-message')).toEqual([])
    expect(store.secrets.list('pending-part')).toEqual([])
  })

  test('when the disk does not take it, nothing is lost or held twice', async () => {
    const newsroom = openNewsroom()
    let full = false
    const desk = openIntake(
      {
        ...newsroom,
        store: {
          ...newsroom.store,
          change: (work) =>
            newsroom.store.change((stores) => {
              const result = work(stores)
              if (full) throw new TypeError('no space left')
              return result
            }),
        },
      },
      quotas,
    )
    const mar = new Contributor('Mar')
    desk.relay.close(
      p,
      numbered(mar, 4).flatMap(([who, text]) =>
        who.parts(text).map((one) => sealed(desk.epoch, one)),
      ),
    )
    full = true
    await expect(desk.collector.pull()).rejects.toThrow(TypeError)
    full = false
    await desk.collector.pull()
    const [thread] = desk.conversations.list()
    expect(thread).toMatchObject({ messages: 2, held: 2 })
    full = true
    expect(() => desk.conversations.admitHeld(thread!.id)).toThrow(TypeError)
    full = false
    expect(desk.conversations.list()).toMatchObject([{ messages: 2, held: 2 }])
    expect(desk.conversations.admitHeld(thread!.id)).toBe(2)
  })

  test('a conversation that was filed away has a stranger’s room, and is acknowledged as before', async () => {
    const desk = openQuoted()
    const mar = new Contributor('Mar')
    await desk.come([mar, 'Soy Mar.'])
    const id = desk.answer('Soy Mar.')
    const [before] = [...desk.journal.state.threads.values()].map((thread) => thread.messages.size)
    desk.conversations.mute(id, true)
    await desk.come([mar, 'Otra vez.'])
    expect(before).toBe(1)
    expect(desk.journal.state.threads.get(id)?.messages.size).toBe(2)
    expect(desk.replyKeys.newest(id, desk.clock.nowMillis())).toBeDefined()
    await desk.come([mar, 'Y otra.'])
    expect(desk.conversations.list()).toMatchObject([{ muted: true, messages: 2, held: 1 }])
  })
})
