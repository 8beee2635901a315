// From a story's Yjs document to its draft. Several people type into it at once, also apart from each
// other, so a merge can leave what nobody typed: a language twice in a segment, none at all, one id
// for two segments. What a merge leaves is put in order here, always in the same way; nothing that
// can be read is dropped, and nothing that a document can hold makes this throw.
import * as Y from 'yjs'
import { plainText } from '../plain-text.ts'
import { figureKinds } from '../story/block.ts'
import type { Bilingual, Language } from '../story/language.ts'
import { segmentIds } from './segment-ids.ts'
import { segmentText } from './segment-text.ts'
import {
  segmentKinds,
  storyFields,
  type DraftChoices,
  type DraftQuotation,
  type DraftSegment,
  type SegmentKind,
  type StoryField,
} from './story-draft.ts'
import type { StoryDraft } from './story-draft.ts'

/** The name of the document's fragment that holds the segments. */
export const BODY = 'body'
/** The name of the document's map that holds the choices. */
export const CHOICES = 'choices'
/** The name of the document's map whose keys are sources that stand behind the story, each with `true`. */
export const ALSO_FROM = 'alsoFrom'

/** The name of the document's text that holds a field in one language. */
export function fieldName(field: StoryField, language: Language): string {
  return `${field}.${language}`
}

/** What stands in the document now. */
export function readDraft(doc: Y.Doc): StoryDraft {
  return {
    ...{ fields: fieldsOf(doc), choices: choicesOf(doc) },
    ...{ segments: segmentsOf(doc), alsoFrom: alsoFromOf(doc) },
  }
}

function fieldsOf(doc: Y.Doc): StoryDraft['fields'] {
  const read = (field: StoryField): Bilingual => ({
    es: textOf(doc, fieldName(field, 'es')),
    en: textOf(doc, fieldName(field, 'en')),
  })
  // Object.fromEntries knows no keys.
  return Object.fromEntries(
    storyFields.map((field) => [field, read(field)]),
  ) as StoryDraft['fields']
}

function textOf(doc: Y.Doc, name: string): string {
  if (!isFreeFor(doc, name, Y.Text)) return ''
  // Declared by its base class without it, which ESLint sees alone.
  const text: { toString(): string } = doc.getText(name)
  return plainText(text.toString())
}

function choicesOf(doc: Y.Doc): DraftChoices {
  const choices = isFreeFor(doc, CHOICES, Y.Map) ? doc.getMap(CHOICES) : undefined
  const read = (name: string) => plain(choices?.get(name))
  return { penName: read('penName'), series: read('series'), part: read('part') }
}

function alsoFromOf(doc: Y.Doc): readonly string[] {
  if (!isFreeFor(doc, ALSO_FROM, Y.Map)) return []
  const chosen = doc.getMap(ALSO_FROM)
  const ids = [...chosen.keys()].filter((id) => chosen.get(id) === true)
  return ids.filter((id) => /^[0-9a-f]{32}$/u.test(id)).sort()
}

function segmentsOf(doc: Y.Doc): readonly DraftSegment[] {
  if (!isFreeFor(doc, BODY, Y.XmlFragment)) return []
  const nodes = doc
    .getXmlFragment(BODY)
    .toArray()
    .filter((node: unknown) => node instanceof Y.XmlElement || node instanceof Y.XmlText)
  const ids = segmentIds(nodes.map((node) => attribute(node, 'id')))
  return nodes.map((node, index) => ({
    id: ids[index] ?? '',
    kind: kindOf(attribute(node, 'kind')),
    text: segmentText(node),
    quotation: quotationOf(node),
  }))
}

function quotationOf(node: Y.XmlElement | Y.XmlText): DraftQuotation {
  const read = (name: string) => attribute(node, name)
  return {
    speakerKind: read('speakerKind') === 'public' ? 'public' : 'source',
    speakerSource: read('speakerSource'),
    speaker: { es: read('speakerEs'), en: read('speakerEn') },
    saidOn: read('saidOn'),
    where: { es: read('whereEs'), en: read('whereEn') },
    spokenIn: read('spokenIn'),
    exactWords: read('exactWords'),
    figures: figureKinds.find((kind) => kind === read('figures')) ?? '',
  }
}

function kindOf(text: string): SegmentKind {
  return segmentKinds.find((kind) => kind === text) ?? 'paragraph'
}

function attribute(node: Y.XmlElement | Y.XmlText, name: string): string {
  return node instanceof Y.XmlElement ? plain(node.getAttribute(name)) : ''
}

function plain(value: unknown): string {
  return typeof value === 'string' ? plainText(value) : ''
}

/** Whether the document has nothing of another type under this name: Yjs throws on that. */
function isFreeFor(doc: Y.Doc, name: string, type: new () => unknown): boolean {
  const root: unknown = doc.share.get(name)
  return root === undefined || root instanceof type || isUntyped(root)
}

function isUntyped(root: unknown): boolean {
  return root instanceof Y.AbstractType && root.constructor === Y.AbstractType
}
