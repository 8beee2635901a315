import {
  CELL_BYTES,
  EPOCH_MILLIS,
  isZero,
  joinParts,
  replyKeyOf,
  openThread,
  toHex,
  unpackLetter,
  weekOf,
  type OpenedCell,
  type Part,
  type Primitives,
} from '@cronista/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { Courier } from './courier.ts'
import { FixtureNewsroom, p, seededRandom } from './newsroom.fixture.ts'
import type { FromWorker, LaterCells, SealedCell, ToWorker } from './worker-messages.ts'

const HOUR = 3_600_000
const MIDNIGHT = 20_000 * EPOCH_MILLIS
const NOW = MIDNIGHT + 2 * HOUR
const WORDS = [1, 2, 3, 4, 5, 6, 7, 754]

/** A courier, and a page that does nothing but tick. */
class Bench {
  readonly newsroom = new FixtureNewsroom(seededRandom(1))
  readonly said: FromWorker[] = []
  nowMillis = NOW
  readonly #courier: Courier

  constructor(primitives: Primitives = p, seed = 3, nowMillis = NOW) {
    this.nowMillis = nowMillis
    this.#courier = new Courier({
      primitives,
      random: seededRandom(seed),
      nowMillis: () => this.nowMillis,
      newsroomId: this.newsroom.newsroomId,
      sendsPerPart: 2,
      emit: (message) => this.said.push(message),
    })
  }

  tell(message: ToWorker): void {
    this.#courier.receive(message)
  }

  last<Kind extends FromWorker['kind']>(kind: Kind): Extract<FromWorker, { kind: Kind }> {
    return this.said.findLast((message) => message.kind === kind) as never
  }

  next(): SealedCell {
    const sealed = this.said.flatMap((one) => (one.kind === 'sealed' && one.next ? one.next : []))
    return sealed.at(-1)!
  }

  /** Lets a tick pass and gives what the desk would open. */
  tick(connected = true): OpenedCell | undefined {
    const { serial, cell } = this.next()
    expect(cell.length).toBe(CELL_BYTES)
    const opened = this.newsroom.open(cell)
    this.tell({ kind: 'ticked', serial, epoch: this.last('sealed').to.number, connected })
    return opened
  }

  ticks(count: number): (OpenedCell | undefined)[] {
    return Array.from({ length: count }, () => this.tick())
  }

  trust(): void {
    this.tell({ kind: 'news', news: this.newsroom.news(this.nowMillis) })
  }

  openThread(): void {
    this.tell({ kind: 'open-thread', words: WORDS })
  }
}

describe('a courier', () => {
  let bench: Bench

  beforeEach(() => {
    bench = new Bench()
  })

  test('seals cover to nobody before it trusts anybody, under today’s epoch byte', () => {
    expect(bench.next().cell[0]).toBe(20_000 % 256)
    expect(bench.ticks(2)).toEqual([undefined, undefined])
  })

  test('seals to a key of its own before it trusts anybody, another in each visit', () => {
    const keys = [1, 2, 3].map((seed) => toHex(new Bench(p, seed).last('sealed').to.publicKey))
    expect(new Set(keys).size).toBe(3)
  })

  test('seals a part afresh each time that it leaves', () => {
    bench.trust()
    bench.openThread()
    bench.tell({ kind: 'queue', reference: 1, letter: { language: 'es', text: 'Hola' } })
    bench.tick()
    const left = [1, 2].map(() => {
      const { cell } = bench.next()
      expect(bench.tick()?.kind).toBe('part')
      return toHex(cell)
    })
    expect(new Set(left).size).toBe(2)
  })

  test('seals cover to the newsroom once it trusts it, the spare cells too', () => {
    bench.trust()
    expect(bench.tick()).toEqual({ kind: 'cover' })
    const sealed = bench.said
      .filter((one) => one.kind === 'sealed')
      .find(({ anew }, index) => anew && index > 0)
    expect(sealed?.spares.map((cell) => bench.newsroom.open(cell))).toEqual([
      { kind: 'cover' },
      { kind: 'cover' },
    ])
  })

  test('a part of a tick without a connection has not left: it leaves in the next two with one', () => {
    bench.trust()
    bench.openThread()
    bench.tell({ kind: 'queue', reference: 1, letter: { language: 'es', text: 'Hola' } })
    bench.tick()
    const kinds = [false, false, true, true].map((connected) => bench.tick(connected)?.kind)
    expect(kinds).toEqual(['part', 'part', 'part', 'part'])
    expect(bench.last('outbox').messages[0]).toMatchObject({ ticksLeft: 0, sends: 2 })
    expect(bench.tick()).toEqual({ kind: 'cover' })
  })

  test('carries a letter, every part twice', () => {
    bench.trust()
    bench.openThread()
    const text = Array.from({ length: 700 }, (_, index) => `${index * 7919}ñ`).join(' ')
    bench.tell({ kind: 'queue', reference: 1, letter: { language: 'es', text } })
    const { messages } = bench.last('outbox')
    const cells = bench.ticks(messages[0]!.ticksLeft + 1)
    const parts = cells.filter((cell): cell is Part => cell?.kind === 'part')
    expect(cells.at(0)).toEqual({ kind: 'cover' })
    expect(cells.at(-1)).toEqual({ kind: 'cover' })
    const count = parts[0]!.count
    expect(count).toBeGreaterThan(1)
    expect(parts.map(({ number }) => number)).toEqual([
      ...Array.from({ length: count }, (_, number) => number),
      ...Array.from({ length: count }, (_, number) => number),
    ])
    const joined = joinParts(new Map(parts.map(({ number, body }) => [number, body])), count)!
    expect(unpackLetter(joined)).toEqual({ language: 'es', text })
    expect(bench.last('outbox').messages[0]).toMatchObject({ ticksLeft: 0, received: false })
  })

  test('says received only when an edition does', () => {
    bench.trust()
    bench.openThread()
    bench.tell({ kind: 'queue', reference: 1, letter: { language: 'es', text: 'Hola' } })
    const part = bench.ticks(3).find((cell): cell is Part => cell?.kind === 'part')!
    bench.tell({ kind: 'news', news: bench.newsroom.news(NOW, { number: 2 }) })
    expect(bench.last('outbox').messages[0]?.received).toBe(false)
    const acknowledgements = [{ replyKey: part.replyKey, messageId: part.messageId }]
    bench.tell({ kind: 'news', news: bench.newsroom.news(NOW, { number: 3, acknowledgements }) })
    expect(bench.last('outbox').messages[0]?.received).toBe(true)
  })

  test.each([
    ['half-signed', { signers: 1 as const }],
    ['with a key that is none', { epochKey: new Uint8Array(1216).fill(0xff) }],
  ])('keeps real parts to itself under a roster that is %s, and cover goes on', (_, flaws) => {
    const sealed: Uint8Array[] = []
    const watched = new Bench({
      ...p,
      chacha20Poly1305Seal(key, nonce, aad, plaintext) {
        sealed.push(plaintext.slice())
        return p.chacha20Poly1305Seal(key, nonce, aad, plaintext)
      },
    })
    watched.openThread()
    watched.tell({ kind: 'queue', reference: 1, letter: { language: 'es', text: 'Hola' } })
    sealed.length = 0
    const news = watched.newsroom.news(NOW, { number: 2 }, { number: 2, ...flaws })
    watched.tell({ kind: 'news', news })
    expect(watched.ticks(4)).toEqual([undefined, undefined, undefined, undefined])
    expect(sealed.length).toBeGreaterThan(4)
    expect(sealed.every(isZero)).toBe(true)
    expect(watched.last('newsroom').state.kind).toBe('refused')
    expect(watched.last('outbox').messages[0]).toMatchObject({ sends: 0 })
  })

  test('goes on under the roster it has accepted when a bad one comes', () => {
    bench.trust()
    bench.openThread()
    bench.tell({ kind: 'queue', reference: 1, letter: { language: 'es', text: 'Hola' } })
    const news = bench.newsroom.news(NOW, { number: 2 }, { number: 2, signers: 1 })
    bench.tell({ kind: 'news', news })
    expect(bench.last('newsroom').state.kind).toBe('trusted')
    expect(bench.ticks(3).map((cell) => cell?.kind)).toEqual(['part', 'part', 'cover'])
  })

  test('lets the parts go once a good roster comes', () => {
    bench.openThread()
    bench.tell({ kind: 'queue', reference: 1, letter: { language: 'es', text: 'Hola' } })
    bench.ticks(2)
    bench.trust()
    expect(bench.ticks(3).map((cell) => cell?.kind)).toEqual(['part', 'part', 'cover'])
  })

  test('finds a reply for somebody who returns, and confirms it', () => {
    const thread = openThread(p, bench.newsroom.newsroomId, WORDS)
    const key = replyKeyOf(p, bench.newsroom.newsroomId, thread, weekOf(NOW) - 2)
    const letter = { number: 4, confirmed: 3, language: 'es', text: 'Gracias' } as const
    const records = bench.newsroom.reply(thread.contributorPublicKey, key, letter)
    bench.tell({ kind: 'news', news: bench.newsroom.news(NOW, { records }) })
    bench.openThread()
    expect(bench.last('replies').replies).toEqual({
      complete: [{ number: 4, language: 'es', text: 'Gracias' }],
      incomplete: 0,
      confirmed: 3,
    })
    bench.tell({ kind: 'confirm-read', reference: 1, number: 4 })
    expect(bench.ticks(3)[1]).toMatchObject({ kind: 'receipt', repliesRead: 4 })
  })

  test('carries nothing for a page that has no thread', () => {
    bench.trust()
    bench.tell({ kind: 'queue', reference: 1, letter: { language: 'es', text: 'Hola' } })
    expect(bench.ticks(3).map((cell) => cell?.kind)).toEqual(['cover', 'cover', 'cover'])
  })

  test('forgets: nothing that waited leaves any more', () => {
    bench.trust()
    bench.openThread()
    bench.tell({ kind: 'queue', reference: 1, letter: { language: 'es', text: 'Hola' } })
    bench.tick()
    expect(bench.newsroom.open(bench.next().cell)?.kind).toBe('part')
    bench.tell({ kind: 'forget' })
    expect(bench.ticks(3).map((cell) => cell?.kind)).toEqual(['cover', 'cover', 'cover'])
  })

  test('says that a phone could not open the thread', () => {
    const poor = new Bench({
      ...p,
      argon2id(password, salt, cost) {
        if (cost.memoryKiB > 8) throw new RangeError('Array buffer allocation failed')
        return p.argon2id(password, salt, cost)
      },
    })
    poor.openThread()
    expect(poor.last('thread')).toEqual({ kind: 'thread', opened: false })
  })
})

describe('the epoch byte', () => {
  /** The bytes of the cells of the first hour of a day, a tick each minute. */
  function bytesAround(bench: Bench, trusted: boolean): number[] {
    if (trusted) bench.tell({ kind: 'news', news: bench.newsroom.news(bench.nowMillis) })
    return Array.from({ length: 70 }, () => {
      const [byte = 0] = bench.next().cell
      bench.tell({ kind: 'ticked', serial: bench.next().serial, epoch: 0, connected: true })
      bench.nowMillis += 60_000
      return byte
    })
  }

  test.each([true, false])(
    'changes at a moment of each visit’s own in the first fifty minutes (trusted: %s)',
    (trusted) => {
      const changes = [1, 2, 3, 4, 5].map((seed) => {
        const bytes = bytesAround(new Bench(p, seed, MIDNIGHT - 5 * 60_000), trusted)
        const before = bytes.filter((byte) => byte === 19_999 % 256).length
        expect(bytes.slice(before)).toEqual(Array(70 - before).fill(20_000 % 256))
        return before
      })
      expect(Math.min(...changes)).toBeGreaterThanOrEqual(5)
      expect(Math.max(...changes)).toBeLessThanOrEqual(5 + 50 + 2)
      expect(new Set(changes).size).toBeGreaterThan(2)
    },
  )

  test('changes for everything on the page at once', () => {
    const bench = new Bench(p, 3, MIDNIGHT - HOUR)
    bench.trust()
    bench.nowMillis = MIDNIGHT + HOUR
    bench.tell({ kind: 'ticked', serial: undefined, epoch: 0, connected: true })
    const { next, spares, anew } = bench.last('sealed')
    expect(anew).toBe(true)
    expect([next?.cell, ...spares].map((cell) => cell?.[0])).toEqual(Array(3).fill(20_000 % 256))
  })

  test('keeps no part back in the hour after midnight, whatever the lag', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const bench = new Bench(p, seed, MIDNIGHT + 15 * 60_000)
      bench.trust()
      bench.openThread()
      bench.tell({ kind: 'queue', reference: 1, letter: { language: 'es', text: 'Hola' } })
      expect(bench.ticks(4).map((cell) => cell?.kind)).toEqual(['cover', 'part', 'part', 'cover'])
    }
  })

  test('follows the page, which changed before the worker heard of it', () => {
    const bench = new Bench(p, 3, MIDNIGHT - 60_000)
    bench.trust()
    bench.tell({ kind: 'ticked', serial: undefined, epoch: 20_000, connected: true })
    expect(bench.last('sealed')).toMatchObject({ anew: true, to: { number: 20_000 } })
  })

  test('has spare cover for the coming epoch ready in time, once, and again after news', () => {
    const bench = new Bench(p, 3, MIDNIGHT - 10 * 60_000)
    const laters: LaterCells[] = []
    const laterOf = (): readonly LaterCells[] => {
      const { later } = bench.last('sealed')
      return later === undefined || later.spares.length === 0 ? [] : [later]
    }
    bench.trust()
    while (bench.last('sealed').to.number < 20_000) {
      bench.nowMillis += 60_000
      bench.tick()
      laters.push(...laterOf())
    }
    expect(laters).toHaveLength(1)
    const { fromMillis, spares } = laters[0]!
    expect(bench.nowMillis - fromMillis).toBeLessThan(60_000)
    expect(spares.map((cell) => cell[0])).toEqual([20_000 % 256, 20_000 % 256])
    expect(spares.map((cell) => bench.newsroom.open(cell)?.kind)).toEqual(['cover', 'cover'])

    const other = new Bench(p, 3, fromMillis - 120_000)
    other.trust()
    expect(other.last('sealed')).toMatchObject({ anew: true, later: { fromMillis } })
  })

  test('never falls, though the clock is set back or the newsroom’s roster ends', () => {
    const bench = new Bench()
    bench.trust()
    const bytes = [0, 23, 2, 60, 1].map((hours) => {
      bench.nowMillis = NOW + hours * HOUR
      bench.tell({ kind: 'ticked', serial: bench.next().serial, epoch: 0, connected: true })
      return bench.last('sealed').next?.cell[0]
    })
    expect(bytes).toEqual([20_000, 20_001, 20_001, 20_002, 20_002].map((day) => day % 256))
  })
})

/** The primitives, with a count of how often each was called. */
function counted(): { primitives: Primitives; calls: Record<string, number> } {
  const calls: Record<string, number> = {}
  const primitives = Object.fromEntries(
    Object.entries(p).map(([name, primitive]) => [
      name,
      (...given: never[]): unknown => {
        calls[name] = (calls[name] ?? 0) + 1
        return (primitive as (...given: never[]) => unknown)(...given)
      },
    ]),
  ) as unknown as Primitives
  return { primitives, calls }
}

test('ticks and editions cost a reader exactly what they cost a contributor', () => {
  const work = (contributes: boolean): Record<string, number> => {
    const { primitives, calls } = counted()
    const bench = new Bench(primitives)
    bench.trust()
    if (contributes) {
      bench.openThread()
      bench.tell({ kind: 'queue', reference: 1, letter: { language: 'es', text: 'Hola' } })
      bench.tell({ kind: 'queue', reference: 2, letter: { language: 'es', text: 'Otra' } })
    }
    for (const name of Object.keys(calls)) calls[name] = 0
    bench.ticks(3)
    bench.tell({ kind: 'news', news: bench.newsroom.news(NOW, { number: 2 }) })
    bench.ticks(3)
    return calls
  }
  const reader = work(false)
  expect(work(true)).toEqual(reader)
  expect(reader['xwingEncapsulate']).toBeGreaterThan(6)
})
