import type { Node } from 'prosemirror-model'
import { EditorState, TextSelection, type Command } from 'prosemirror-state'
import { findCell } from './cells.ts'
import { attributeOf, kindOf, languageOf, segmentNode, storySchema } from './story-schema.ts'
import { structuralEdits } from './structural-edit.ts'
import { tidySegments } from './tidy-segments.ts'
import type { Language } from '@cronista/newsroom'

/** A body of paragraphs, each given as its Spanish and its English text. */
export function bodyOf(...paragraphs: readonly (readonly [es: string, en: string])[]): Node {
  const segments = paragraphs.map(([es, en], index) =>
    segmentNode({ id: `s${String(index + 1)}` }, { es: textOf(es), en: textOf(en) }),
  )
  return storySchema.node('doc', null, segments)
}

function textOf(text: string): Node['content'] {
  return storySchema.node('es', null, text === '' ? [] : [storySchema.text(text)]).content
}

/** The editor over a body, with the cursor behind so many characters of one cell. */
export function editing(
  doc: Node,
  segment: number,
  language: Language,
  characters: number,
): EditorState {
  const state = EditorState.create({ doc, plugins: [structuralEdits, tidySegments] })
  return selecting(state, [segment, language, characters], [segment, language, characters])
}

type Place = readonly [segment: number, language: Language, characters: number]

/** The same, with something selected. */
export function selecting(state: EditorState, anchor: Place, head: Place): EditorState {
  const positionOf = ([segment, language, characters]: Place) =>
    findCell(state.doc, segment, language)!.start + characters
  const selection = TextSelection.create(state.doc, positionOf(anchor), positionOf(head))
  return state.apply(state.tr.setSelection(selection))
}

/** What the command makes of it; `undefined` if it does nothing. */
export function after(state: EditorState, command: Command): EditorState | undefined {
  let next: EditorState | undefined
  command(state, (transaction) => {
    next = state.apply(transaction)
  })
  return next
}

/** The texts, as `bodyOf` takes them; emphasis stands between underscores. */
export function textsOf({ doc }: EditorState): [string, string][] {
  return doc.children.map((segment) => [textIn(segment, 'es'), textIn(segment, 'en')])
}

function textIn(segment: Node, language: Language): string {
  return segment.children
    .filter((node) => languageOf(node) === language)
    .map(({ content }) =>
      content.content
        .map(({ text = '', marks }) => (marks.length > 0 ? `_${text}_` : text))
        .join(''),
    )
    .join('|')
}

/** Where the cursor is: segment, language, characters before it. */
export function cursorOf({ selection }: EditorState): Place | undefined {
  const { $head } = selection
  const language = $head.depth === 2 ? languageOf($head.parent) : undefined
  return language === undefined ? undefined : [$head.index(0), language, $head.parentOffset]
}

/** Each segment's id and kind. */
export function namesOf({ doc }: EditorState): string[] {
  return doc.children.map((segment) => `${attributeOf(segment, 'id')} ${kindOf(segment)}`)
}
