import type * as Y from 'yjs'
import { minimalChange, movedBy, type DeltaPiece } from './minimal-change.ts'

/** Keeps a field and a shared text the same: what is typed goes into the text as the smallest change, and
 *  what others write appears without moving the cursor. Returns what ends it. */
export function bindText(
  field: HTMLInputElement | HTMLTextAreaElement,
  text: Y.Text,
  onChange: (written: string) => void,
): () => void {
  let isComposing = false
  /** What others wrote while an input method was at work: shown when it has ended. */
  let meanwhile: (readonly DeltaPiece[])[] = []
  let shown = text.toJSON()
  field.value = shown
  onChange(shown)

  const write = (): void => {
    const typed = withoutLineBreaks(field)
    const change = minimalChange(shown, typed)
    shown = typed
    if (change === undefined) return
    const { index, removed, inserted } = change
    const at = meanwhile.reduce((position, delta) => movedBy(delta, position), index)
    text.doc?.transact(() => {
      text.delete(at, Math.min(removed, text.length - at))
      text.insert(at, inserted)
    }, field)
    onChange(typed)
  }
  const show = (deltas: readonly (readonly DeltaPiece[])[]): void => {
    const moved = (position: number | null) =>
      deltas.reduce((at, delta) => movedBy(delta, at), position ?? 0)
    const [start, end] = [moved(field.selectionStart), moved(field.selectionEnd)]
    shown = text.toJSON()
    field.value = shown
    if (field.ownerDocument.activeElement === field) field.setSelectionRange(start, end)
    onChange(shown)
  }
  const observe = (event: Y.YTextEvent, transaction: Y.Transaction): void => {
    if (transaction.origin === field) return
    if (isComposing) meanwhile.push(event.delta)
    else show([event.delta])
  }
  const begin = (): void => {
    isComposing = true
  }
  const end = (): void => {
    isComposing = false
    write()
    if (meanwhile.length > 0) show(meanwhile)
    meanwhile = []
  }
  text.observe(observe)
  field.addEventListener('input', write)
  field.addEventListener('compositionstart', begin)
  field.addEventListener('compositionend', end)
  return () => {
    text.unobserve(observe)
    field.removeEventListener('input', write)
    field.removeEventListener('compositionstart', begin)
    field.removeEventListener('compositionend', end)
  }
}

/** A field's text is one line: a line break that is pasted becomes a space. */
function withoutLineBreaks(field: HTMLInputElement | HTMLTextAreaElement): string {
  const { value, selectionStart, selectionEnd } = field
  if (!/[\r\n]/u.test(value)) return value
  // One character for one, so that the cursor stays where it is.
  field.value = value.replace(/[\r\n]/gu, ' ')
  field.setSelectionRange(selectionStart, selectionEnd)
  return field.value
}
