// What the gate proves on built bytes rests on this: the guard reads every place in which the press
// puts an author's words.
import { protectedIn, readingsOf } from '@cronista/guard'
import { penName, sourceLabel, type Bilingual, type PrintableStory } from '@cronista/newsroom'
import { expect, test } from 'vitest'
import { openPress, type SiteFiles } from './press.ts'
import { both, sourcesOf, standing, storySaying } from './story.fixture.ts'

const SURNAME = 'Zaldívar'

/** The files in which the guard finds the surname, by path. */
function sightedIn({ files }: SiteFiles): readonly string[] {
  return [...files].flatMap(([path, bytes]) => {
    const seen = readingsOf(path, bytes).some(
      ({ text, as }) => protectedIn(text, [{ id: 'a', text: SURNAME }], as).length > 0,
    )
    return seen ? [path] : []
  })
}

const base = storySaying('x')
const named: Bilingual = both(`De los ${SURNAME}, dice.`)
const [quotation] = base.blocks.filter((block) => block.kind === 'quotation')
if (quotation === undefined) throw new RangeError('The fixture quotes nobody')

const speaker = { label: both(sourceLabel(named.es)) }
const spans = both([{ text: 'de los Zal', emphasis: true as const }, { text: 'dívar' }])
const slug = both('los-zaldivar')

const places: Readonly<Record<string, Partial<PrintableStory>>> = {
  slug: { slug },
  kicker: { kicker: named },
  headline: { headline: named },
  summary: { summary: named },
  place: { place: named },
  sourcing: { sourcing: named },
  'editors’ note': { editorsNote: named },
  correction: { corrections: [{ madeOn: '2026-03-05', text: named }] },
  series: { series: { title: named, slug, part: 1 } },
  'pen name': { penName: { name: penName(SURNAME), slug: 'zaldivar' } },
  paragraph: { blocks: [{ kind: 'paragraph', id: 'a', text: spans }] },
  heading: { blocks: [{ kind: 'heading', id: 'a', text: spans }] },
  picture: { blocks: [{ kind: 'picture', id: 'a', text: spans }] },
  quotation: { blocks: [{ ...quotation, text: spans }] },
  speaker: { blocks: [{ ...quotation, speaker }] },
  reason: {
    blocks: [{ ...quotation, speaker: { ...quotation.speaker, unnamedBecause: named } }],
  },
  occasion: { blocks: [{ ...quotation, where: named }] },
  'exact words': { blocks: [{ ...quotation, spokenIn: 'nah', exactWords: named.es }] },
}

test.each(Object.entries(places))('a name in a story’s %s is seen', (_, others) => {
  const seen = sightedIn(openPress(sourcesOf()).site([standing({ ...base, ...others })]))
  const address = others.slug ? 'los-zaldivar' : 'a-1'
  for (const path of [`/es/${address}/`, `/en/${address}/`]) expect(seen).toContain(path)
})

test('no page has a name that its story does not say', () => {
  expect(sightedIn(openPress(sourcesOf()).site([standing(base)]))).toEqual([])
})
