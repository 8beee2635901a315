import { Schema, type Attrs, type Node, type NodeSpec } from 'prosemirror-model'
import {
  figureKinds,
  languages,
  segmentKinds,
  type DraftQuotation,
  type Language,
  type SegmentKind,
} from '@cronista/newsroom'

/** The attributes of a segment that say who is quoted, when and where. */
export const factNames = [
  'speakerKind',
  'speakerSource',
  'speakerEs',
  'speakerEn',
  'saidOn',
  'whereEs',
  'whereEn',
  'spokenIn',
  'exactWords',
  'figures',
] as const

/** One of the attributes of a quotation. */
export type FactName = (typeof factNames)[number]

// Null, and not '': the binding writes every attribute that is not null, and a '' that one editor's page
// writes while another chooses the speaker could win over the choice.
const unset = { default: null }

/** The text of one segment in one language. */
const cell = (language: Language): NodeSpec => ({
  content: 'text*',
  isolating: true,
  defining: true,
  toDOM: () => ['div', { class: `cell ${language}`, lang: language }, 0],
})

/** A story's body as the editor holds it: one document, whose segments hold both languages. It is
 *  permissive on purpose: the binding deletes from everybody's document what the schema refuses, so the
 *  schema refuses nothing that a merge can leave. Putting in order is `tidySegments`'s. */
export const storySchema = new Schema({
  nodes: {
    doc: { content: 'segment*' },
    segment: {
      content: '(es | en)*',
      isolating: true,
      attrs: {
        id: unset,
        kind: unset,
        ...Object.fromEntries(factNames.map((name) => [name, unset])),
      },
      toDOM: () => ['div', { class: 'segment' }, 0],
    },
    es: cell('es'),
    en: cell('en'),
    text: {},
  },
  marks: { em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] } },
})

/** The text of the attribute; '' if it is not set. */
export function attributeOf(segment: Node, name: FactName | 'id' | 'kind'): string {
  const value: unknown = segment.attrs[name]
  return typeof value === 'string' ? value : ''
}

/** What kind of segment it is; a paragraph if it says something else. */
export function kindOf(segment: Node): SegmentKind {
  return segmentKinds.find((kind) => kind === segment.attrs['kind']) ?? 'paragraph'
}

/** Who, when and where, as the segment says; '' where it does not. */
export function quotationOf(segment: Node): DraftQuotation {
  const read = (name: FactName) => attributeOf(segment, name)
  return {
    speakerKind: read('speakerKind') === 'public' ? 'public' : 'source',
    speakerSource: read('speakerSource'),
    speaker: { es: read('speakerEs'), en: read('speakerEn') },
    saidOn: read('saidOn'),
    where: { es: read('whereEs'), en: read('whereEn') },
    spokenIn: read('spokenIn'),
    exactWords: read('exactWords'),
    figures: figureKinds.find((kind) => kind === segment.attrs['figures']) ?? '',
  }
}

/** The language of a cell, or `undefined` for any other node. */
export function languageOf(node: Node): Language | undefined {
  return languages.find((language) => language === node.type.name)
}

/** A segment with one cell a language. */
export function segmentNode(
  attributes: Attrs,
  text: Readonly<Record<Language, Node['content']>>,
): Node {
  return storySchema.node(
    'segment',
    attributes,
    languages.map((language) => storySchema.node(language, null, text[language])),
  )
}
