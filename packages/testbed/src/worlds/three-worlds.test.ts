// The same visits in three worlds: A writes and is answered, B does, nobody does. What the relay stored,
// sent and logged, and when, has to be the same in all of them.
import { replyAnswerSchema, threadSchema, threadsSchema } from '@cronista/desk/api'
import { drawWords } from '@cronista/protocol'
import type { Visit } from '@cronista/reader/visit'
import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { until } from '../until.ts'
import {
  NOON_MILLIS,
  openWorld,
  type NewsroomWorld,
  type Stay,
  type WorldTrace,
} from './newsroom-world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const PATIENCE_MILLIS = 60_000
/** They take half a minute of work; a machine may have other work, too. */
const WORLDS_MILLIS = 600_000
const LETTER = `Vi los camiones en la presa. ${'Pasaron de noche, con las luces apagadas. '.repeat(4)}${Array.from(
  { length: 700 },
  (_, index) => (index * 7919).toString(36),
).join(' ')}`
const ANSWER = '¿Cuántos eran, y de qué color?'
const AFTER = 'Eran nueve, blancos.'

/** Half a dozen people, some of whom come twice. A and B each stay for long in the first hour, and again
 *  in the fourth. */
const stays: readonly Stay[] = [
  ...['A', 'B', 'C'].flatMap((visitor, place) => [
    { visitor, fromMillis: (3 + place) * MINUTE, untilMillis: (28 + place) * MINUTE },
    {
      visitor,
      fromMillis: 4 * HOUR + place * MINUTE,
      untilMillis: 4 * HOUR + (22 + place) * MINUTE,
    },
  ]),
  { visitor: 'D', fromMillis: 50 * MINUTE, untilMillis: 53 * MINUTE },
  { visitor: 'E', fromMillis: 2 * HOUR + 55 * MINUTE, untilMillis: 3 * HOUR + 4 * MINUTE },
  { visitor: 'F', fromMillis: 4 * HOUR + 7 * MINUTE, untilMillis: 4 * HOUR + 8 * MINUTE },
]

interface WorldOutcome {
  readonly trace: WorldTrace
  /** What the second desk, too, has in its conversations in the end. */
  readonly conversation: readonly string[]
}

async function runWorld(writer: string | undefined): Promise<WorldOutcome> {
  const world = await openWorld('three worlds')
  const words = drawWords((length) => new Uint8Array(randomBytes(length)))
  for (const stay of stays)
    await world.visit(stay, (visit) => {
      if (stay.visitor === writer) write(world, visit, words, stay)
    })
  await world.turnTo(2 * HOUR + 30 * MINUTE)
  if (writer !== undefined) await answer(world)
  await world.turnTo(5 * HOUR + 10 * MINUTE)
  const conversation = writer === undefined ? [] : await entriesOf(world, 3)
  return { trace: await world.end(), conversation }
}

function write(
  world: NewsroomWorld,
  visit: Visit,
  words: readonly number[],
  { fromMillis }: Stay,
): void {
  const isFirst = fromMillis < HOUR
  world.at(fromMillis + 2 * MINUTE, () => visit.openThread(words))
  world.at(fromMillis + 4 * MINUTE, () => {
    const [reply] = visit.conversation.snapshot().replies.complete
    if (reply !== undefined) visit.confirmRead(reply.number)
    const text = isFirst ? LETTER : `${AFTER} ${reply?.text ?? 'Nothing came.'}`
    visit.send({ language: 'es', text })
  })
}

/** The second editor answers, at the desk that has the conversation from the journal or by itself. */
async function answer({ desks: [, second] }: NewsroomWorld): Promise<void> {
  const threads = await until(PATIENCE_MILLIS, async () => {
    const found = (await second.get('threads', threadsSchema)).threads
    return found.length > 0 ? found : undefined
  })
  const id = threads?.[0]?.id ?? ''
  const reply = { text: ANSWER, language: 'es', requestId: 'request-1' }
  await second.post(`threads/${id}/replies`, reply, replyAnswerSchema)
}

async function entriesOf({ desks }: NewsroomWorld, count: number): Promise<readonly string[]> {
  const texts = await until(PATIENCE_MILLIS, async () => {
    const { threads } = await desks[0].get('threads', threadsSchema)
    const found: string[] = []
    for (const { id } of threads) {
      const { thread } = await desks[0].get(`threads/${id}`, threadSchema)
      found.push(...thread.entries.map(({ text }) => text))
    }
    return found.length >= count ? found : undefined
  })
  return texts ?? []
}

interface Leak extends RequestInit {
  readonly who: string
  readonly path: string
}

/** The first half hour of a world in which somebody asks for something out of turn. */
async function runLeaking({ who, path, ...request }: Leak): Promise<WorldTrace> {
  const world = await openWorld('three worlds')
  for (const stay of stays) await world.visit(stay)
  const origin = await world.lineOf(who)
  world.at(7.5 * MINUTE, () => void fetch(`${origin}${path}`, request))
  await world.turnTo(30 * MINUTE)
  return world.end()
}

/** Each exchange on a line of its own, so that a difference can be read. */
function seen(exchanges: WorldTrace['exchanges']): readonly string[] {
  return exchanges.map((exchange) => Object.values(exchange).join(' | '))
}

describe('three worlds', () => {
  let nobody: WorldOutcome
  let a: WorldOutcome
  let b: WorldOutcome
  beforeAll(async () => {
    nobody = await runWorld(undefined)
    a = await runWorld('A')
    b = await runWorld('B')
  }, WORLDS_MILLIS)

  test('A and B were heard, answered and heard again; of the third world there is nothing', () => {
    for (const { conversation } of [a, b])
      expect(conversation).toEqual([LETTER, ANSWER, `${AFTER} ${ANSWER}`])
    expect(nobody.conversation).toEqual([])
  })

  test('every request and answer is the same in all of them: who, when, what, how long, in which order', () => {
    expect(seen(nobody.trace.exchanges).length).toBeGreaterThan(500)
    expect(seen(a.trace.exchanges)).toEqual(seen(nobody.trace.exchanges))
    expect(seen(b.trace.exchanges)).toEqual(seen(nobody.trace.exchanges))
  })

  test('what the relay has on its disk is the same in all of them: files, rows, lengths, indexes', () => {
    for (const { trace } of [a, b]) {
      expect(trace.files).toEqual(nobody.trace.files)
      expect(trace.schema).toEqual(nobody.trace.schema)
      expect(trace.rows).toEqual(nobody.trace.rows)
    }
    expect(
      nobody.trace.files.filter(([name]) => name.startsWith('segments/')).length,
    ).toBeGreaterThan(3)
  })

  test('the relay says nothing', () => {
    for (const { trace } of [nobody, a, b]) expect(trace.logged).toEqual([])
  })

  test('one request more, when a writer presses or when a desk has mail, would be seen', async () => {
    for (const leak of [
      { who: 'A', path: '/c', method: 'POST', body: randomBytes(3072) },
      { who: 'Ada', path: '/edition', method: 'GET' },
    ]) {
      const { exchanges } = await runLeaking(leak)
      const untilMillis = exchanges.at(-1)?.atMillis ?? 0
      const honest = nobody.trace.exchanges.filter(({ atMillis }) => atMillis <= untilMillis)
      expect(exchanges.length).toBeGreaterThan(100)
      expect(seen(exchanges)).not.toEqual(seen(honest))
      const rest = exchanges.filter(({ atMillis }) => atMillis !== 7.5 * MINUTE + NOON_MILLIS)
      expect(seen(rest)).toEqual(seen(honest))
    }
  })
})
