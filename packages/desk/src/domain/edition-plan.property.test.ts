import fc from 'fast-check'
import { ACK_CAPACITY, RECORD_CAPACITY } from '@cronista/protocol'
import { fold, type JournalEvent, type NewsroomState } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { listingsAfter, listingsOf, type Listings } from './edition-plan-listings.ts'
import { deliveryOf, planEdition, type PlannedReply } from './edition-plan.ts'

const INTERVAL = 3_600_000
const schedule = { ackListedMillis: 0, replyListedMillis: 14 * 24 * INTERVAL }
const PERSON = '00'.repeat(16)
const idOf = (thread: number) => thread.toString(16).padStart(32, '0')
const keyOf = ({ thread, reply }: PlannedReply) => `${thread.id}/${reply.number}`

/** Threads with replies; each reply's text says how many records it takes. */
function newsroomWith(threads: readonly (readonly number[])[]): NewsroomState {
  return fold(
    threads.flatMap((replies, index): JournalEvent[] => {
      const thread = idOf(index)
      const opened = { contributor: thread + thread, handle: `Cenzontle ${index}` }
      return [
        { v: 1, type: 'thread-opened', thread, ...opened, openedAtMillis: 0 },
        ...replies.map((records, reply): JournalEvent => ({
          ...{ v: 1, type: 'reply-written', thread, number: reply + 1, text: String(records) },
          ...{ language: 'es', person: PERSON, requestId: `request-${reply}` },
          writtenAtMillis: 0,
        })),
      ]
    }),
  )
}

/** The editions from a moment on, one an interval, each told what those before listed. */
function editions(state: NewsroomState, count: number, draw: () => number, fromMillis = 0) {
  let listings: Listings = listingsOf([])
  return Array.from({ length: count }, (_, index) => {
    const timeMillis = fromMillis + index * INTERVAL
    const plan = planEdition(state, timeMillis, schedule, {
      isAcknowledgeable: () => true,
      ...{ isReachable: () => true, recordsOf: ({ text }) => Number(text), listings, draw },
    })
    listings = listingsAfter(listings, { timeMillis, plan }, state)
    return { ...plan, timeMillis, listings }
  })
}

/** The same numbers for the same seed. */
function drawn(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0)
}

const threads = fc.array(fc.array(fc.integer({ min: 1, max: RECORD_CAPACITY }), { maxLength: 4 }), {
  maxLength: 12,
})

describe('the edition plan', () => {
  test('holds no more than an edition, replies whole and each thread’s in order', () => {
    fc.assert(
      fc.property(threads, fc.integer(), (replies, seed) => {
        for (const { replies: listed, waiting } of editions(
          newsroomWith(replies),
          8,
          drawn(seed),
        )) {
          const records = listed.reduce((sum, { reply }) => sum + Number(reply.text), 0)
          expect(records).toBeLessThanOrEqual(RECORD_CAPACITY)
          expect(listed.length + waiting).toBe(replies.flat().length)
          replies.forEach((_, index) => {
            const own = listed.filter(({ thread }) => thread.id === idOf(index))
            expect(own.map(({ reply }) => reply.number)).toEqual(
              own.map((_one, place) => place + 1),
            )
          })
        }
      }),
    )
  })

  test('every thread that waits has its turn within as many editions as there are threads', () => {
    fc.assert(
      fc.property(threads, fc.integer(), (replies, seed) => {
        const state = newsroomWith(replies)
        const listed = editions(state, replies.length, drawn(seed)).flatMap((one) => one.replies)
        const seen = new Set(listed.map(({ thread }) => thread.id))
        expect(seen.size).toBe(replies.filter((one) => one.length > 0).length)
      }),
    )
  })

  test('unread replies do not keep others out: forty threads are listed equally often', () => {
    const state = newsroomWith(Array.from({ length: 40 }, () => [1]))
    const counts = new Map<string, number>()
    for (const { replies } of editions(state, 24, drawn(1)))
      for (const one of replies) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1)
    expect(counts.size).toBe(40)
    for (const count of counts.values()) expect(Math.abs(count - 9)).toBeLessThanOrEqual(1)
  })

  test('whoever looks once a day meets other replies on other days', () => {
    const state = newsroomWith(Array.from({ length: 30 }, () => [1]))
    const daily = editions(state, 24 * 14, drawn(1)).filter((_, hour) => hour % 24 === 20)
    expect(new Set(daily.flatMap(({ replies }) => replies.map(keyOf))).size).toBe(30)
  })

  test('one with many replies gets no more than its share while others wait', () => {
    const state = newsroomWith([
      Array.from({ length: 15 }, () => 1),
      ...Array.from({ length: 14 }, () => [1]),
    ])
    const [first] = editions(state, 1, drawn(1))
    expect(new Set(first?.replies.map(({ thread }) => thread.id)).size).toBe(15)
  })

  test('a newcomer comes at once, and no more often than the others', () => {
    const old = Array.from({ length: 30 }, () => [1])
    const before = editions(newsroomWith(old), 100, drawn(1)).at(-1)!
    const state = newsroomWith([...old, [1]])
    let listings = before.listings
    const draw = drawn(2)
    const isListed = Array.from({ length: 30 }, (_, index) => {
      const timeMillis = (100 + index) * INTERVAL
      const sources = {
        isAcknowledgeable: () => true,
        isReachable: () => true,
        recordsOf: () => 1,
        listings,
        draw,
      }
      const plan = planEdition(state, timeMillis, schedule, sources)
      listings = listingsAfter(listings, { timeMillis, plan }, state)
      return plan.replies.some(({ thread }) => thread.id === idOf(30))
    })
    expect(isListed[0]).toBe(true)
    expect(isListed.filter(Boolean).length).toBeLessThanOrEqual(16)
  })

  test('a reply that was passed over is neither read nor given up with the one that has its number', () => {
    const passed = { requestId: 'request-x', text: 'Otra', language: 'es', number: 1 } as const
    const by = { v: 1, thread: idOf(0), person: PERSON } as const
    const state = fold(
      [
        { ...by, type: 'reply-written', ...passed, writtenAtMillis: 0 },
        {
          ...{ ...by, type: 'replies-listed', listedAtMillis: 0 },
          replies: [{ requestId: 'request-0', number: 1 }],
        },
      ],
      newsroomWith([[1]]),
    )
    const [thread] = [...state.threads.values()] as [PlannedReply['thread']]
    const { listings } = editions(state, 1, drawn(1)).at(-1)!
    const later = 2 * schedule.replyListedMillis
    const deliveryAt = (requestId: string) =>
      deliveryOf(thread, thread.replies.get(requestId)!, later, schedule, listings)
    expect(['request-0', 'request-x'].map(deliveryAt)).toEqual(['expired', 'open'])
  })

  test('acknowledges what came within a day, and where there is too much, the newest', () => {
    const day = 24 * INTERVAL
    const nowMillis = 5 * day
    const acknowledged = (receivedAt: readonly number[], isAcknowledgeable = () => true) => {
      const state = fold(
        receivedAt.map((receivedAtMillis, index): JournalEvent => ({
          ...{ v: 1, type: 'message-received', thread: idOf(0), messageId: idOf(index) },
          ...{ text: 'Hola', language: 'es', week: 0, repliesRead: 0, receivedAtMillis },
        })),
        newsroomWith([[]]),
      )
      return planEdition(
        state,
        nowMillis,
        { ...schedule, ackListedMillis: day },
        {
          isAcknowledgeable,
          ...{ isReachable: () => true, recordsOf: () => 1, listings: listingsOf([]) },
          draw: drawn(1),
        },
      ).acknowledgements.map(({ messageId }) => messageId)
    }
    expect(acknowledged([nowMillis - day - 1, nowMillis - day, nowMillis])).toEqual(
      [2, 1].map(idOf),
    )
    const many = Array.from({ length: ACK_CAPACITY + 88 }, (_, index) => nowMillis - day + index)
    expect(acknowledged(many)).toEqual(
      many
        .map((_, index) => idOf(index))
        .reverse()
        .slice(0, -88),
    )
    const ahead = Array.from({ length: ACK_CAPACITY }, () => nowMillis + 100 * day)
    expect(acknowledged([nowMillis, ...ahead, nowMillis - 1]).slice(0, 2)).toEqual(
      [0, ACK_CAPACITY + 1].map(idOf),
    )
    expect(acknowledged([nowMillis], () => false)).toEqual([])
  })

  test('the time of an unread reply counts from its first listing; one that was never listed is open', () => {
    const late = 100 * schedule.replyListedMillis
    const state = newsroomWith([[1]])
    const [thread] = [...state.threads.values()] as [PlannedReply['thread']]
    const reply = thread.replies.get('request-0')!
    const at = (nowMillis: number, listings: Listings) =>
      deliveryOf(thread, reply, nowMillis, schedule, listings)
    expect(at(late, listingsOf([]))).toBe('open')
    const [first, second] = editions(state, 2, drawn(1), late)
    for (const { listings } of [first!, second!]) {
      expect(at(late + schedule.replyListedMillis, listings)).toBe('open')
      expect(at(late + schedule.replyListedMillis + 1, listings)).toBe('expired')
    }
  })
})
