import { sha256 } from '@noble/hashes/sha2.js'
import * as Y from 'yjs'
import { plainText } from '../plain-text.ts'
import { canonicalBytes } from '../story/canonical.ts'
import { otherLanguage, type Language } from '../story/language.ts'
import { BODY, CHOICES } from './read-draft.ts'

/** With what a story begins. */
export interface DraftSeed {
  /** The story's id. */
  readonly story: string
  readonly original: Language
  /** In the original language, one segment each: what a contributor wrote, for instance. */
  readonly paragraphs: readonly string[]
  /** A pen name's id. */
  readonly penName?: string
}

/** The first Yjs update of a story, with one empty segment if nothing is written yet. The same seed
 *  gives the same bytes, so that a request that comes twice does not write everything twice. */
export function startDraft(seed: DraftSeed): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = clientOf(seed)
  doc.transact(() => {
    const paragraphs = seed.paragraphs.map((text) => plainText(text).trim()).filter(Boolean)
    const texts = paragraphs.length > 0 ? paragraphs : ['']
    doc
      .getXmlFragment(BODY)
      .push(texts.map((text, index) => segmentOf(`s${index + 1}`, seed.original, text)))
    if (seed.penName !== undefined) doc.getMap(CHOICES).set('penName', seed.penName)
  })
  return Y.encodeStateAsUpdate(doc)
}

function segmentOf(id: string, original: Language, text: string): Y.XmlElement {
  const segment = new Y.XmlElement('segment')
  segment.setAttribute('id', id)
  segment.setAttribute('kind', 'paragraph')
  const written = new Y.XmlElement(original)
  if (text !== '') written.insert(0, [new Y.XmlText(text)])
  const other = new Y.XmlElement(otherLanguage(original))
  segment.insert(0, original === 'es' ? [written, other] : [other, written])
  return segment
}

/** Yjs tells authors apart by such a number; two authors must never have the same. */
function clientOf(seed: DraftSeed): number {
  const hash = sha256(canonicalBytes(seed))
  return new DataView(hash.buffer, hash.byteOffset).getUint32(0)
}
