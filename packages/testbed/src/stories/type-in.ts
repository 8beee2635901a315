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

/** What a desk's page would send after somebody typed the story in and took away the paragraphs that
 *  were `there`: both are Yjs updates. What is typed is the same each time, so that typing it in again
 *  after an interruption changes nothing. */
export function typeIn(there: Uint8Array, story: SeedStory, names: ChosenNames): Uint8Array {
  const document = new Y.Doc()
  Y.applyUpdate(document, there)
  const vector = Y.encodeStateVector(document)
  Y.applyUpdate(document, Y.encodeStateAsUpdate(typed(story, names)))
  const body = document.getXmlFragment('body')
  for (const [index, segment] of [...body.toArray().entries()].reverse())
    if (!isTyped(segment)) body.delete(index)
  return Y.encodeStateAsUpdate(document, vector)
}

/** What the same page would send after typing `after` over those texts of `before` that differ. Their
 *  segments are as many and of the same kinds. */
export function typeOver(before: SeedStory, after: SeedStory, names: ChosenNames): Uint8Array {
  const document = typed(before, names)
  const vector = Y.encodeStateVector(document)
  for (const field of storyFields)
    for (const language of languages)
      typeText(document.getText(`${field}.${language}`), after.fields[field][language])
  const segments = document.getXmlFragment('body').toArray()
  for (const [index, { text }] of after.segments.entries())
    for (const [column, language] of languages.entries())
      typeText(textOf(segments[index], column), text[language])
  return Y.encodeStateAsUpdate(document, vector)
}

/** Whether a story's document, as a Yjs update, has this text in this field. */
export function saysInField(update: Uint8Array, field: string, text: string): boolean {
  const document = new Y.Doc()
  Y.applyUpdate(document, update)
  return document.getText(field).toJSON() === text
}

function typed(story: SeedStory, names: ChosenNames): Y.Doc {
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
    story.segments.map((segment, index) => typedSegment(segment, segmentId(index), names)),
  )
  return document
}

/** What the segment at this place is called in its story. */
export function segmentId(index: number): string {
  return `typed${String(index + 1)}`
}

function isTyped(segment: unknown): boolean {
  const id: unknown = segment instanceof Y.XmlElement ? segment.getAttribute('id') : undefined
  return typeof id === 'string' && id.startsWith('typed')
}

function typeText(there: Y.Text | undefined, text: string): void {
  if (there === undefined || there.toJSON() === text) return
  there.delete(0, there.length)
  there.insert(0, text)
}

function textOf(segment: unknown, column: number): Y.Text | undefined {
  const cell = segment instanceof Y.XmlElement ? segment.get(column) : undefined
  const text = cell instanceof Y.XmlElement ? cell.get(0) : undefined
  return text instanceof Y.XmlText ? text : undefined
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
  const { saidOn, where, spokenIn, figures = '' } = segment
  return {
    ...speakerAttributes(segment.speaker, names),
    ...{ saidOn, whereEs: where.es, whereEn: where.en, spokenIn, figures },
  }
}

function speakerAttributes(speaker: SeedSpeaker, names: ChosenNames): Record<string, string> {
  if (speaker.kind === 'source')
    return { speakerKind: 'source', speakerSource: names.sources[speaker.source] ?? '' }
  return { speakerKind: 'public', speakerEs: speaker.label.es, speakerEn: speaker.label.en }
}
