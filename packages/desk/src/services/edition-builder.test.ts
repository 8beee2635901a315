import { isAcknowledged, parseEdition, pieceOf, toHex } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { DeskError } from '../desk-error.ts'
import { Contributor, longText, newsroomId, NOON_MILLIS, sealed, settle } from '../desk.fixture.ts'
import { renumberedReplies } from '../domain/reply-numbers.ts'
import { answer, found, write } from './correspondence.fixture.ts'
import { witnessTime } from './erasure.ts'
import { openIntake, openNewsroom, schedule } from './intake.fixture.ts'

const { editionIntervalMillis: INTERVAL, editionLeadMillis: LEAD } = schedule
const DAY = 86_400_000
type Desk = ReturnType<typeof openIntake>

describe('the edition builder', () => {
  test('an edition for each interval, half a lead before its time, whether or not anything happened', async () => {
    const desk = openIntake()
    desk.editions.start()
    await settle()
    const editions = () => [...desk.relay.editions.values()].map(parseEdition)
    expect(editions().map(({ timeMillis }) => timeMillis)).toEqual([NOON_MILLIS])
    await desk.clock.advance(INTERVAL - LEAD / 2 - 1)
    expect(editions()).toHaveLength(1)
    await desk.clock.advance(1)
    expect(editions()).toHaveLength(2)
    await desk.clock.advance(3 * INTERVAL)
    expect(editions().map(({ number, timeMillis }) => [number, timeMillis])).toEqual(
      [0, 1, 2, 3, 4].map((step) => [step + 1, NOON_MILLIS + step * INTERVAL]),
    )
    await desk.editions.stop()
  })

  test('acknowledgement and reply are found by the contributor, and by nobody else', async () => {
    const desk = openIntake()
    const [mar, sol] = [new Contributor('Mar'), new Contributor('Sol')]
    const { messageId, thread } = await write(desk, mar, 'Vi los camiones.')
    answer(desk, thread, '¿Cuántos eran?')
    await desk.editions.issue()
    const { edition, texts } = found(desk, mar)
    expect(isAcknowledged(p, newsroomId, edition, mar.replyKey(), messageId)).toBe(true)
    expect(isAcknowledged(p, newsroomId, edition, sol.replyKey(), messageId)).toBe(false)
    expect(texts).toEqual(['¿Cuántos eran?'])
    expect(found(desk, sol).parts).toEqual([])
    expect(desk.conversations.get(thread).thread.entries[1]).toMatchObject({ state: 'listed' })
  })

  test('a long answer is read in pieces, as many at once as there is room, and every word of it', async () => {
    const desk = openIntake()
    const mar = new Contributor('Mar')
    const { thread } = await write(desk, mar, 'Uno.')
    const long = longText(30)
    answer(desk, thread, long)
    const { pieces, editions } = desk.conversations.extentOf({ text: long, language: 'es' })
    expect(pieces).toBeGreaterThan(6)
    const read: string[] = []
    let visits = 0
    for (; read.length < pieces; visits++) {
      await desk.editions.issue()
      const { texts } = found(desk, mar)
      read.push(...(texts as string[]))
      desk.relay.close(p, [sealed(desk.epoch, mar.receipt(read.length))])
      await desk.collector.pull()
      await desk.clock.advance(INTERVAL)
    }
    expect(visits).toBe(editions)
    expect(read.map((text) => pieceOf(text))).toEqual(
      read.map((_, index) => ({ piece: index + 1, of: pieces })),
    )
    expect(read.map((text) => text.slice(text.indexOf('\n') + 1)).join('')).toBe(long)
  })

  test('what finds no room waits, and the desk says for whom and since when', async () => {
    const desk = openIntake()
    const [mar, sol] = [new Contributor('Mar'), new Contributor('Sol')]
    const { thread: marsThread } = await write(desk, mar, 'Uno.')
    const sinceMillis = desk.clock.nowMillis()
    answer(desk, marsThread, longText(8))
    await desk.editions.issue()
    expect(found(desk, mar).texts).toHaveLength(3)
    expect(desk.editions.status().waiting).toEqual([])
    await desk.clock.advance(INTERVAL)
    const { thread: solsThread } = await write(desk, sol, 'Dos.')
    answer(desk, solsThread, longText(4))
    answer(desk, solsThread, 'corta')
    await desk.editions.issue()
    // One of each in turn: Sol's three, and of Mar's the first.
    expect(found(desk, sol).texts).toHaveLength(3)
    expect(found(desk, mar).texts).toHaveLength(1)
    const { handle } = desk.conversations.get(marsThread).thread
    const waiting = [{ thread: marsThread, handle, replies: 2, sinceMillis }]
    expect(desk.editions.status().waiting).toEqual(waiting)
    expect(desk.conversations.get(marsThread).thread.entries[2]).toMatchObject({ state: 'waiting' })
    // Both have been listed as often now, and after a restart too: who comes first is drawn. Mar's second
    // leaves no room for Sol's; if Sol's comes first, its short one fits as well.
    const again = openIntake(desk)
    await again.clock.advance(INTERVAL)
    await again.editions.issue()
    const listed = [found(again, mar), found(again, sol)].map(({ texts }) => texts.length)
    expect([
      [2, 1],
      [1, 3],
    ]).toContainEqual(listed)
    const rest = listed.map((count) => 3 - count).filter((count) => count > 0)
    expect(again.editions.status().waiting.map(({ replies }) => replies)).toEqual(rest)
  })

  test('who waits for several replies waits since the first of them was written', async () => {
    const desk = openIntake()
    const mar = new Contributor('Mar')
    const { thread } = await write(desk, mar, 'Uno.')
    answer(desk, thread, longText(8))
    await desk.clock.advance(1000)
    const sinceMillis = desk.clock.nowMillis()
    answer(desk, thread, longText(8))
    await desk.clock.advance(1000)
    answer(desk, thread, 'corta')
    await desk.editions.issue()
    expect(desk.editions.status().waiting).toMatchObject([{ thread, sinceMillis }])
  })

  test('of two replies that took one number at once, one keeps it; the other waits for its new', async () => {
    const desk = openIntake()
    const mar = new Contributor('Mar')
    const { thread } = await write(desk, mar, 'Hola.')
    answer(desk, thread, 'De Ada.')
    const brunos = {
      ...({ v: 1, type: 'reply-written', thread, text: 'De Bruno.', language: 'es' } as const),
      ...{ person: toHex(desk.bruno.personId), requestId: 'z-bruno-1', writtenAtMillis: 0 },
    }
    desk.journal.append([{ ...brunos, number: 1 }])
    await desk.editions.issue()
    expect(found(desk, mar).texts).toEqual(['De Ada.'])
    desk.relay.close(p, [sealed(desk.epoch, mar.receipt(1))])
    await desk.collector.pull()
    const states = () =>
      desk.conversations
        .get(thread)
        .thread.entries.flatMap((one) => (one.kind === 'reply' ? [[one.text, one.state]] : []))
    expect(new Map(states() as [string, string][])).toEqual(
      new Map([
        ['De Ada.', 'confirmed'],
        ['De Bruno.', 'waiting'],
      ]),
    )
    expect(renumberedReplies(desk.journal.state, brunos.person)).toEqual([{ ...brunos, number: 2 }])
    desk.journal.append([{ ...brunos, number: 2 }])
    await desk.clock.advance(INTERVAL)
    await desk.editions.issue()
    expect(found(desk, mar).texts).toEqual(['De Bruno.'])
  })

  test('what an edition lists for the first time is in the journal before the relay has it', async () => {
    const desk = openIntake()
    const { thread } = await write(desk, new Contributor('Mar'), 'Hola.')
    answer(desk, thread, 'Uno.')
    desk.relay.putEdition = async () => {
      throw new DeskError('relay-unreachable')
    }
    await expect(desk.editions.issue()).rejects.toThrow('relay-unreachable')
    expect(openIntake(desk).journal.state.threads.get(thread)?.lastListed).toBe(1)
  })

  test('a confirmed reply is listed no longer', async () => {
    const desk = openIntake()
    const mar = new Contributor('Mar')
    const { thread } = await write(desk, mar, 'Hola.')
    answer(desk, thread, 'Uno.')
    answer(desk, thread, 'Dos.')
    desk.relay.close(p, [sealed(desk.epoch, mar.receipt(1))])
    await desk.collector.pull()
    await desk.editions.issue()
    expect(found(desk, mar).texts).toEqual(['Dos.'])
    expect(found(desk, mar).parts[0]?.confirmed).toBe(1)
  })

  test('an unread reply is given up after its time, and the thread after three silent weeks', async () => {
    const newsroom = openNewsroom()
    const desk = openIntake(newsroom)
    const daysPass = async (days: number) => {
      for (let day = 0; day < days; day++) {
        await desk.clock.advance(DAY)
        desk.store.change((stores) => witnessTime(desk.ada, stores, desk.clock.nowMillis()))
      }
    }
    const mar = new Contributor('Mar')
    const { thread } = await write(desk, mar, 'Hola.')
    answer(desk, thread, 'Uno.')
    await daysPass(1)
    await desk.editions.issue()
    await daysPass(schedule.replyListedMillis / DAY)
    const stateOf = (one: Desk) => one.conversations.get(thread).thread.entries[1]
    expect(stateOf(desk)).toMatchObject({ state: 'listed' })
    await desk.clock.advance(INTERVAL)
    expect(stateOf(desk)).toMatchObject({ state: 'expired' })
    expect(stateOf(openIntake(newsroom))).toMatchObject({ state: 'expired' })
    await daysPass(8)
    await desk.collector.pull()
    expect(() => answer(desk, thread, 'Dos.')).toThrow(
      expect.objectContaining({ code: 'thread-without-reply-key' }),
    )
    expect(desk.store.secrets.list('reply-key')).toEqual([])
  })

  test('an answer longer than any is refused when it is written, and said to be', async () => {
    const desk = openIntake()
    const { thread } = await write(desk, new Contributor('Mar'), 'Hola.')
    expect(() => answer(desk, thread, 'a'.repeat(100_001))).toThrow(
      expect.objectContaining({ code: 'reply-too-long' }),
    )
    expect(() => answer(desk, thread, '')).toThrow(
      expect.objectContaining({ code: 'letter-empty' }),
    )
    expect(() => answer(desk, thread, 'a\ud800')).toThrow(
      expect.objectContaining({ code: 'letter-malformed' }),
    )
    answer(desk, thread, 'a'.repeat(100_000))
    expect(desk.conversations.get(thread).thread.entries.length).toBeGreaterThan(1)
  })

  test('the same request again is the same reply', async () => {
    const desk = openIntake()
    const { thread } = await write(desk, new Contributor('Mar'), 'Hola.')
    const reply = { text: 'Gracias.', language: 'es', requestId: 'the-same-one' } as const
    expect(desk.conversations.reply(thread, reply)).toBe(1)
    expect(desk.conversations.reply(thread, reply)).toBe(1)
    expect(desk.conversations.get(thread).thread.entries).toHaveLength(2)
  })

  test('numbers grow over a restart', async () => {
    const newsroom = openNewsroom()
    await openIntake(newsroom).editions.issue()
    await newsroom.clock.advance(INTERVAL)
    await openIntake(newsroom).editions.issue()
    expect([...newsroom.relay.editions.keys()]).toEqual([1, 2])
  })

  test('killed before the relay had it, the same edition is offered after the restart', async () => {
    const newsroom = openNewsroom()
    const { relay } = newsroom
    const offered: Uint8Array[] = []
    const putEdition = relay.putEdition.bind(relay)
    relay.putEdition = async (_number, bytes) => {
      offered.push(bytes)
      throw new DeskError('relay-unreachable')
    }
    await expect(openIntake(newsroom).editions.issue()).rejects.toThrow('relay-unreachable')
    relay.putEdition = putEdition
    await openIntake(newsroom).editions.issue()
    expect([...relay.editions.values()]).toEqual(offered)
  })

  test('an edition that hangs on its way is warned about when its time has come', async () => {
    const desk = openIntake()
    desk.editions.start()
    await settle()
    desk.relay.putEdition = () => new Promise(() => undefined)
    await desk.clock.advance(INTERVAL - 1)
    expect(desk.editions.status().lastError).toBeUndefined()
    await desk.clock.advance(1)
    expect(desk.editions.status().lastError).toBe('edition-failed')
  })

  test('while the relay is down the same edition is offered again', async () => {
    const desk = openIntake()
    desk.relay.fail('relay-unreachable')
    desk.editions.start()
    await settle()
    expect(desk.editions.status()).toMatchObject({ lastError: 'relay-unreachable' })
    desk.relay.fail()
    await desk.clock.advance(1000)
    expect([...desk.relay.editions.keys()]).toEqual([1])
    expect(desk.editions.status().lastError).toBeUndefined()
    await desk.editions.stop()
  })
})

describe('a reply key that two threads name', () => {
  test('seals each record at a slot of its own', async () => {
    const desk = openIntake()
    const [mar, sol] = [new Contributor('Mar'), new Contributor('Sol')]
    sol.replyKey = () => mar.replyKey()
    const { thread: marsThread } = await write(desk, mar, 'Uno.')
    await desk.clock.advance(1000)
    const { thread: solsThread } = await write(desk, sol, 'Dos.')
    expect(solsThread).not.toBe(marsThread)
    answer(desk, marsThread, 'Para Mar.')
    answer(desk, solsThread, 'Para Sol.')
    await desk.editions.issue()
    expect(found(desk, mar).texts).toEqual(['Para Mar.'])
    expect(found(desk, sol).texts).toEqual(['Para Sol.'])
  })
})
