import { describe, expect, test } from 'vitest'
import type { JournalEvent } from '../events.ts'
import type { ReleaseDrafted } from '../events/release-events.ts'
import { releaseIdOf } from '../state/release-state.ts'
import { siteStories } from '../state/site-stories.ts'
import { sourcesOfStory } from '../state/story-sources.ts'
import { standingOf } from '../state/story-replay.ts'
import { digestOf } from '../story/digest.ts'
import type { PrintableStory } from '../story/printable-story.ts'
import {
  described,
  DRIVER,
  ENGINEER,
  idOf,
  knowing,
  saying,
  story,
  storyWith,
  TEACHER,
  withSegment,
} from './gate.fixture.ts'
import { judge } from './judge.ts'
import { gateSubjectOf } from './subject-of.ts'

const people = ['a1', 'b2'].map((digits) => digits.repeat(16))
const devices = ['d1', 'd2'].map((digits) => digits.repeat(16))
const mine = storyWith({ corrections: [] })
const other = { ...mine, id: '6b'.repeat(16), slug: { es: 'otra', en: 'other' } }
const context = { stage: 'review', today: '2026-03-10', siteOf: () => [] } as const

/** From the first word to the hold, with two approvals. */
function heldEvents(content: PrintableStory): readonly JournalEvent[] {
  const digest = digestOf({ kind: 'publication', story: content })
  const moves = [
    { kind: 'begin' },
    { kind: 'submit', content, digest },
    { kind: 'approve', digest, device: devices[0] },
    { kind: 'approve', digest, device: devices[1] },
    { kind: 'hold', notBeforeMillis: 0 },
  ]
  return moves.map((move, index) => {
    const by = { person: people[index === 3 ? 1 : 0], movedAtMillis: 0, turn: index + 1 }
    return { v: 1, type: 'story-moved', story: content.id, move, ...by } as JournalEvent
  })
}

/** The release that puts it on the site. */
function publishedEvents(content: PrintableStory): readonly JournalEvent[] {
  const digest = digestOf({ kind: 'publication', story: content })
  const changes = [{ story: content.id, digest, on: '2026-03-05', turn: 6 }] as const
  const drafted: ReleaseDrafted = {
    ...{ v: 1, type: 'release-drafted', head: 'e1'.repeat(32), number: 1, changes: [...changes] },
    ...{ previousHead: '00'.repeat(32), issuedAtMillis: 0, rosterHead: 'c0'.repeat(32) },
    ...{ person: people[0] ?? '', device: devices[0] ?? '' },
  }
  const own = { v: 1, release: releaseIdOf(drafted), head: drafted.head } as const
  const signature = `${'A'.repeat(85)}Q`
  const signed = people.map((person, index): JournalEvent => ({
    ...{ ...own, type: 'release-signed', person, device: devices[index] ?? '', signature },
  }))
  const by = { person: people[0] ?? '', publishedAtMillis: 0, number: 1 }
  return [drafted, ...signed, { ...own, type: 'release-published', ...by }]
}

const onSite = [...heldEvents(other), ...publishedEvents(other)]

/** Whatever the teacher protects, without saying that she is behind it. */
const silent: PrintableStory = {
  ...{ ...mine, blocks: mine.blocks.filter(({ id }) => id !== 's4') },
  ...{ headline: { es: 'La escuela de Hernández Ibarra', en: 'The school' }, alsoFrom: [] },
}
const plated = { ...mine.headline, es: 'La VKR-482-B' }

describe('a source stays with a story that does not name it any more', () => {
  const published = knowing(...heldEvents(mine), ...publishedEvents(mine))

  test('that stands on the site with its quotation', () => {
    const content = { kind: 'correction', story: silent } as const
    const subject = gateSubjectOf(published, content, context)
    expect(subject.sources.map(({ id }) => id)).toEqual([TEACHER, ENGINEER, DRIVER])
    expect(judge(subject).filter(({ rule }) => rule === 1)).toMatchObject([
      { source: TEACHER, place: { kind: 'field', field: 'headline', language: 'es' } },
    ])
  })

  test('behind which it stood', () => {
    const content = { kind: 'correction', story: { ...silent, headline: plated } } as const
    expect(judge(gateSubjectOf(published, content, context))).toMatchObject([
      { rule: 1, source: DRIVER, place: { kind: 'field', field: 'headline' } },
    ])
  })

  test('that was proposed with it and never published, whatever stands there', () => {
    const [, submitted] = heldEvents(mine)
    if (submitted === undefined) throw new Error('nothing was submitted')
    const state = knowing(submitted)
    expect(sourcesOfStory(state, silent).map(({ id }) => id)).toContain(TEACHER)
    const another = { ...silent, id: '8d'.repeat(16) }
    expect(sourcesOfStory(state, another).map(({ id }) => id)).not.toContain(TEACHER)
  })

  test('when another story of the source is judged', () => {
    const earlier = heldEvents({ ...mine, id: other.id, slug: other.slug })[1]
    const loud = { ...silent, id: other.id, slug: other.slug }
    const state = knowing(...(earlier ? [earlier] : []))
    const site = [{ kind: 'story', story: loud, publishedOn: '2026-03-05' }] as const
    const content = { kind: 'publication', story: mine } as const
    expect(judge(gateSubjectOf(state, content, { ...context, site }))).toMatchObject([
      { rule: 1, source: TEACHER, place: { story: loud.id } },
    ])
  })
})

describe('what is judged', () => {
  test('are the sources that are quoted and those behind it, and what else is theirs', () => {
    const subject = gateSubjectOf(knowing(...onSite), { kind: 'publication', story: mine }, context)
    expect(subject.sources.map(({ id }) => id)).toEqual([TEACHER, ENGINEER, DRIVER])
    expect(subject.siblings(DRIVER)).toEqual([other])
    expect(subject.siblings(idOf('nobody'))).toEqual([])
    expect(judge(subject)).toEqual([])
  })

  test('are other stories of the same release, if the release says what the site will be', () => {
    const loud = { ...saying('s1', 'El VKR 482 B.', 'The truck.'), corrections: [] }
    const third = { ...loud, id: '7c'.repeat(16), slug: { es: 'tres', en: 'three' } }
    const state = knowing(...onSite, ...heldEvents(third))
    const digest = digestOf({ kind: 'publication', story: third })
    const site = siteStories(state, [{ story: third.id, digest, on: '2026-03-10', turn: 6 }])
    const content = { kind: 'publication', story: mine } as const
    expect(judge(gateSubjectOf(state, content, context))).toEqual([])
    expect(judge(gateSubjectOf(state, content, { ...context, site }))).toMatchObject([
      { rule: 1, source: DRIVER, place: { story: third.id, segment: 's1' } },
    ])
  })

  test('is a held story with its approvals', () => {
    const state = knowing(...heldEvents(mine))
    const held = state.stories.get(mine.id)
    const standing = held && standingOf(held)
    const release = { ...context, stage: 'release' } as const
    if (standing?.state !== 'held') throw new Error('the story is not held')
    expect(judge(gateSubjectOf(state, standing.proposal, release))).toEqual([])
    const edited = { kind: 'publication', story: saying('s1', 'a', 'b') } as const
    expect(judge(gateSubjectOf(state, edited, release))).toMatchObject([
      { code: 'approvals-missing' },
    ])
  })

  test('is a withdrawal by its notice, and of nothing that is not on the site', () => {
    const note = { es: 'Se retiró.', en: 'Withdrawn.' }
    const taken = { kind: 'withdrawal', id: other.id, slug: other.slug, note } as const
    const subject = gateSubjectOf(knowing(...onSite), taken, context)
    expect(subject).toMatchObject({ kind: 'withdrawal', story: other, onSite: other, note })
    expect(() => gateSubjectOf(knowing(), taken, context)).toThrow(RangeError)
  })

  test('is a story of an earlier version by the labels that it prints', () => {
    const quoted = story.blocks.find(({ id }) => id === 's4')
    if (quoted?.kind !== 'quotation') throw new Error('no quotation')
    const { label, unnamedBecause = { es: '', en: '' } } = quoted.speaker
    const { alsoFrom, ...earlier } = withSegment('s4', { speaker: { label, unnamedBecause } })
    expect(alsoFrom).toEqual([DRIVER])
    const renamed = described({ revision: 2, label: { es: 'Otra', en: 'Another' } })
    const content = { kind: 'publication', story: earlier } as const
    const { sources } = gateSubjectOf(knowing(renamed), content, context)
    expect(sources.map(({ id }) => id)).toEqual([TEACHER, ENGINEER])
  })
})
