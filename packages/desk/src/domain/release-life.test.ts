import { fold, releaseIdOf, type ReleaseDrafted, type ReleaseSigned } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { NOON_MILLIS } from '../desk.fixture.ts'
import { DAY_MILLIS } from './day.ts'
import { isAboutToday, releaseInHand } from './release-life.ts'

const ids = { ada: '0a'.repeat(16), bruno: '0b'.repeat(16) }
type Person = keyof typeof ids

function drafted(by: Person, issuedAtMillis = NOON_MILLIS): ReleaseDrafted {
  return {
    ...{ v: 1, type: 'release-drafted', number: 1, issuedAtMillis, changes: [] },
    ...{ head: '01'.repeat(32), previousHead: '00'.repeat(32), rosterHead: '02'.repeat(32) },
    ...{ person: ids[by], device: ids[by] },
  }
}

function signed(draft: ReleaseDrafted, by: Person): ReleaseSigned {
  const { head } = draft
  const release = releaseIdOf(draft)
  const signature = 'A'.repeat(86)
  return {
    ...{ v: 1, type: 'release-signed', release, head, signature },
    ...{ person: ids[by], device: ids[by] },
  }
}

type Events = readonly (ReleaseDrafted | ReleaseSigned)[]
const inHand = (events: Events, nowMillis = NOON_MILLIS) =>
  releaseInHand(fold(events), nowMillis)?.drafted

describe('the release in hand', () => {
  const adas = drafted('ada')
  const brunos = drafted('bruno')
  const [low, high] = [adas, brunos].sort((a, b) => (releaseIdOf(a) < releaseIdOf(b) ? -1 : 1))

  test('of two that were drafted at once, every desk takes the one with the lower id', () => {
    expect(inHand([adas, brunos])).toEqual(low)
    expect(inHand([brunos, adas])).toEqual(low)
  })

  test('one that two people have signed comes before all others', () => {
    const signatures = (['ada', 'bruno'] as const).map((by) => signed(high!, by))
    expect(inHand([adas, brunos, ...signatures])).toEqual(high)
    expect(inHand([adas, brunos, signatures[0]!])).toEqual(low)
  })

  test('a signature of other bytes than were drafted does not count', () => {
    const other = { ...signed(high!, 'ada'), head: '03'.repeat(32) }
    expect(inHand([adas, brunos, other, signed(high!, 'bruno')])).toEqual(low)
  })

  test('what a device drafts anew takes the place of what it drafted', () => {
    const later = drafted('ada', NOON_MILLIS + 1)
    expect(inHand([adas, later])).toEqual(later)
    expect(inHand([later, adas])).toEqual(later)
  })

  test('lives on its day and the next; signed by two, for two days', () => {
    const [tomorrow, dayAfter] = [NOON_MILLIS + DAY_MILLIS, NOON_MILLIS + 1.5 * DAY_MILLIS]
    expect(inHand([adas], tomorrow)).toEqual(adas)
    expect(inHand([adas], dayAfter)).toBeUndefined()
    const complete = [adas, signed(adas, 'ada'), signed(adas, 'bruno')]
    expect(inHand(complete, dayAfter)).toEqual(adas)
    expect(inHand(complete, NOON_MILLIS + 2 * DAY_MILLIS)).toBeUndefined()
  })

  test('one from a desk whose clock is days ahead does not stand in the way', () => {
    expect(inHand([drafted('ada', NOON_MILLIS + 3 * DAY_MILLIS), brunos])).toEqual(brunos)
  })
})

test.each([
  ['2026-11-20', false],
  ['2026-11-21', true],
  ['2026-11-22', true],
  ['2026-11-23', true],
  ['2026-11-24', false],
])('%s is about today: %s', (on, is) => {
  expect(isAboutToday(on, NOON_MILLIS)).toBe(is)
})
