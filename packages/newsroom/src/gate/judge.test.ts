import { describe, expect, test } from 'vitest'
import { printableStory } from '../events/printable-story-schema.ts'
import { STORY } from '../story/story.fixture.ts'
import { built, idOf, saying, story, storyWith, subject, TEACHER } from './gate.fixture.ts'
import { gateCodes } from './finding.ts'
import { gateRules, judge } from './judge.ts'

const leaked = storyWith({ headline: { es: 'La escuela de Hernández Ibarra', en: 'A school' } })
const sibling = { ...leaked, id: idOf('other story') }
const surname = idOf('surname Hernández Ibarra')

function ofTeacher<One>(all: readonly One[]): (source: string) => readonly One[] {
  return (source) => (source === TEACHER ? all : [])
}

describe('the gate', () => {
  test('lets a story pass that says what was agreed', () => {
    expect(printableStory.parse(story)).toEqual(story)
    expect(judge(subject())).toEqual([])
  })

  test('has a rule for each number that has codes', () => {
    expect(Object.keys(gateRules)).toEqual(Object.keys(gateCodes))
  })

  test('tells first what a text says, and not again where the built site repeats it', () => {
    const pages = [
      built('es/index.html', '<h2>La escuela de Hernández Ibarra</h2>'),
      built('es/feed.xml', '<title>Colegio Benito Juárez</title>'),
    ]
    const found = judge(subject({ story: leaked, siteOf: () => pages }))
    expect(found.map(({ rule, protection }) => [rule, protection])).toEqual([
      [1, surname],
      [2, idOf('employer Colegio Benito Juárez')],
    ])
  })

  test('a correction is not kept back by what other stories say, a publication is', () => {
    const siblings = ofTeacher([sibling])
    const siteOf = ofTeacher([built('es/otra/index.html', 'La escuela de Hernández Ibarra')])
    expect(judge(subject({ siblings, siteOf }))).toMatchObject([
      { rule: 1, place: { story: sibling.id } },
    ])
    expect(judge(subject({ siblings, kind: 'correction', onSite: leaked }))).toEqual([])
  })

  test('a correction is kept back by its own page, even if another story says the same', () => {
    const page = built('es/sin-agua/index.html', '<p>La escuela de Hernández Ibarra</p>')
    const world = { kind: 'correction', onSite: leaked, siteOf: ofTeacher([page]) } as const
    const found = { rule: 2, protection: surname, place: { path: 'es/sin-agua/index.html' } }
    const siblings = ofTeacher([sibling])
    expect(judge(subject(world))).toMatchObject([found])
    expect(judge(subject({ ...world, siblings }))).toMatchObject([found])
  })

  test('a correction is kept back by what it says itself', () => {
    const own = subject({ kind: 'correction', onSite: story, story: leaked })
    expect(judge(own)).toMatchObject([{ rule: 1, place: { kind: 'field', story: STORY } }])
  })

  test('nothing in a story keeps it from being withdrawn, but its notice is judged', () => {
    const worst = saying('s4', 'Hernández Ibarra cobra 30', 'Hernández Ibarra earns 30')
    const taken = { kind: 'withdrawal', story: worst, onSite: worst } as const
    const page = built('es/sin-agua/index.html', 'Colegio Benito Juárez')
    const quiet = { es: 'Se retiró.', en: 'It was withdrawn.' }
    const world = { ...taken, siblings: () => [sibling], siteOf: () => [page] }
    expect(judge(subject({ ...world, note: quiet }))).toEqual([])
    const loud = { es: 'Se retiró.', en: 'Withdrawn for Ms. HERNANDEZ IBARRA.' }
    expect(judge(subject({ ...world, note: loud }))).toMatchObject([
      { rule: 1, place: { kind: 'note', story: STORY, language: 'en' }, protection: surname },
    ])
  })
})
