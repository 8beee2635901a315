import { toHex } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { Contributor, longText } from '../desk.fixture.ts'
import { RunningNewsroom, type RunningDeskFixture } from './running-desks.fixture.ts'

const DAY = 86_400_000
const [first, second, third] = ['Vi los camiones.', longText(2), 'Ya no están.'] as const

function textsAt({ session }: RunningDeskFixture): readonly string[] {
  const { conversations } = session.work
  return conversations
    .list()
    .flatMap(({ id }) => conversations.get(id).thread.entries.map(({ text }) => text))
    .toSorted()
}

const warningsAt = ({ session }: RunningDeskFixture) =>
  session.status().warnings.map(({ code }) => code)

/** Every entry that a desk's disk holds: whose, which, and its bytes. */
function chainsOf({ disk }: RunningDeskFixture): readonly string[] {
  return [...disk.journal.entries()]
    .map(({ deviceId, sequence, entry }) => `${toHex(deviceId)} ${sequence} ${toHex(entry)}`)
    .toSorted()
}

describe('a desk’s clock that jumps by a day and back', () => {
  test.for([
    ['Ada', DAY, true],
    ['Ada', -DAY, false],
    ['Bruno', DAY, false],
    ['Bruno', -DAY, true],
  ] as const)(
    '%s’s by %i ms, begun again meanwhile (%s), loses and doubles nothing',
    async (given) => {
      const [name, millis, isKilled] = given
      const newsroom = new RunningNewsroom(['Ada', 'Bruno'])
      newsroom.start()
      const mar = new Contributor('Mar')
      const [ada, wrong] = [newsroom.desk('Ada'), newsroom.desk(name)]
      newsroom.send(...mar.parts(first))
      await newsroom.pass(3)
      expect(newsroom.desks.map(textsAt)).toEqual([[first], [first]])

      wrong.skew(millis)
      if (isKilled) {
        wrong.kill()
        wrong.start()
      }
      const [one, ...rest] = mar.parts(second)
      newsroom.send(one!)
      await newsroom.pass(3)
      newsroom.send(...rest)
      await newsroom.pass(3)
      expect(warningsAt(wrong)).not.toEqual([])

      wrong.skew(0)
      newsroom.send(...mar.parts(third))
      await newsroom.pass(8)
      ada.answer(mar, 'Le leemos.', 'request-1')
      await newsroom.pass(4)
      const all = [first, second, third, 'Le leemos.'].toSorted()
      expect(newsroom.desks.map(textsAt)).toEqual([all, all])
      // Begun a day ahead, Ada's desk has drafted the next day's roster: until that day Bruno's tells of a draft
      // that it does not sign.
      const drafted = name === 'Ada' && isKilled ? ['roster-draft-refused'] : []
      expect(newsroom.desks.map(warningsAt)).toEqual([[], drafted])
      const [adas, brunos] = newsroom.desks.map(chainsOf)
      expect(brunos).toEqual(adas)
      expect([...(await newsroom.read(mar)).values()]).toEqual(['Le leemos.'])
      for (const desk of newsroom.desks) desk.kill()
      newsroom.start()
      expect(newsroom.desks.map(textsAt)).toEqual([all, all])
      for (const desk of newsroom.desks) desk.kill()
    },
  )
})
