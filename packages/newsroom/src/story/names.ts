// The two kinds of names that readers see. They are different types, so that a source can never be
// given an invented name, nor a pen name be printed as if somebody were described.
import { NewsroomError } from '../newsroom-error.ts'
import { isPlainText } from '../plain-text.ts'

declare const kind: unique symbol

/** The pseudonym over a story: 1 to 80 characters of plain text. */
export type PenName = string & { readonly [kind]: 'pen name' }

/** How a source is called, as agreed with the source: 1 to 200 characters of plain text. */
export type SourceLabel = string & { readonly [kind]: 'source label' }

/** Whether it may stand over a story. */
export function isPenName(text: unknown): text is PenName {
  return isName(text, 80)
}

/** Whether it may stand beside somebody's words. */
export function isSourceLabel(text: unknown): text is SourceLabel {
  return isName(text, 200)
}

/** The text as a pen name; throws `name-malformed`. */
export function penName(text: string): PenName {
  if (!isPenName(text)) throw new NewsroomError('name-malformed')
  return text
}

/** The text as a source's label; throws `name-malformed`. */
export function sourceLabel(text: string): SourceLabel {
  if (!isSourceLabel(text)) throw new NewsroomError('name-malformed')
  return text
}

function isName(text: unknown, most: number): text is string {
  return typeof text === 'string' && text.length <= most && text.trim() === text && isFilled(text)
}

function isFilled(text: string): boolean {
  return text !== '' && isPlainText(text)
}
