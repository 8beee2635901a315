import {
  findReplies,
  isAcknowledged,
  parseEdition,
  RECORD_CAPACITY,
  REPLY_BODY_BYTES,
  unpackLetter,
  verifyRoster,
  joinParts,
} from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { Contributor, longText, newsroomId, NOON_MILLIS, sealed, settle } from '../desk.fixture.ts'
import { openIntake, openNewsroom, schedule } from './intake.fixture.ts'

const { editionIntervalMillis: INTERVAL, editionLeadMillis: LEAD } = schedule
type Desk = ReturnType<typeof openIntake>

async function write(desk: Desk, who: Contributor, text: string) {
  const messageId = who.newMessageId()
  const parts = who.parts(text, { messageId, atMillis: desk.clock.nowMillis() })
  desk.relay.close(
    p,
    parts.map((one) => sealed(desk.epoch, one)),
  )
  await desk.collector.pull()
  const [thread] = desk.conversations.list()
  return { messageId, thread: thread!.id }
}

let requests = 0
function answer(desk: Desk, thread: string, text: string) {
  return desk.conversations.reply(thread, {
    text,
    language: 'es',
    requestId: `request-${++requests}`,
  })
}

/** What a contributor's page finds in the newest edition. */
function found(desk: Desk, who: Contributor) {
  const roster = verifyRoster(p, desk.roster, { newsroomId, nowMillis: NOON_MILLIS })
  const edition = parseEdition([...desk.relay.editions.values()].at(-1)!)
  const keys = [who.replyKey(desk.clock.nowMillis())]
  const parts = findReplies(p, newsroomId, edition, roster, who.thread.contributorPublicKey, keys)
  const numbers = [...new Set(parts.map(({ number }) => number))].sort((a, b) => a - b)
  const texts = numbers.map((number) => {
    const own = parts.filter((part) => part.number === number)
    const packed = joinParts(new Map(own.map(({ part, body }) => [part, body])), own[0]!.count)
    return packed && unpackLetter(packed).text
  })
  return { edition, parts, texts }
}

describe('the edition builder', () => {
  test('an edition for each interval, a lead before its time, whether or not anything happened', async () => {
    const desk = openIntake()
    desk.editions.start()
    await settle()
    const editions = () => [...desk.relay.editions.values()].map(parseEdition)
    expect(editions().map(({ timeMillis }) => timeMillis)).toEqual([NOON_MILLIS])
    await desk.clock.advance(INTERVAL - LEAD - 1)
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

  test('a reply of many parts comes whole; what does not fit waits, and is said to', async () => {
    const desk = openIntake()
    const [mar, sol] = [new Contributor('Mar'), new Contributor('Sol')]
    const { thread: marsThread } = await write(desk, mar, 'Uno.')
    const long = longText(6)
    answer(desk, marsThread, long)
    await desk.clock.advance(1000)
    const { thread: solsThread } = await write(desk, sol, 'Dos.')
    answer(desk, solsThread, longText(4))
    answer(desk, solsThread, 'corta')
    await desk.editions.issue()
    expect(found(desk, mar).texts).toEqual([long])
    // The short one would fit, but its number comes after one that does not.
    expect(found(desk, sol).parts).toEqual([])
    expect(desk.editions.status().waiting).toBe(2)
    expect(desk.conversations.get(solsThread).thread.entries[1]).toMatchObject({ state: 'waiting' })
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
    const desk = openIntake()
    const mar = new Contributor('Mar')
    const { thread } = await write(desk, mar, 'Hola.')
    answer(desk, thread, 'Uno.')
    await desk.clock.advance(schedule.replyListedMillis + 1)
    await desk.editions.issue()
    expect(desk.conversations.get(thread).thread.entries[1]).toMatchObject({ state: 'expired' })
    await desk.clock.advance(8 * 86_400_000)
    await desk.collector.pull()
    expect(() => answer(desk, thread, 'Dos.')).toThrow(
      expect.objectContaining({ code: 'thread-without-reply-key' }),
    )
    expect(desk.store.secrets.list('reply-key')).toEqual([])
  })

  test('a reply that no edition could hold is refused when it is written', async () => {
    const desk = openIntake()
    const { thread } = await write(desk, new Contributor('Mar'), 'Hola.')
    const tooLong = longText(Math.ceil(((RECORD_CAPACITY + 3) * REPLY_BODY_BYTES) / 1500))
    expect(() => answer(desk, thread, tooLong)).toThrow(
      expect.objectContaining({ code: 'reply-too-long' }),
    )
    expect(() => answer(desk, thread, '')).toThrow(
      expect.objectContaining({ code: 'letter-empty' }),
    )
    expect(() => answer(desk, thread, 'a\ud800')).toThrow(
      expect.objectContaining({ code: 'letter-malformed' }),
    )
  })

  test('the same request again is the same reply', async () => {
    const desk = openIntake()
    const { thread } = await write(desk, new Contributor('Mar'), 'Hola.')
    const reply = { text: 'Gracias.', language: 'es', requestId: 'the-same-one' } as const
    expect(desk.conversations.reply(thread, reply)).toBe(1)
    expect(desk.conversations.reply(thread, reply)).toBe(1)
    expect(desk.conversations.get(thread).thread.entries).toHaveLength(2)
  })

  test('numbers grow over a restart, and over an older copy of the state', async () => {
    const newsroom = openNewsroom()
    await openIntake(newsroom).editions.issue()
    await newsroom.clock.advance(INTERVAL)
    await openIntake(newsroom).editions.issue()
    expect([...newsroom.relay.editions.keys()]).toEqual([1, 2])
    await newsroom.clock.advance(INTERVAL)
    const older = { ...openNewsroom(), relay: newsroom.relay, clock: newsroom.clock }
    await openIntake(older).editions.issue()
    expect([...newsroom.relay.editions.keys()]).toEqual([1, 2, 3])
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
