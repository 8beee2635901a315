import { toHex } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { Contributor } from '../desk.fixture.ts'
import { INTERVAL, RunningNewsroom, schedule } from './running-desks.fixture.ts'

const DAY = 86_400_000
const mar = new Contributor('Mar')

/** A newsroom in which Mar has written and every desk has heard it. */
async function begun(...names: readonly string[]) {
  const newsroom = new RunningNewsroom(names)
  newsroom.start()
  newsroom.send(...mar.parts('Hola.'))
  await newsroom.pass(3)
  return newsroom
}

/** Those beside Ada, in the order in which they wait. */
function inOrder(newsroom: RunningNewsroom) {
  const idOf = (name: string) => toHex(newsroom.desk(name).keys.deviceId)
  return newsroom.desks
    .map(({ name }) => name)
    .filter((name) => name !== 'Ada')
    .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
}

/** Who built which edition from an interval on, as `interval builder`. */
const issuedFrom = (newsroom: RunningNewsroom, from: number) =>
  newsroom.issued().flatMap(([at, builder]) => (at >= from ? [`${at} ${builder}`] : []))

/** How many editions a desk has handed in so far, whatever the relay said. */
const handedIn = (newsroom: RunningNewsroom, name: string) =>
  newsroom.desk(name).asked.filter((request) => request.includes('put edition')).length

describe('the lease', () => {
  test('one desk builds an edition for every interval; the others look and build none', async () => {
    const newsroom = await begun('Ada', 'Bruno', 'Carla')
    expect(newsroom.builders()).toEqual(['Ada'])
    expect(issuedFrom(newsroom, 0)).toEqual(['0 Ada', '1 Ada', '2 Ada', '3 Ada'])
    const looks = (name: string) =>
      newsroom.desk(name).asked.filter((request) => request.includes(' edition '))
    expect(looks('Bruno')).toHaveLength(4)
    expect(looks('Carla')).toEqual(looks('Bruno'))
  })

  test('when its desk dies, the next takes it after two editions, and one more dead desk costs one more', async () => {
    const newsroom = await begun('Ada', 'Bruno', 'Carla')
    const [next, last] = inOrder(newsroom) as [string, string]
    newsroom.desk('Ada').kill()
    await newsroom.pass(5)
    expect(newsroom.builders()).toEqual([next])
    expect(issuedFrom(newsroom, 4)).toEqual([6, 7, 8].map((at) => `${at} ${next}`))
    newsroom.desk(next).kill()
    await newsroom.pass(6)
    expect(newsroom.builders()).toEqual([last])
    const taken = issuedFrom(newsroom, 9)
    expect(['11', '12', '13']).toContain(taken[0]?.split(' ')[0])
    expect(taken.every((one) => one.endsWith(last))).toBe(true)
  })

  test('whoever comes back builds no more, before it has heard anything', async () => {
    const newsroom = await begun('Ada', 'Bruno')
    newsroom.desk('Ada').kill()
    const before = handedIn(newsroom, 'Ada')
    await newsroom.pass(4)
    expect(newsroom.builders()).toEqual(['Bruno'])
    for (const ahead of [0, INTERVAL - schedule.editionLeadMillis / 2]) {
      await newsroom.clock.advance(ahead)
      newsroom.desk('Ada').start()
      await newsroom.clock.advance(1)
      expect(newsroom.desk('Ada').isBuilder).toBe(false)
      newsroom.desk('Ada').kill()
    }
    newsroom.desk('Ada').start()
    await newsroom.pass(4)
    expect(newsroom.builders()).toEqual(['Bruno'])
    expect(issuedFrom(newsroom, 6).every((one) => one.endsWith('Bruno'))).toBe(true)
    // Nor does it leave it to the relay to refuse what it has built.
    expect([before > 0, handedIn(newsroom, 'Ada')]).toEqual([true, before])
  })

  test('goes back when the one that took it dies', async () => {
    const newsroom = await begun('Ada', 'Bruno')
    newsroom.desk('Ada').kill()
    await newsroom.pass(4)
    newsroom.desk('Ada').start()
    await newsroom.pass(2)
    newsroom.desk('Bruno').kill()
    await newsroom.pass(4)
    expect(newsroom.builders()).toEqual(['Ada'])
  })

  test('two that take it at once end with one, and every edition in between is one of theirs', async () => {
    const newsroom = await begun('Ada', 'Bruno', 'Carla')
    newsroom.desk('Ada').kill()
    const fromMillis = Math.ceil(newsroom.clock.nowMillis() / INTERVAL) * INTERVAL + INTERVAL
    for (const name of ['Bruno', 'Carla']) {
      const { disk, keys } = newsroom.desk(name)
      newsroom.desk(name).kill()
      newsroom.takeLease(keys, disk, fromMillis)
      newsroom.desk(name).start()
    }
    await newsroom.pass(1)
    await newsroom.pass(6)
    const [winner] = newsroom.builders()
    expect(newsroom.builders()).toHaveLength(1)
    const late = issuedFrom(newsroom, 5)
    expect(late).toHaveLength(6)
    expect(new Set(late.map((one) => one.split(' ')[1]))).toEqual(new Set([winner]))
    const loser = winner === 'Bruno' ? 'Carla' : 'Bruno'
    expect(handedIn(newsroom, loser)).toBeLessThanOrEqual(1)
  })

  test('a desk whose clock jumps takes nothing, and its editions are nobody’s', async () => {
    const newsroom = await begun('Ada', 'Bruno')
    for (const skewMillis of [DAY, -DAY]) {
      newsroom.desk('Bruno').skew(skewMillis)
      await newsroom.pass(3)
    }
    newsroom.desk('Bruno').skew(0)
    await newsroom.pass(1)
    expect(newsroom.builders()).toEqual(['Ada'])
    newsroom.desk('Ada').skew(DAY)
    await newsroom.pass(5)
    newsroom.desk('Ada').skew(0)
    await newsroom.pass(3)
    expect(newsroom.builders()).toEqual(['Bruno'])
    const times = newsroom.issued().map(([interval]) => interval)
    expect(Math.max(...times)).toBeLessThanOrEqual(20)
    expect(issuedFrom(newsroom, 14).map((one) => one.split(' ')[1])).not.toContain('Ada')
  })

  test('a desk that is not in step takes nothing; once it is, it does', async () => {
    const newsroom = await begun('Ada', 'Bruno')
    newsroom.desk('Bruno').kill()
    newsroom.desk('Ada').kill()
    await newsroom.pass(5)
    newsroom.desk('Bruno').start()
    await newsroom.clock.advance(0)
    expect(issuedFrom(newsroom, 4)).toEqual([])
    await newsroom.pass(1)
    expect(issuedFrom(newsroom, 4)).not.toEqual([])
  })
})

describe('a number', () => {
  test('stays with the reply that an edition listed, though the journal never told of it', async () => {
    const newsroom = await begun('Ada', 'Bruno')
    newsroom.desk('Ada').line.state = 'mute'
    newsroom.desk('Ada').answer(mar, 'De Ada.', 'ada-00001')
    newsroom.desk('Bruno').answer(mar, 'De Bruno.', 'z-bruno-1')
    await newsroom.pass(2)
    expect(await newsroom.read(mar)).toEqual(new Map([[1, 'De Ada.']]))
    newsroom.desk('Ada').kill()
    await newsroom.pass(6)
    // Ada's words are on no other desk; her number is.
    expect(await newsroom.read(mar)).toEqual(new Map([[2, 'De Bruno.']]))
  })

  test('a builder whose journal does not get out lists nothing more, and keeps what it listed', async () => {
    const newsroom = await begun('Ada', 'Bruno')
    const ada = newsroom.desk('Ada')
    ada.line.state = 'mute'
    ada.answer(mar, 'Uno.', 'ada-00001')
    await newsroom.pass(2)
    ada.answer(mar, 'Dos.', 'ada-00002')
    await newsroom.pass(3)
    expect(await newsroom.read(mar)).toEqual(new Map([[1, 'Uno.']]))
    ada.line.state = 'up'
    await newsroom.pass(3)
    expect([...(await newsroom.read(mar)).values()]).toEqual(['Uno.', 'Dos.'])
  })

  test('a reply goes on under it when another desk builds', async () => {
    const newsroom = await begun('Ada', 'Bruno')
    newsroom.desk('Bruno').answer(mar, 'De Bruno.', 'bruno-01')
    await newsroom.pass(3)
    expect(await newsroom.read(mar)).toEqual(new Map([[1, 'De Bruno.']]))
    newsroom.desk('Ada').kill()
    await newsroom.pass(4)
    expect(newsroom.builders()).toEqual(['Bruno'])
    expect(await newsroom.read(mar)).toEqual(new Map([[1, 'De Bruno.']]))
    newsroom.send(mar.receipt(1))
    await newsroom.pass(3)
    expect(await newsroom.read(mar)).toEqual(new Map())
  })
})
