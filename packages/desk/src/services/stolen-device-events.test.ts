// What one member's stolen device can write into everybody's journal to silence the others. It need not stay
// on the roster for that: entries do.
import { ACK_CAPACITY, toHex } from '@cronista/protocol'
import type { JournalEvent } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { Contributor, newsroomId, NOON_MILLIS } from '../desk.fixture.ts'
import { threadIdOf } from '../domain/thread-id.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'
import { RunningNewsroom } from './running-desks.fixture.ts'

const mar = new Contributor('Mar')
const thread = threadIdOf(p, newsroomId, mar.thread.contributorPublicKey)
const atMillis = NOON_MILLIS + 365 * 86_400_000
const letter = { text: 'x', language: 'es' } as const
const numbered = { ...letter, requestId: 'x', writtenAtMillis: NOON_MILLIS }

/** A newsroom in which Mar was answered once, and Bruno's device, stolen, has written this and is gone. */
async function robbed(...events: readonly JournalEvent[]) {
  const newsroom = new RunningNewsroom(['Ada', 'Bruno'])
  const [ada, bruno] = [newsroom.desk('Ada'), newsroom.desk('Bruno')]
  newsroom.start()
  newsroom.send(...mar.parts('Hola.'))
  await newsroom.pass(2)
  ada.answer(mar, 'Hola, Mar.', 'request-1')
  await newsroom.pass(2)
  bruno.kill()
  const person = toHex(bruno.keys.personId)
  Journal.open(bruno.keys, bruno.disk, KnownDevices.open(bruno.keys, bruno.disk)).append(
    events.map((event) => ('person' in event ? { ...event, person } : event)),
  )
  bruno.start()
  await newsroom.pass(3)
  bruno.kill()
  return { newsroom, ada }
}

const by = { v: 1, thread, person: '' } as const

describe('one stolen device', () => {
  test('that counts replies to the end keeps nobody from being answered, now or after unlocking', async () => {
    const highest = 0xffff_ffff
    const { newsroom, ada } = await robbed(
      { ...by, type: 'reply-written', number: highest, ...numbered },
      { ...by, type: 'reply-numbers-used', upTo: highest },
    )
    ada.answer(mar, 'Otra vez.', 'request-2')
    const entries = [...ada.disk.journal.entries()].length
    await newsroom.pass(3)
    expect(await newsroom.read(mar)).toContainEqual([2, 'Otra vez.'])
    // What an edition lists first is told in one entry; nothing is written anew again and again.
    expect([...ada.disk.journal.entries()].length).toBeLessThanOrEqual(entries + 1)
    ada.kill()
    expect(() => ada.start()).not.toThrow()
    expect(ada.session.work.conversations.list()).toHaveLength(1)
  })

  test('that files a conversation away under the last revision cannot keep it there', async () => {
    const mutedAtMillis = NOON_MILLIS
    const muted = {
      type: 'thread-muted',
      muted: true,
      revision: 2 ** 31 - 1,
      mutedAtMillis,
    } as const
    const { ada } = await robbed({ ...by, ...muted })
    const { conversations } = ada.session.work
    expect(conversations.list().map((one) => one.muted)).toEqual([true])
    conversations.mute(thread, false)
    expect(conversations.list().map((one) => one.muted)).toEqual([false])
    ada.kill()
    ada.start()
    expect(ada.session.work.conversations.list().map((one) => one.muted)).toEqual([false])
  })

  test('that tells of messages of days to come takes none of today’s room', async () => {
    const { newsroom, ada } = await robbed(
      ...Array.from({ length: ACK_CAPACITY }, (_, index): JournalEvent => ({
        ...{ v: 1, type: 'message-received', thread: 'ff'.repeat(16), ...letter, week: 1 },
        messageId: index.toString(16).padStart(32, '0'),
        ...{ repliesRead: 0, receivedAtMillis: atMillis },
      })),
    )
    newsroom.send(...new Contributor('Sol').parts('Es la primera vez.'))
    await newsroom.pass(2)
    expect(ada.session.work.conversations.heldStrangers().messages).toBe(0)
    expect(ada.session.work.conversations.list()).toHaveLength(2)
  })
})
