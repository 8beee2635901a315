import { describe, expect, test } from 'vitest'
import { fold } from '../fold.ts'
import type { JournalEvent } from '../events.ts'
import { sourceLabel } from '../story/names.ts'
import type { PrintableStory, SiteStory } from '../story/printable-story.ts'
import { exposedBy } from './exposed-by.ts'
import {
  described,
  DRIVER,
  ENGINEER,
  knowing,
  saying,
  secondOf,
  story,
  storyWith,
  TEACHER,
} from './gate.fixture.ts'

const today = '2026-03-10'

/** Somebody has proposed it. */
function proposing(content: PrintableStory): JournalEvent {
  const move = { kind: 'submit', content, digest: '00'.repeat(32) } as const
  const by = { person: 'a1'.repeat(16), turn: 1, movedAtMillis: 0 }
  return { v: 1, type: 'story-moved', story: content.id, move, ...by }
}

function standing(told: PrintableStory): SiteStory {
  return { kind: 'story', story: told, publishedOn: '2026-03-05' }
}

function notice(others: object = {}): SiteStory {
  const note = { es: 'Se retiró.', en: 'It was withdrawn.' }
  const { id, slug } = story
  return { kind: 'withdrawn', id, slug, note, withdrawnOn: '2026-03-08', ...others }
}

describe('a story on the site', () => {
  test('that says what was agreed exposes nobody', () => {
    expect(exposedBy(knowing(), standing(story), today)).toEqual([])
  })

  test('exposes whoever protects what it says, even if it names that source no longer', () => {
    const loud = saying('s1', 'Hernández Ibarra y el VKR-482-B.', 'x')
    expect(exposedBy(knowing(), standing(loud), today)).toEqual([TEACHER, DRIVER])
    const silent = { ...loud, blocks: loud.blocks.filter(({ id }) => id !== 's4'), alsoFrom: [] }
    expect(exposedBy(knowing(), standing(silent), today)).toEqual([])
    const state = knowing(proposing(story))
    expect(exposedBy(state, standing(silent), today)).toEqual([TEACHER, DRIVER])
  })

  test('exposes whoever agreed to less since; another label or nothing protected is no exposure', () => {
    const lowered = described({ level: 'nothing', consent: undefined, revision: 2 })
    expect(exposedBy(knowing(lowered), standing(story), today)).toEqual([TEACHER])
    const label = { es: sourceLabel('Marina'), en: sourceLabel('Marina') }
    expect(exposedBy(knowing(described({ label, ...secondOf })), standing(story), today)).toEqual(
      [],
    )
    const behind = storyWith({ blocks: story.blocks.slice(0, 4), alsoFrom: [] })
    expect(exposedBy(fold([described()]), standing(behind), today)).toEqual([])
  })
})

describe('what is left of a story that was withdrawn', () => {
  const state = knowing(proposing(story))

  test('exposes nobody if it says nothing', () => {
    expect(exposedBy(state, notice(), today)).toEqual([])
  })

  test.each([
    ['address', { slug: { es: 'sin-agua', en: 'hernandez-ibarra-speaks' } }],
    ['notice', { note: { es: 'Lo pidió la maestra Hernández Ibarra.', en: 'x' } }],
  ])('exposes whoever protects what its %s says', (_name, others) => {
    expect(exposedBy(state, notice(others), today)).toEqual([TEACHER])
    expect(exposedBy(knowing(), notice(others), today)).toEqual([])
  })

  test('may use the names of whoever was quoted by name', () => {
    const named = notice({ slug: { es: 'marina-y-quiroga-luna', en: 'no-water' } })
    expect(exposedBy(state, named, today)).toEqual([])
    const lowered = described({
      level: 'nothing',
      source: ENGINEER,
      consent: undefined,
      revision: 2,
    })
    expect(exposedBy(knowing(proposing(story), lowered), named, today)).toEqual([ENGINEER])
  })
})
