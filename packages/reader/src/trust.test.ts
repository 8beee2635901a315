import { beforeEach, describe, expect, test } from 'vitest'
import { FixtureNewsroom, p, seededRandom, type RosterFlaws } from './newsroom.fixture.ts'
import { Trust } from './trust.ts'

const DAY = 86_400_000
const NOW = 20_000 * DAY + 3_600_000

describe('what a page trusts', () => {
  let newsroom: FixtureNewsroom
  let trust: Trust

  beforeEach(() => {
    newsroom = new FixtureNewsroom(seededRandom(1))
    trust = new Trust(p, newsroom.newsroomId)
  })

  test('a roster of two people, named by an edition', () => {
    trust.take(newsroom.news(NOW), NOW)
    expect(trust.state).toEqual({ kind: 'trusted' })
    expect(trust.recipient(NOW)?.number).toBe(20_000)
  })

  test.each<[string, RosterFlaws]>([
    ['roster-half-signed', { signers: 1 }],
    ['roster-too-long', { lifeMillis: 4 * DAY }],
    ['roster-expired', { lifeMillis: 1 }],
  ])('not a roster that is %s', (refusal, flaws) => {
    trust.take(newsroom.news(NOW, {}, flaws), NOW)
    expect(trust.state).toEqual({ kind: 'refused', refusal })
    expect(trust.recipient(NOW)).toBeUndefined()
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
    expect(trust.state).toEqual({ kind: 'refused', refusal: 'edition-older' })
  })

  test('something better after something bad', () => {
    trust.take(newsroom.news(NOW, {}, { signers: 1 }), NOW)
    trust.take(newsroom.news(NOW), NOW)
    expect(trust.state).toEqual({ kind: 'trusted' })
  })

  test('no roster beyond its time, though it was good when it came', () => {
    trust.take(newsroom.news(NOW), NOW)
    expect(trust.recipient(NOW + 3 * DAY)).toBeUndefined()
    expect(trust.state).toEqual({ kind: 'refused', refusal: 'roster-expired' })
  })
})
