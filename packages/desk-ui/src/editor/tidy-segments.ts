import { Fragment, type Node } from 'prosemirror-model'
import { Plugin, type EditorState, type Transaction } from 'prosemirror-state'
import { ySyncPluginKey } from 'y-prosemirror'
import { languages, type Language } from '@cronista/newsroom'
import { languageOf, storySchema } from './story-schema.ts'
import { structural } from './structural-edit.ts'

/** Puts in order what merges leave: a segment that lacks a language gets an empty cell for it, and one
 *  that has a language twice gets both texts in one cell. No text is ever dropped.
 *
 *  Missing cells are added by whoever sees them missing. Doubled ones are joined only by somebody who
 *  changes that segment: two pages that joined the same cells at the same time would each write the
 *  second text into the first, and it would stand there twice. */
export const tidySegments = new Plugin({
  appendTransaction: (transactions, before, after) => {
    if (!transactions.some((transaction) => transaction.docChanged)) return null
    const isOwn = transactions.every(
      (transaction) => transaction.getMeta(ySyncPluginKey) === undefined,
    )
    const known = isOwn ? new Set(before.doc.children) : undefined
    return tidied(after, (segment) => known !== undefined && !known.has(segment))
  },
})

/** The transaction that puts the document in order, or `null` if it is. Only segments for which
 *  `mayJoin` holds get doubled cells joined. */
export function tidied(
  state: EditorState,
  mayJoin: (segment: Node) => boolean,
): Transaction | null {
  const changes: { readonly at: number; readonly old: Node; readonly cells: Node[] }[] = []
  state.doc.forEach((segment, at) => {
    const cells = tidyCells(segment, mayJoin(segment))
    if (cells !== undefined) changes.push({ at, old: segment, cells })
  })
  if (changes.length === 0) return null
  const transaction = structural(state.tr)
  for (const { at, old, cells } of changes.toReversed())
    transaction.replaceWith(at + 1, at + 1 + old.content.size, Fragment.from(cells))
  return transaction
}

/** The cells that the segment should have, or `undefined` if it has them. */
function tidyCells(segment: Node, mayJoin: boolean): Node[] | undefined {
  const found: Record<Language, Node[]> = { es: [], en: [] }
  segment.forEach((node) => {
    const language = languageOf(node)
    if (language !== undefined) found[language].push(node)
  })
  const isMissing = languages.some((language) => found[language].length === 0)
  const isDoubled = languages.some((language) => found[language].length > 1)
  if (!isMissing && !(isDoubled && mayJoin)) return undefined
  return languages.flatMap((language) => {
    const cells = found[language]
    if (cells.length === 0) return [storySchema.node(language)]
    return mayJoin ? [joined(language, cells)] : cells
  })
}

function joined(language: Language, cells: readonly Node[]): Node {
  const texts = cells.map((cell) => cell.content).filter(({ size }) => size > 0)
  const content = texts.reduce(
    (all, text) =>
      all.size === 0 ? text : all.append(Fragment.from(storySchema.text(' '))).append(text),
    Fragment.empty,
  )
  return storySchema.node(language, null, content)
}
