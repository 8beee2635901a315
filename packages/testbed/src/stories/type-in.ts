import { languages, storyFields } from '@cronista/newsroom'
import * as Y from 'yjs'
import type { SeedSegment, SeedSpeaker, SeedStory } from './seed-story.ts'

const TYPIST = 1

/** Ids that the newsroom gave to what a story names. */
export interface ChosenNames {
  readonly penName: string
  readonly series?: string
  /** By the story's own keys. */
  readonly sources: Readonly<Record<string, string>>
}

/** The story's document as a desk's page would have it after somebody typed it in: a Yjs update, the
 *  same each time, so that typing it in again after an interruption changes nothing. */
export function typeIn(story: SeedStory, names: ChosenNames): Uint8Array {
  const document = new Y.Doc()
  document.clientID = TYPIST
  for (const field of storyFields)
    for (const language of languages)
      document.getText(`${field}.${language}`).insert(0, story.fields[field][language])
  const choices = document.getMap<string>('choices')
  choices.set('penName', names.penName)
  if (story.series !== undefined && names.series !== undefined) {
    choices.set('series', names.series)
    choices.set('part', String(story.series.part))
  }
  const body = document.getXmlFragment('body')
  body.insert(
    0,
    story.segments.map((segment, index) => typedSegment(segment, `s${String(index + 1)}`, names)),
  )
  return Y.encodeStateAsUpdate(document)
}

function typedSegment(segment: SeedSegment, id: string, names: ChosenNames): Y.XmlElement {
  const element = new Y.XmlElement('segment')
  const attributes = { id, kind: segment.kind, ...quotationAttributes(segment, names) }
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.insert(
    0,
    languages.map((language) => {
      const cell = new Y.XmlElement(language)
      cell.insert(0, [new Y.XmlText(segment.text[language])])
      return cell
    }),
  )
  return element
}

function quotationAttributes(segment: SeedSegment, names: ChosenNames): Record<string, string> {
  if (segment.kind !== 'quotation') return {}
  const { saidOn, where, spokenIn } = segment
  return {
    ...speakerAttributes(segment.speaker, names),
    ...{ saidOn, whereEs: where.es, whereEn: where.en, spokenIn },
  }
}

function speakerAttributes(speaker: SeedSpeaker, names: ChosenNames): Record<string, string> {
  if (speaker.kind === 'source')
    return { speakerKind: 'source', speakerSource: names.sources[speaker.source] ?? '' }
  return { speakerKind: 'public', speakerEs: speaker.label.es, speakerEn: speaker.label.en }
}
