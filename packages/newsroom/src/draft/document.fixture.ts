import * as Y from 'yjs'
import { BODY } from './read-draft.ts'

/** A part of a segment: a language with its texts. */
export type Written = readonly [language: string, ...texts: readonly string[]]

/** A segment as an editor makes one. */
export function segmentOf(
  attributes: Readonly<Record<string, string>>,
  ...parts: readonly Written[]
): Y.XmlElement {
  const segment = new Y.XmlElement('segment')
  for (const [name, value] of Object.entries(attributes)) segment.setAttribute(name, value)
  segment.insert(
    0,
    parts.map(([language, ...texts]) => {
      const part = new Y.XmlElement(language)
      part.insert(
        0,
        texts.map((text) => new Y.XmlText(text)),
      )
      return part
    }),
  )
  return segment
}

/** A document whose body holds these nodes. */
export function documentOf(...nodes: readonly (Y.XmlElement | Y.XmlText)[]): Y.Doc {
  const doc = new Y.Doc()
  doc.getXmlFragment(BODY).push([...nodes])
  return doc
}
