import { openedThreads } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { openDirectCellOpener } from '../adapters/direct-cell-opener.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { Contributor, longText, sealed } from '../desk.fixture.ts'
import { Collector } from './collector.ts'
import { Conversations } from './conversations.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { HeldBack } from './held-back.ts'
import { schedule } from './intake.fixture.ts'
import { ReplyKeys } from './reply-keys.ts'
import { agree, INTERVAL, openSharedJournal, type SyncingDesk } from './sync.fixture.ts'

const quiet = { deliveryOf: () => 'open' as const, isListed: () => false }
const DAY = 86_400_000

/** Ada's and Bruno's desks, which both hold the epochs' seeds and collect for themselves, on the clock once
 *  in so many intervals. */
function openCollecting(collectIntervals = 5) {
  const shared = openSharedJournal()
  const { clock, relay } = shared
  const [adas, brunos] = [shared.openAda(), shared.openBruno()]
  const seeds = EpochSeeds.open(adas.keys, adas.store, clock.nowMillis()).identities()
  const collecting = ({ keys, store, journal, sync }: SyncingDesk) => {
    const epochs = EpochSeeds.open(keys, store, clock.nowMillis())
    const copies = seeds.map(({ number, seed }) => ({ number, seed: seed.slice() }))
    epochs.learn(store.change((stores) => epochs.accept(stores, copies, clock.nowMillis())))
    const replyKeys = new ReplyKeys(keys, store.secrets)
    const held = new HeldBack({ keys, clock, store, journal, replyKeys })
    const roster = { handIn: () => Promise.resolve() }
    const collectIntervalMillis = collectIntervals * INTERVAL
    const times = { ...schedule, collectIntervalMillis }
    const parts = { keys, clock, schedule: times, store, relay, journal, replyKeys, held }
    const opener = openDirectCellOpener(p)
    const heard = () => sync.lastHeard()
    const collector = new Collector({ ...parts, opener, epochs, roster, heard })
    const conversations = new Conversations({ ...parts, editions: quiet, personName: '' })
    return { store, journal, replyKeys, collector, conversations }
  }
  const [epoch] = seeds
  if (epoch === undefined) throw new Error('no epoch')
  const [ada, bruno] = [collecting(adas), collecting(brunos)]
  const meet = async () => {
    await clock.advance(6 * INTERVAL)
    expect(agree(adas, brunos)).toBe(true)
  }
  const stop = () => Promise.all([adas.stop(), brunos.stop()])
  return { ...{ clock, relay, epoch, ada, bruno, meet, stop } }
}

const inboxOf = ({ conversations }: { conversations: Conversations }) =>
  conversations.list().map(({ handle, unread, messages }) => ({ handle, unread, messages }))

describe('two desks that collect the same segments', () => {
  test('both show one conversation under one name, and each message once, before and after they meet', async () => {
    const { relay, epoch, ada, bruno, meet, stop } = openCollecting()
    const [mar, sol] = [new Contributor('Mar'), new Contributor('Sol')]
    const cells = (writer: Contributor, text: string) =>
      writer.parts(text).map((one) => sealed(epoch, one))
    relay.close(p, [...cells(mar, 'Vi los camiones.'), ...cells(sol, longText(2))])
    relay.close(p, cells(mar, 'Eran tres.'))
    await Promise.all([ada.collector.pull(), bruno.collector.pull()])
    const apart = inboxOf(ada)
    expect(apart.map(({ messages }) => messages).sort()).toEqual([1, 2])
    expect(inboxOf(bruno)).toEqual(apart)
    await meet()
    expect(inboxOf(ada)).toEqual(apart)
    expect(inboxOf(bruno)).toEqual(apart)
    await stop()
  })

  test('which fetch at the same moment write what came once, and both can answer', async () => {
    const { clock, relay, epoch, ada, bruno, meet, stop } = openCollecting(40)
    const mar = new Contributor('Mar')
    await meet()
    for (const { collector } of [ada, bruno]) collector.start()
    await clock.advance(INTERVAL)
    const texts = ['Uno.', 'Dos.', 'Tres.']
    relay.close(
      p,
      texts.flatMap((text) => mar.parts(text)).map((one) => sealed(epoch, one)),
    )
    const written = () =>
      [...ada.journal.heads.values()].reduce((sum, { sequence }) => sum + sequence, 0)
    const before = written()
    await clock.advance(50 * INTERVAL)
    await meet()
    for (const desk of [ada, bruno]) {
      expect(inboxOf(desk).map(({ messages }) => messages)).toEqual([3])
      const [thread] = openedThreads(desk.journal.state)
      expect(desk.replyKeys.newest(thread!.id, clock.nowMillis())).toEqual(mar.replyKey())
    }
    // The thread and its messages.
    expect(written() - before).toBe(1 + texts.length)
    await Promise.all([ada, bruno].map(({ collector }) => collector.stop()))
    await stop()
  })

  test('the desk that opens a message after it has heard of it can answer all the same, as long and no longer', async () => {
    const { clock, relay, epoch, ada, bruno, meet, stop } = openCollecting()
    const mar = new Contributor('Mar')
    const cells = mar.parts('Vi los camiones.').map((one) => sealed(epoch, one))
    relay.close(p, cells)
    await ada.collector.pull()
    await meet()
    const [thread] = openedThreads(bruno.journal.state)
    const nowMillis = clock.nowMillis()
    expect(bruno.replyKeys.newest(thread!.id, nowMillis)).toBeUndefined()
    await stop()
    await clock.sleep(2 * DAY)
    await bruno.collector.pull()
    const key = bruno.replyKeys.newest(thread!.id, clock.nowMillis())
    expect(key).toEqual(mar.replyKey())
    expect(bruno.journal.state.threads.get(thread!.id)?.messages.size).toBe(1)
    // The key dies when the other desk's does, whoever sends the cell again.
    const [opened] = openedThreads(ada.journal.state)
    const last = opened!.messages.values().next().value!.receivedAtMillis
    await clock.sleep(last + 21 * DAY - clock.nowMillis())
    relay.close(p, cells)
    await bruno.collector.pull()
    expect(bruno.replyKeys.newest(thread!.id, clock.nowMillis())).toEqual(mar.replyKey())
    await clock.sleep(1)
    expect(bruno.replyKeys.newest(thread!.id, clock.nowMillis())).toBeUndefined()
    relay.close(p, cells)
    await bruno.collector.pull()
    expect(bruno.replyKeys.newest(thread!.id, clock.nowMillis())).toBeUndefined()
  })

  test('parts whose message another desk had whole wait no longer', async () => {
    const { relay, epoch, ada, bruno, meet, stop } = openCollecting()
    const parts = new Contributor('Mar').parts(longText(2)).map((one) => sealed(epoch, one))
    relay.close(p, parts.slice(1))
    await bruno.collector.pull()
    expect(bruno.store.secrets.list('pending-part')).toHaveLength(parts.length - 1)
    relay.close(p, parts.slice(0, 1))
    await ada.collector.pull()
    await meet()
    expect(inboxOf(bruno).map(({ messages }) => messages)).toEqual([1])
    await bruno.collector.pull()
    expect(bruno.store.secrets.list('pending-part')).toEqual([])
    await stop()
  })

  test('a conversation that one editor files away is filed away for all, and goes on being collected', async () => {
    const { relay, epoch, ada, bruno, meet, stop } = openCollecting()
    const mar = new Contributor('Mar')
    const send = (text: string) =>
      relay.close(
        p,
        mar.parts(text).map((one) => sealed(epoch, one)),
      )
    send('Uno.')
    await ada.collector.pull()
    const [thread] = ada.conversations.list()
    ada.conversations.mute(thread!.id, true)
    ada.conversations.mute(thread!.id, true)
    await meet()
    send('Dos.')
    await bruno.collector.pull()
    await meet()
    expect(bruno.conversations.list()).toMatchObject([{ muted: true, messages: 2 }])
    expect(ada.conversations.list()).toMatchObject([{ muted: true, messages: 2 }])
    bruno.conversations.mute(thread!.id, false)
    await meet()
    expect(ada.conversations.list()).toMatchObject([{ muted: false, messages: 2 }])
    expect(ada.journal.state.threads.get(thread!.id)?.muting?.revision).toBe(2)
    expect(() => ada.conversations.mute('00'.repeat(16), true)).toThrow('not-found')
    await stop()
  })
})
