import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { languages, type Language, type SegmentKind } from '@cronista/newsroom'
import { cellAt } from './cells.ts'
import { attributeOf, kindOf, languageOf } from './story-schema.ts'

/** What an empty cell says, in its own language. */
export type Invitation = (
  language: Language,
  kind: SegmentKind,
  role: 'exact-words' | 'original' | 'translation',
) => string

/** Says in each empty cell what belongs there, and marks the segment with the cursor. */
export function emptyCells(original: Language, invite: Invitation): Plugin {
  return new Plugin({
    props: {
      decorations: ({ doc, selection }) => {
        const decorations: Decoration[] = []
        doc.forEach((segment, segmentStart) => {
          const kind = kindOf(segment)
          const spokenIn = attributeOf(segment, 'spokenIn')
          segment.forEach((node, offset) => {
            const language = languageOf(node)
            if (language === undefined || node.content.size > 0) return
            const role = roleOf(language, original, kind === 'quotation' ? spokenIn : '')
            const from = segmentStart + offset + 1
            const attributes = {
              class: 'empty',
              'data-invitation': invite(language, kind, role),
            }
            decorations.push(Decoration.node(from, from + node.nodeSize, attributes))
          })
        })
        const here = cellAt(selection.$head)
        if (here !== undefined) {
          const { segmentStart, segment } = here
          const to = segmentStart + segment.nodeSize
          decorations.push(Decoration.node(segmentStart, to, { class: 'at-cursor' }))
        }
        return DecorationSet.create(doc, decorations)
      },
    },
  })
}

function roleOf(language: Language, original: Language, spokenIn: string) {
  if (languages.some((one) => one === spokenIn))
    return spokenIn === language ? 'exact-words' : 'translation'
  return language === original ? 'original' : 'translation'
}
