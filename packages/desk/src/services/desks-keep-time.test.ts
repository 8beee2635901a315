import { BATCH_BYTES, coverPlaintext, EDITION_BYTES } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { Contributor, longText } from '../desk.fixture.ts'
import { RunningNewsroom, schedule } from './running-desks.fixture.ts'

type World = 'messages come' | 'nothing happens' | 'replies are written'

const INTERVALS = 12
const CELLS = 4

/** Everything that each desk asked the relay while this happened: when, what, and how many bytes went up. */
async function requestsIn(world: World) {
  const newsroom = new RunningNewsroom(['Ada', 'Bruno'])
  const people = [new Contributor('Mar'), new Contributor('Sol')]
  newsroom.start()
  for (let interval = 0; interval < INTERVALS; interval++) {
    const real = isWrittenIn(world, interval) ? people.flatMap((who) => who.parts('Hola.')) : []
    const cover = Array.from({ length: CELLS - real.length }, () => coverPlaintext())
    newsroom.send(...real, ...cover)
    await newsroom.pass(0.4)
    if (world === 'replies are written' && interval >= 3)
      for (const { name } of newsroom.desks)
        for (const [index, who] of people.entries())
          newsroom
            .desk(name)
            .answer(who, longText((interval % 3) + 1), `${name}-${interval}-${index}-reply`)
    await newsroom.pass(0.6)
  }
  // A desk that is not the first leaves that one time before it takes in what it has fetched.
  await newsroom.pass(0.2)
  const letters = newsroom
    .desk('Bruno')
    .session.work.conversations.list()
    .reduce((sum, { messages }) => sum + messages, 0)
  return { builder: newsroom.desk('Ada').asked, other: newsroom.desk('Bruno').asked, letters }
}

/** Who is answered has to have written before. */
function isWrittenIn(world: World, interval: number): boolean {
  return world === 'messages come' || (world === 'replies are written' && interval === 0)
}

describe('what the relay sees of desks', () => {
  test('is the same to the millisecond and byte, of the builder and of the others, whether nothing happens, messages come or replies are written', async () => {
    const nothing = await requestsIn('nothing happens')
    const messages = await requestsIn('messages come')
    const replies = await requestsIn('replies are written')
    expect([nothing.letters, replies.letters]).toEqual([0, 2])
    expect(messages.letters).toBe(2 * INTERVALS)
    for (const { builder, other } of [messages, replies]) {
      expect(builder).toEqual(nothing.builder)
      expect(other).toEqual(nothing.other)
    }
    const sizes = (asked: readonly string[], request: string) =>
      asked.filter((one) => one.includes(request)).map((one) => Number(one.split(' ').at(-1)))
    const editions = sizes(nothing.builder, 'put edition')
    expect(editions).toEqual(Array.from({ length: INTERVALS + 1 }, () => EDITION_BYTES))
    expect(sizes(nothing.other, 'put edition')).toEqual([])
    const batches = Math.floor(
      (INTERVALS * schedule.editionIntervalMillis) / schedule.batchIntervalMillis,
    )
    for (const asked of [nothing.builder, nothing.other])
      expect(sizes(asked, 'put batch')).toEqual(Array.from({ length: batches }, () => BATCH_BYTES))
  })
})
