import {
  concatBytes,
  coverPlaintext,
  encodeSegment,
  parseSegment,
  type SegmentName,
} from '@cronista/protocol'
import { openedThreads } from '@cronista/newsroom'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openDirectCellOpener } from '../adapters/direct-cell-opener.ts'
import { MemoryRelay } from '../adapters/memory/memory-relay.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import {
  Contributor,
  longText,
  ManualClock,
  newsroomId,
  sealed,
  seededRandom,
  settle,
} from '../desk.fixture.ts'
import { DeskError } from '../desk-error.ts'
import type { CellOpener } from '../ports/cell-opener.ts'
import { Collector } from './collector.ts'
import { witnessTime } from './erasure.ts'
import { openIntake, openNewsroom, schedule } from './intake.fixture.ts'

const DAY = 86_400_000

/** Days in which another desk signs how late it is. */
async function letDaysPass({ clock, store, ada }: ReturnType<typeof openIntake>, days: number) {
  for (let day = 0; day < days; day++) {
    await clock.advance(DAY)
    store.change((stores) => witnessTime(ada, stores, clock.nowMillis()))
  }
}

describe('the collector', () => {
  test('a message among cover is found, and its thread opened under a handle', async () => {
    const desk = openIntake()
    const cells = new Contributor('Mar')
      .parts('Vi los camiones.')
      .map((one) => sealed(desk.epoch, one))
    const cover = Array.from({ length: 10 }, () => sealed(desk.epoch, coverPlaintext()))
    desk.relay.close(p, [...cells, ...cover])
    await desk.collector.pull()
    expect(desk.texts()).toEqual(['Vi los camiones.'])
    const [thread] = openedThreads(desk.journal.state)
    expect(thread?.opened.handle).toMatch(/^\p{Lu}\p{Ll}+ \d+$/u)
    expect(desk.collector.status().counts).toMatchObject({ cells: 11, cover: 10, foreign: 0 })
  })

  test('a message that comes again, in this segment or a later one, after a restart too, changes nothing', async () => {
    const newsroom = openNewsroom()
    const desk = openIntake(newsroom)
    const [part] = new Contributor('Mar').parts('Una sola vez.')
    const cell = sealed(desk.epoch, part!)
    desk.relay.close(p, [cell, sealed(desk.epoch, part!)])
    await desk.collector.pull()
    desk.relay.close(p, [cell])
    await desk.collector.pull()
    desk.relay.close(p, [cell])
    const again = openIntake(newsroom)
    await again.collector.pull()
    expect(again.texts()).toEqual(['Una sola vez.'])
  })

  test('parts in different segments, out of order, over a restart, give one message', async () => {
    const newsroom = openNewsroom()
    const desk = openIntake(newsroom)
    const text = longText(3)
    const parts = new Contributor('Mar').parts(text)
    expect(parts.length).toBeGreaterThan(2)
    const [first, ...rest] = parts.map((one) => sealed(desk.epoch, one))
    desk.relay.close(p, rest.reverse())
    await desk.collector.pull()
    expect(desk.texts()).toEqual([])
    desk.relay.close(p, [first!])
    const again = openIntake(newsroom)
    await again.collector.pull()
    expect(again.texts()).toEqual([text])
    expect(again.store.secrets.list('pending-part')).toEqual([])
  })

  test('a message whose part never comes is not shown, and its parts die after 14 days', async () => {
    const desk = openIntake()
    const parts = new Contributor('Mar').parts(longText(3)).map((one) => sealed(desk.epoch, one))
    desk.relay.close(p, parts.slice(1))
    await desk.collector.pull()
    expect(desk.store.secrets.list('pending-part')).toHaveLength(parts.length - 1)
    await letDaysPass(desk, 15)
    await desk.collector.pull()
    expect(desk.texts()).toEqual([])
    expect(desk.store.secrets.list('pending-part')).toEqual([])
  })

  test('rubbish, other epochs’ cells, forgeries, bombs and malformed letters are counted, and no more', async () => {
    const desk = openIntake()
    const mar = new Contributor('Mar')
    const random = seededRandom('rubbish')
    const [part] = mar.parts('Firmado.')
    const forged = part!.slice()
    forged[130] = (forged[130] ?? 0) ^ 1
    const malformed = coverPlaintext()
    malformed[7] = 1
    const [bomb] = mar.packedParts(new Uint8Array(deflateRawSync(new Uint8Array(1_000_000))))
    const [noLetter] = mar.packedParts(new Uint8Array(deflateRawSync('no letter')))
    const foreignEpoch = { number: desk.epoch.number, seed: random(32) }
    const otherDay = { number: desk.epoch.number + 7, seed: random(32) }
    desk.relay.close(p, [
      random(3072),
      sealed(foreignEpoch, part!),
      sealed(otherDay, part!),
      sealed(desk.epoch, forged),
      sealed(desk.epoch, malformed),
      sealed(desk.epoch, bomb!),
      sealed(desk.epoch, noLetter!),
      sealed(desk.epoch, part!),
    ])
    await desk.collector.pull()
    expect(desk.texts()).toEqual(['Firmado.'])
    expect(desk.collector.status().counts).toEqual({
      cells: 8,
      cover: 0,
      foreign: 3,
      refused: {
        ...{ 'part-forged': 1, 'part-malformed': 1 },
        ...{ 'letter-malformed': 1, 'letter-too-long': 1 },
      },
      droppedParts: 0,
    })
  })

  test('a receipt confirms replies that were written, and none that were not', async () => {
    const desk = openIntake()
    const mar = new Contributor('Mar')
    desk.relay.close(
      p,
      mar.parts('Hola.').map((one) => sealed(desk.epoch, one)),
    )
    await desk.collector.pull()
    const [thread] = desk.conversations.list()
    const reply = { text: 'Gracias.', language: 'es', requestId: 'request-1' } as const
    desk.conversations.reply(thread!.id, reply)
    desk.relay.close(p, [sealed(desk.epoch, mar.receipt(4_000_000_000))])
    desk.relay.close(p, [sealed(desk.epoch, new Contributor('nobody').receipt(1))])
    await desk.collector.pull()
    expect(openedThreads(desk.journal.state).map(({ confirmed }) => confirmed)).toEqual([1])
    desk.conversations.reply(thread!.id, { ...reply, requestId: 'request-2' })
    const { entries } = desk.conversations.get(thread!.id).thread
    expect(entries.map((entry) => entry.kind === 'reply' && entry.state)).toEqual([
      ...[false, 'confirmed', 'waiting'],
    ])
  })

  test('it fetches at the multiples of its interval; while the relay is down it tries again, at longer and longer intervals', async () => {
    const desk = openIntake()
    desk.relay.fail('relay-unreachable')
    desk.collector.start()
    await settle()
    expect(desk.collector.status()).toMatchObject({ lastError: 'relay-unreachable' })
    desk.relay.close(
      p,
      new Contributor('Mar').parts('Tarde.').map((one) => sealed(desk.epoch, one)),
    )
    desk.relay.fail()
    await desk.clock.advance(1000)
    expect(desk.texts()).toEqual(['Tarde.'])
    expect(desk.collector.status().lastError).toBeUndefined()
    desk.relay.close(
      p,
      new Contributor('Sol').parts('Más.').map((one) => sealed(desk.epoch, one)),
    )
    await desk.clock.advance(schedule.collectIntervalMillis - 1000 - 1)
    expect(desk.texts()).toHaveLength(1)
    await desk.clock.advance(1)
    expect(desk.texts()).toHaveLength(2)
    await desk.collector.stop()
  })

  test.each(['in another order', 'with one cell twice'])(
    'a segment %s is refused before anything of it is opened',
    async (what) => {
      const desk = openIntake()
      const cells = ['Mar', 'Sol'].map((name) =>
        sealed(desk.epoch, new Contributor(name).parts(name)[0]!),
      )
      const [first, second] = parseSegment(encodeSegment(p, cells))
      const listed = what === 'in another order' ? [second!, first!] : [first!, first!]
      desk.relay.closeBytes(concatBytes(Uint8Array.of(1, 0, 2), ...listed))
      for (let attempt = 0; attempt < 2; attempt++)
        await expect(desk.collector.pull()).rejects.toMatchObject({ code: 'segment-malformed' })
      await desk.collector.pull()
      expect(desk.store.collector.skipped()).toEqual([{ number: 1, code: 'segment-malformed' }])
      expect(desk.collector.status().counts.cells).toBe(0)
      expect(desk.texts()).toEqual([])
    },
  )

  test('a malformed segment is shown, tried again, recorded, and does not hold up the next', async () => {
    const desk = openIntake()
    desk.relay.closeBytes(Uint8Array.of(1, 0, 9, 7))
    desk.relay.close(
      p,
      new Contributor('Mar').parts('Después.').map((one) => sealed(desk.epoch, one)),
    )
    await expect(desk.collector.pull()).rejects.toMatchObject({ code: 'segment-malformed' })
    await expect(desk.collector.pull()).rejects.toMatchObject({ code: 'segment-malformed' })
    expect(desk.store.collector.skipped()).toEqual([])
    await desk.collector.pull()
    expect(desk.store.collector.skipped()).toEqual([{ number: 1, code: 'segment-malformed' }])
    expect(desk.collector.status().skippedSegments).toBe(1)
    expect(desk.texts()).toEqual(['Después.'])
  })

  test('a number that the relay leaves out is recorded', async () => {
    const desk = openIntake()
    const segment = (name: string) =>
      new Contributor(name).parts(name).map((one) => sealed(desk.epoch, one))
    desk.relay.close(p, segment('Mar'), 1)
    desk.relay.close(p, segment('Sol'), 4)
    await desk.collector.pull()
    expect(desk.texts()).toHaveLength(2)
    expect(desk.store.collector.skipped()).toEqual([{ number: 2, code: 'segments-withheld' }])
  })

  test('when the disk does not take a segment, nothing of it is lost or doubled', async () => {
    const newsroom = openNewsroom()
    const { store } = newsroom
    let full = false
    const desk = openIntake({
      ...newsroom,
      store: {
        ...store,
        change: (work) =>
          store.change((stores) => {
            const result = work(stores)
            if (full) throw new TypeError('no space left')
            return result
          }),
      },
    })
    const parts = new Contributor('Mar').parts(longText(2)).map((one) => sealed(desk.epoch, one))
    desk.relay.close(p, parts.slice(0, 1))
    await desk.collector.pull()
    desk.relay.close(p, parts.slice(1))
    full = true
    await expect(desk.collector.pull()).rejects.toThrow(TypeError)
    expect(desk.texts()).toEqual([])
    full = false
    await desk.collector.pull()
    expect(desk.texts()).toHaveLength(1)
  })

  test('epochs die on their day, and then their cells are foreign', async () => {
    const desk = openIntake()
    const cell = sealed(desk.epoch, new Contributor('Mar').parts('Viejo.')[0]!)
    await letDaysPass(desk, 17)
    desk.relay.close(p, [cell])
    await desk.collector.pull()
    expect(desk.texts()).toEqual([])
    expect(desk.collector.status().counts.foreign).toBe(1)
    const numbers = desk.epochs.identities().map(({ number }) => number)
    expect(numbers).not.toContain(desk.epoch.number)
    expect(desk.store.secrets.list('epoch-seed')).toHaveLength(numbers.length)
  })
})

/** A relay that writes down when it is asked for what. */
class WatchingRelay extends MemoryRelay {
  readonly asked: (readonly [atMillis: number, what: string])[] = []
  readonly #clock: ManualClock

  constructor(clock: ManualClock) {
    super({ newsroomId, clock })
    this.#clock = clock
  }

  override async segments(after: SegmentName | undefined) {
    this.asked.push([this.#clock.nowMillis(), `after ${after ?? 'nothing'}`])
    return super.segments(after)
  }

  override async segment(name: SegmentName) {
    this.asked.push([this.#clock.nowMillis(), name])
    return super.segment(name)
  }
}

/** Ada's desk with another opener, before a relay that watches. */
function openWatched(openerOf: (direct: CellOpener, clock: ManualClock) => CellOpener) {
  const clock = new ManualClock()
  const relay = new WatchingRelay(clock)
  const desk = openIntake({ ...openNewsroom(), clock, relay })
  const { ada: keys, store, journal, replyKeys, epochs, held } = desk
  const opener = openerOf(openDirectCellOpener(p), clock)
  const roster = { handIn: () => Promise.resolve() }
  const shared = { keys, clock, schedule, store, relay, opener, journal, replyKeys, epochs, roster }
  return { ...desk, relay, collector: new Collector({ ...shared, held }) }
}

/** Opens as fast as may be. */
const fast = (direct: CellOpener): CellOpener => direct

/** Takes longer than an interval over every real cell. */
const slow = (direct: CellOpener, clock: ManualClock): CellOpener => ({
  ...direct,
  async open(...asked) {
    const opened = await direct.open(...asked)
    const wait = opened.real.length * (schedule.collectIntervalMillis + 1234)
    if (wait > 0) await new Promise<void>((done) => clock.at(clock.nowMillis() + wait, done))
    return opened
  },
})

/** Breaks at every real cell. */
const broken = (direct: CellOpener): CellOpener => ({
  ...direct,
  async open(...asked) {
    const opened = await direct.open(...asked)
    if (opened.real.length > 0) throw new DeskError('worker-failed')
    return opened
  },
})

describe('what the relay sees of the collector', () => {
  const contents = {
    cover: () => coverPlaintext(),
    messages: (name: string) => new Contributor(name).parts(name)[0]!,
    rubbish: () => new Uint8Array(1935).fill(7),
  }

  async function watch(content: keyof typeof contents, openerOf: typeof slow) {
    const desk = openWatched(openerOf)
    const close = (name: string) =>
      desk.relay.close(p, [sealed(desk.epoch, contents[content](name))])
    for (const name of ['Mar', 'Sol', 'Luz']) close(name)
    desk.collector.start()
    for (const name of ['Paz', 'Luna', 'Nube']) {
      await desk.clock.advance(schedule.collectIntervalMillis - 777)
      close(name)
    }
    await desk.clock.advance(10 * schedule.collectIntervalMillis)
    await desk.collector.stop()
    return { asked: desk.relay.asked, texts: desk.texts() }
  }

  test('its requests come at the same times, whether the cells are cover or messages, slow to open or not to be opened', async () => {
    const cover = await watch('cover', slow)
    expect(cover.asked.length).toBeGreaterThan(15)
    const messages = await watch('messages', slow)
    expect(messages.texts).toHaveLength(6)
    expect(messages.asked).toEqual(cover.asked)
    expect((await watch('messages', broken)).asked).toEqual(cover.asked)
    expect((await watch('rubbish', fast)).asked).toEqual(cover.asked)
  })

  test('after the first round every other begins at a multiple of the interval', async () => {
    const desk = openWatched(fast)
    await desk.clock.advance(1234)
    desk.collector.start()
    await desk.clock.advance(3 * schedule.collectIntervalMillis)
    await desk.collector.stop()
    const [, ...others] = desk.relay.asked.map(([atMillis]) => atMillis)
    expect(others).toHaveLength(3)
    expect(others.filter((atMillis) => atMillis % schedule.collectIntervalMillis > 0)).toEqual([])
  })

  test('a backlog is fetched in small rounds, and no further than memory may hold', async () => {
    const works = { now: false }
    const desk = openWatched((direct) => ({
      ...direct,
      open: (...asked) => (works.now ? direct : broken(direct)).open(...asked),
    }))
    for (let number = 0; number < 40; number++)
      desk.relay.close(p, [sealed(desk.epoch, contents.messages(`Mar ${number}`))])
    const fetched = () => desk.relay.asked.filter(([, what]) => !what.startsWith('after')).length
    desk.collector.start()
    await settle()
    expect(fetched()).toBe(8)
    await desk.clock.advance(10 * schedule.collectIntervalMillis)
    expect(fetched()).toBe(16)
    expect(desk.collector.status().lastError).toBe('collector-failed')
    works.now = true
    await desk.clock.advance(3 * schedule.collectIntervalMillis)
    await desk.collector.stop()
    expect(desk.texts()).toHaveLength(40)
    expect(desk.collector.status().lastError).toBeUndefined()
  })
})
