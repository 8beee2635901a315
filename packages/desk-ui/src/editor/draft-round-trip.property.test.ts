import fc from 'fast-check'
import { EditorState } from 'prosemirror-state'
import { expect, it } from 'vitest'
import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror'
import * as Y from 'yjs'
import {
  BODY,
  figureKinds,
  languages,
  plainText,
  readDraft,
  segmentKinds,
  type DraftSegment,
  type Span,
} from '@cronista/newsroom'
import {
  attributeOf,
  kindOf,
  languageOf,
  quotationOf,
  segmentNode,
  storySchema,
} from './story-schema.ts'
import { structuralEdits } from './structural-edit.ts'
import { tidied } from './tidy-segments.ts'
import type { Node } from 'prosemirror-model'

/** A word that normalising leaves as it is. */
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .map((text) => plainText(text).replaceAll(' ', ''))
  .filter((text) => text !== '' && plainText(text) === text)
const line = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '))
const spans = fc.array(fc.tuple(word, fc.boolean()), { maxLength: 4 }).map((runs) =>
  runs.reduce<Span[]>((all, [text, isEmphasised], index) => {
    const spaced = index === runs.length - 1 ? text : `${text} `
    const last = all.at(-1)
    const emphasis = isEmphasised ? ({ emphasis: true } as const) : {}
    if (last !== undefined && (last.emphasis ?? false) === isEmphasised)
      return [...all.slice(0, -1), { text: last.text + spaced, ...emphasis }]
    return [...all, { text: spaced, ...emphasis }]
  }, []),
)
const bilingual = <Text>(text: fc.Arbitrary<Text>) => fc.record({ es: text, en: text })
const quotation = fc.record({
  speakerKind: fc.constantFrom('public', 'source'),
  speakerSource: line,
  speaker: bilingual(line),
  saidOn: line,
  where: bilingual(line),
  spokenIn: line,
  exactWords: line,
  figures: fc.constantFrom('', ...figureKinds),
})
const segments = fc
  .array(fc.record({ kind: fc.constantFrom(...segmentKinds), text: bilingual(spans), quotation }), {
    maxLength: 6,
  })
  .map((all): DraftSegment[] =>
    all.map((segment, index) => ({ ...segment, id: `s${String(index)}` })),
  )

/** The editor's document of a draft's segments. */
function nodeOf(draft: readonly DraftSegment[]): Node {
  return storySchema.node('doc', null, draft.map(segmentNodeOf))
}

function segmentNodeOf({ id, kind, text, quotation: said }: DraftSegment): Node {
  const facts = {
    speakerKind: said.speakerKind,
    speakerSource: said.speakerSource,
    speakerEs: said.speaker.es,
    speakerEn: said.speaker.en,
    saidOn: said.saidOn,
    whereEs: said.where.es,
    whereEn: said.where.en,
    spokenIn: said.spokenIn,
    exactWords: said.exactWords,
    figures: said.figures,
  }
  const written = Object.entries(facts).filter(([, value]) => value !== '')
  const content = ({ es, en }: DraftSegment['text']) => ({ es: contentOf(es), en: contentOf(en) })
  return segmentNode({ id, kind, ...Object.fromEntries(written) }, content(text))
}

function contentOf(run: readonly Span[]): Node['content'] {
  const texts = run.map(({ text, emphasis }) =>
    storySchema.text(text, emphasis ? [storySchema.mark('em')] : []),
  )
  return storySchema.node('es', null, texts).content
}

/** A draft's segments of the editor's document. */
function segmentsOf(doc: Node): DraftSegment[] {
  return doc.children.map((segment) => ({
    id: attributeOf(segment, 'id'),
    kind: kindOf(segment),
    text: { es: spansOf(segment, 'es'), en: spansOf(segment, 'en') },
    quotation: quotationOf(segment),
  }))
}

function spansOf(segment: Node, language: string): Span[] {
  const cells = segment.children.filter((node) => node.type.name === language)
  return cells.flatMap(({ children }) =>
    children.map(({ text = '', marks }) =>
      marks.length > 0 ? { text, emphasis: true } : { text },
    ),
  )
}

it('what is written in the editor is what the newsroom reads, and the other way round', () => {
  fc.assert(
    fc.property(segments, (draft) => {
      const doc = new Y.Doc()
      const body = prosemirrorToYXmlFragment(nodeOf(draft), doc.getXmlFragment(BODY))
      expect(readDraft(doc).segments).toEqual(draft)
      expect(segmentsOf(yXmlFragmentToProseMirrorRootNode(body, storySchema))).toEqual(draft)
    }),
  )
})

const cell = fc.record({ language: fc.constantFrom(...languages), text: line })
const mergedSegments = fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 5 })

it('putting in order keeps every word, gives each segment each language once, and is done once', () => {
  fc.assert(
    fc.property(mergedSegments, (merged) => {
      const nodes = merged.map((cells) =>
        storySchema.node(
          'segment',
          null,
          cells.map(({ language, text }) =>
            storySchema.node(language, null, text === '' ? [] : [storySchema.text(text)]),
          ),
        ),
      )
      const doc = storySchema.node('doc', null, nodes)
      const state = EditorState.create({ doc, plugins: [structuralEdits] })
      const transaction = tidied(state, () => true)
      const tidy = transaction === null ? state : state.apply(transaction)
      expect(wordsOf(tidy.doc)).toEqual(wordsOf(doc))
      for (const segment of tidy.doc.children)
        expect(segment.children.map(languageOf).toSorted()).toEqual(['en', 'es'])
      expect(tidied(tidy, () => true)).toBeNull()
    }),
  )
})

/** The words in each language, in their order. */
function wordsOf(doc: Node) {
  return languages.map((language) =>
    doc.children.flatMap(({ children }) =>
      children
        .filter((node) => languageOf(node) === language)
        .flatMap(({ textContent }) => textContent.split(' ').filter((word) => word !== '')),
    ),
  )
}
