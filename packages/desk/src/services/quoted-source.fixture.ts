// A source that agreed to its first name, and a story that quotes it.
import { BODY } from '@cronista/newsroom'
import * as Y from 'yjs'
import type { NewConsent, NewSource } from '../http/source-api.ts'
import type { SitePress } from '../ports/site-press.ts'
import type { FixtureDesk } from './two-desks.fixture.ts'
import { writeStory } from './written-story.fixture.ts'

/** What the source said when it was asked. */
export const consent: NewConsent = {
  words: 'Pueden poner mi nombre de pila, nada más.',
  agreedOn: '2026-11-01',
}

/** The source's surname, which no page may say. */
export const SURNAME = 'Quiñones'

/** A source by first name, with everything that the gate asks for. */
export const firstName: Omit<NewSource, 'requestId'> = {
  level: 'first-name',
  label: { es: 'Marina, vecina' as never, en: 'Marina, a neighbour' as never },
  unnamedBecause: { es: 'Teme por los suyos.', en: 'She fears for her family.' },
  deskReason: 'Vive en el barrio.',
  hiddenFrom: 'Quienes cobran el agua.',
  consent,
}

/** Records the source at a desk, with its surname protected, and gives its id. */
export function recordSource(desk: FixtureDesk): string {
  const source = desk.sources.add({ ...firstName, requestId: 'source-1' })
  const asked = { kind: 'surname', text: SURNAME, requestId: 'surname-1' } as const
  desk.sources.protect(source, asked)
  return source
}

/** Writes a story in which the source is quoted; `name` tells it from others. It is a draft, complete. */
export function writeQuotingStory(desk: FixtureDesk, source: string, name = ''): string {
  const id = writeStory(desk, name)
  desk.type(id, (doc) => {
    doc.getXmlFragment(BODY).push([quotationOf(source)])
  })
  return id
}

/** Says that the source is behind the story without being quoted. */
export function nameBehind(desk: FixtureDesk, story: string, source: string): void {
  desk.type(story, (doc) => {
    doc.getMap('alsoFrom').set(source, true)
  })
}

function quotationOf(source: string): Y.XmlElement {
  const segment = new Y.XmlElement('segment')
  const attributes = {
    ...{ id: 'q1', kind: 'quotation', speakerKind: 'source', speakerSource: source },
    ...{ saidOn: '2026-11-03', whereEs: 'En su casa', whereEn: 'At her home', spokenIn: 'es' },
  }
  for (const [attribute, value] of Object.entries(attributes))
    segment.setAttribute(attribute, value)
  const sides = { es: 'Aquí nadie avisa.', en: 'Nobody warns us here.' }
  segment.insert(
    0,
    Object.entries(sides).map(([language, words]) => {
      const side = new Y.XmlElement(language)
      side.insert(0, [new Y.XmlText(words)])
      return side
    }),
  )
  return segment
}

/** A press that names a file after what somebody called it on their own machine, and after a headline. */
export function leaky(press: SitePress): SitePress {
  return {
    site(stories) {
      const { files, list, pairs } = press.site(stories)
      const [first] = stories
      if (first?.kind !== 'story') return { files, list, pairs }
      const path = `/files/${first.story.headline.en.split(' ').join('-')}-quinones.txt`
      const { sha256 } = list[0]!
      return {
        files: new Map([...files, [path, new Uint8Array()]]),
        list: [...list, { path, size: 0, sha256 }],
        pairs,
      }
    },
  }
}
