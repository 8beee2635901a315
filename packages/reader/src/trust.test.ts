import { beforeEach, describe, expect, test } from 'vitest'
import { FixtureNewsroom, p, seededRandom, type RosterFlaws } from './newsroom.fixture.ts'
import { Trust, type News } from './trust.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const NOW = 20_000 * DAY + 2 * HOUR

/** A moment of sealing. */
function at(nowMillis: number, lagMillis = 0, atLeast = 0) {
  return { nowMillis, lagMillis, atLeast }
}

describe('what a page trusts', () => {
  let newsroom: FixtureNewsroom
  let trust: Trust

  beforeEach(() => {
    newsroom = new FixtureNewsroom(seededRandom(1))
    trust = new Trust(p, newsroom.newsroomId)
  })

  test('a roster of two people, named by an edition', () => {
    trust.take(newsroom.news(NOW), NOW)
    expect(trust.state).toEqual({ kind: 'trusted', editionAtMillis: NOW })
    expect(trust.recipient(at(NOW))?.number).toBe(20_000)
  })

  test.each<[string, RosterFlaws]>([
    ['roster-half-signed', { signers: 1 }],
    ['roster-too-long', { lifeMillis: 4 * DAY }],
    ['roster-expired', { lifeMillis: 1 }],
  ])('not a roster that is %s', (refusal, flaws) => {
    trust.take(newsroom.news(NOW, {}, flaws), NOW)
    expect(trust.state).toEqual({ kind: 'refused', refusal })
    expect(trust.recipient(at(NOW))).toBeUndefined()
  })

  test('not another newsroom’s, even if all is in order there', () => {
    trust.take(new FixtureNewsroom(seededRandom(2)).news(NOW), NOW)
    expect(trust.state).toEqual({ kind: 'refused', refusal: 'roster-foreign' })
  })

  test('not a roster that the edition does not name', () => {
    const { roster } = newsroom.news(NOW)
    const { edition } = newsroom.news(NOW, {}, { number: 2 })
    trust.take({ edition, roster }, NOW)
    expect(trust.state).toEqual({ kind: 'refused', refusal: 'roster-not-in-edition' })
  })

  test('not a truncated edition, and not rubbish', () => {
    const { edition, roster } = newsroom.news(NOW)
    trust.take({ edition: edition.subarray(1), roster }, NOW)
    expect(trust.state).toEqual({ kind: 'refused', refusal: 'edition-malformed' })
    trust.take({ edition, roster: roster.subarray(0, 40) }, NOW)
    expect(trust.state).toEqual({ kind: 'refused', refusal: 'roster-malformed' })
  })

  test('not an edition older than one it has seen', () => {
    trust.take(newsroom.news(NOW, { number: 7 }), NOW)
    trust.take(newsroom.news(NOW, { number: 6 }), NOW)
    expect(trust.news?.edition.number).toBe(7)
  })

  test.each<[string, (newsroom: FixtureNewsroom) => News]>([
    ['a half-signed roster', (newsroom) => newsroom.news(NOW, { number: 9 }, { signers: 1 })],
    ['an expired roster', (newsroom) => newsroom.news(NOW, { number: 9 }, { lifeMillis: 1 })],
    ['another newsroom’s', () => new FixtureNewsroom(seededRandom(2)).news(NOW)],
    ['an older edition', (newsroom) => newsroom.news(NOW, { number: 6 })],
    ['rubbish', () => ({ edition: new Uint8Array(9), roster: new Uint8Array(9) })],
  ])('what it has accepted, though %s comes after it', (_, bad) => {
    trust.take(newsroom.news(NOW, { number: 7 }), NOW)
    const accepted = trust.news
    trust.take(bad(newsroom), NOW)
    expect(trust.state).toEqual({ kind: 'trusted', editionAtMillis: NOW })
    expect(trust.news).toBe(accepted)
    expect(trust.recipient(at(NOW))?.number).toBe(20_000)
  })

  test('something better after something bad', () => {
    trust.take(newsroom.news(NOW, {}, { signers: 1 }), NOW)
    trust.take(newsroom.news(NOW), NOW)
    expect(trust.state).toEqual({ kind: 'trusted', editionAtMillis: NOW })
  })

  test('no roster beyond its time, though it was good when it came', () => {
    trust.take(newsroom.news(NOW), NOW)
    expect(trust.recipient(at(NOW + 3 * DAY))).toBeUndefined()
    expect(trust.state).toEqual({ kind: 'refused', refusal: 'roster-expired' })
  })

  test('no roster more than ten minutes beyond its time, though its day’s key goes on', () => {
    const endsAtMillis = NOW + HOUR
    trust.take(newsroom.news(NOW, {}, { lifeMillis: 3 * HOUR }), NOW)
    expect(trust.recipient(at(endsAtMillis + HOUR / 6))?.number).toBe(20_000)
    expect(trust.recipient(at(endsAtMillis + HOUR / 6 + 1))).toBeUndefined()
    expect(trust.state).toEqual({ kind: 'refused', refusal: 'roster-expired' })
  })
})

describe('the epoch a page seals to', () => {
  const midnight = 20_001 * DAY
  const newsroom = new FixtureNewsroom(seededRandom(1))
  const trust = new Trust(p, newsroom.newsroomId)
  trust.take(newsroom.news(NOW), NOW)

  test.each([
    ['the day before’s until the lag is over', at(midnight + 1000, 2000), 20_000],
    ['the new day’s from then on', at(midnight + 2000, 2000), 20_001],
    ['none below the last one used', at(midnight + 1000, 2000, 20_001), 20_001],
    ['the last one used after a clock was set back', at(midnight - HOUR, 2000, 20_001), 20_001],
    ['today’s where the day before is not listed', at(19_999 * DAY + 1000, 2000), 19_999],
  ])('is %s', (_, moment, number) => {
    expect(trust.recipient(moment)?.number).toBe(number)
  })
})
