import fc from 'fast-check'
import { fold, openedThreads, repliesOf, type JournalEvent } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { listingsAfter, listingsOf } from './edition-plan-listings.ts'
import { planEdition } from './edition-plan.ts'
import { newlyListed, renumberedReplies } from './reply-numbers.ts'

const THREAD = '0a'.repeat(16)
const schedule = { ackListedMillis: 0, replyListedMillis: 1 }
const personOf = (desk: number) => `a${desk}`.repeat(16)

const opened: JournalEvent = {
  ...{ v: 1, type: 'thread-opened', thread: THREAD, contributor: '0b'.repeat(32) },
  ...{ handle: 'Cenzontle 4', openedAtMillis: 0 },
}

/** Desks that answer one contributor, each with its own chain; the first builds the editions. */
class AnsweringDesks {
  /** By desk. */
  readonly #chains: JournalEvent[][]
  /** How much of each chain each desk holds. */
  readonly #held: number[][]
  #listings = listingsOf([])
  #written = 0
  /** What the contributor has read, by number. */
  readonly read = new Map<number, string>()

  constructor(count: number) {
    this.#chains = Array.from({ length: count }, () => [])
    this.#held = this.#chains.map(() => this.#chains.map(() => 0))
    this.#append(0, opened)
    for (let desk = 1; desk < count; desk++) this.hand(0, desk, 0, 1)
  }

  get texts(): readonly string[] {
    return Array.from({ length: this.#written }, (_, index) => `Respuesta ${index}`)
  }

  state(desk: number) {
    const held = this.#held[desk]!
    return fold(this.#chains.flatMap((chain, index) => chain.slice(0, held[index])))
  }

  replies(desk: number) {
    return openedThreads(this.state(desk)).flatMap(repliesOf)
  }

  answer(desk: number, salt: number): void {
    const number = (openedThreads(this.state(desk))[0]?.lastReply ?? 0) + 1
    const text = `Respuesta ${this.#written}`
    this.#append(desk, {
      ...{ v: 1, type: 'reply-written', thread: THREAD, number, text, language: 'es' },
      ...{ person: personOf(desk), requestId: `${salt}-${this.#written++}`, writtenAtMillis: 0 },
    })
  }

  /** Hands over some entries of one chain, the oldest that are lacking. */
  hand(from: number, to: number, chain: number, count: number): void {
    const [has, lacks] = [this.#held[from]!, this.#held[to]!]
    lacks[chain] = Math.max(lacks[chain]!, Math.min(has[chain]!, lacks[chain]! + count))
  }

  tidy(desk: number): void {
    for (const one of renumberedReplies(this.state(desk), personOf(desk))) this.#append(desk, one)
  }

  /** An edition, which the contributor reads; a number that was read has its text for good. */
  edition(isConfirmed: boolean): void {
    const [state, person] = [this.state(0), personOf(0)]
    const plan = planEdition(state, 0, schedule, {
      isAcknowledgeable: () => true,
      ...{ isReachable: () => true, recordsOf: () => 1, listings: this.#listings },
      draw: () => 0,
    })
    const planned = new Set(plan.replies.map(({ reply }) => reply))
    for (const told of newlyListed(state, planned, this.#listings))
      this.#append(0, { v: 1, type: 'replies-listed', ...told, person, listedAtMillis: 0 })
    this.#listings = listingsAfter(this.#listings, { timeMillis: 0, plan }, state)
    for (const { number, text } of planned) {
      expect(this.read.get(number) ?? text).toBe(text)
      this.read.set(number, text)
    }
    const repliesRead = Math.max(0, ...this.read.keys())
    if (!isConfirmed || repliesRead === 0) return
    const told = { thread: THREAD, repliesRead, confirmedAtMillis: 0 }
    this.#append(0, { v: 1, type: 'replies-confirmed', ...told })
  }

  /** Everything is handed over, put in order and listed, as often as it takes. */
  comeToRest(): void {
    for (let round = 0; round < 4; round++) {
      const all = this.#chains.map((_, desk) => desk)
      for (const chain of all) for (const to of all) this.hand(chain, to, chain, Infinity)
      for (const desk of all) this.tidy(desk)
      for (const chain of all) for (const to of all) this.hand(chain, to, chain, Infinity)
      this.edition(true)
    }
    for (let desk = 1; desk < this.#chains.length; desk++) this.hand(0, desk, 0, Infinity)
  }

  #append(desk: number, event: JournalEvent): void {
    this.#held[desk]![desk] = this.#chains[desk]!.push(event)
  }
}

const desk = fc.nat(2)
const step = fc.oneof(
  fc.record({ kind: fc.constant('answer' as const), desk, salt: fc.nat(9) }),
  fc.record({ kind: fc.constant('hand' as const), from: desk, to: desk, chain: desk }),
  fc.record({ kind: fc.constant('tidy' as const), desk }),
  fc.record({ kind: fc.constant('edition' as const), isConfirmed: fc.boolean() }),
)

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

function take(desks: AnsweringDesks, count: number, one: Step): void {
  if (one.kind === 'answer') desks.answer(one.desk % count, one.salt)
  else if (one.kind === 'hand') desks.hand(one.from % count, one.to % count, one.chain % count, 2)
  else if (one.kind === 'tidy') desks.tidy(one.desk % count)
  else desks.edition(one.isConfirmed)
}

describe('desks that answer one contributor at once', () => {
  test('in the end no reply is lost, none shares its number, and what was read stays what it was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 3 }),
        fc.array(step, { maxLength: 40 }),
        (count, steps) => {
          const desks = new AnsweringDesks(count)
          for (const one of steps) take(desks, count, one)
          desks.comeToRest()
          const replies = desks.replies(0)
          for (let other = 1; other < count; other++) expect(desks.replies(other)).toEqual(replies)
          expect(new Set(replies.map(({ number }) => number)).size).toBe(replies.length)
          expect(replies.map(({ text }) => text).sort()).toEqual([...desks.texts].sort())
          expect(new Map(replies.map(({ number, text }) => [number, text]))).toEqual(
            new Map([...desks.read].sort(([a], [b]) => a - b)),
          )
        },
      ),
      { numRuns: 500 },
    )
  })

  test('of two under one number the one of the smaller request id keeps it; the other moves once', () => {
    const desks = new AnsweringDesks(2)
    desks.answer(1, 1)
    desks.answer(0, 2)
    desks.comeToRest()
    expect([...desks.read]).toEqual([
      [1, 'Respuesta 0'],
      [2, 'Respuesta 1'],
    ])
  })

  test('a number that two editions gave to two replies is neither’s: both are said again', () => {
    const desks = new AnsweringDesks(2)
    for (const author of [0, 1]) desks.answer(author, author)
    const replies = [...desks.replies(0), ...desks.replies(1)]
    const listed = replies.map(({ requestId, number }): JournalEvent => ({
      ...{ v: 1, type: 'replies-listed', thread: THREAD, replies: [{ requestId, number }] },
      ...{ person: personOf(0), listedAtMillis: 0 },
    }))
    const confirmed = { thread: THREAD, repliesRead: 1, confirmedAtMillis: 0 }
    const written = replies.map((reply): JournalEvent => reply)
    const told = [opened, ...written, ...listed]
    const state = fold([...told, { v: 1, type: 'replies-confirmed', ...confirmed }])
    const renumbered = [0, 1].flatMap((desk) => renumberedReplies(state, personOf(desk)))
    expect(renumbered.map(({ text, number }) => [text, number])).toEqual([
      ['Respuesta 0', 2],
      ['Respuesta 1', 2],
    ])
  })

  test('one that comes when another has been read under its number waits for its own new one', () => {
    const desks = new AnsweringDesks(3)
    desks.answer(1, 1)
    desks.answer(2, 2)
    desks.hand(2, 0, 2, 1)
    desks.edition(false)
    desks.hand(1, 0, 1, 1)
    desks.edition(false)
    desks.comeToRest()
    expect([...desks.read]).toEqual([
      [1, 'Respuesta 1'],
      [2, 'Respuesta 0'],
    ])
  })

  test('several that were passed over get a number each, in their order', () => {
    const desks = new AnsweringDesks(2)
    for (const author of [0, 0, 1, 1]) desks.answer(author, author)
    desks.edition(true)
    desks.hand(0, 1, 0, Infinity)
    const renumbered = renumberedReplies(desks.state(1), personOf(1))
    expect(renumbered.map(({ number, text }) => [number, text])).toEqual([
      [3, 'Respuesta 2'],
      [4, 'Respuesta 3'],
    ])
  })

  test('what was read before editions were told of in the journal keeps its number', () => {
    const desks = new AnsweringDesks(2)
    desks.answer(0, 1)
    const confirmed = { thread: THREAD, repliesRead: 1, confirmedAtMillis: 0 }
    const earlier = fold([{ v: 1, type: 'replies-confirmed', ...confirmed }], desks.state(0))
    const [told, ...others] = newlyListed(earlier, new Set(), listingsOf([]))
    expect([told?.replies.map(({ number }) => number), others]).toEqual([[1], []])
  })
})
