import type { Language } from '@cronista/protocol'
import { button, dim, make, say, status } from './dom.ts'
import { alphabet, narrow } from './letter-pad.ts'
import type { Stage } from './stage.ts'

/** Lets a word be chosen without the phone's keyboard, which would remember it: a pad of letters,
 *  of which only those that can follow act, until few enough words are left to show them. A
 *  hardware keyboard types the same letters. */
export function wordPicker(
  { texts, whenLeft }: Stage,
  language: Language,
  pick: (index: number) => void,
): HTMLElement {
  let typed = ''
  const shown = make('p', { class: 'typed', 'aria-hidden': 'true' })
  const count = status()
  const erase = button('⌫', () => type(typed.slice(0, -1)), { 'aria-label': texts.eraseLetter })
  const onPad = alphabet(language)
  const keys = onPad.map((letter) => button(letter.toUpperCase(), () => type(typed + letter)))
  const pad = make('div', { role: 'group', class: 'pad', 'aria-label': texts.letters }, ...keys)
  const words = make('div', { role: 'group', class: 'candidates', 'aria-label': texts.candidates })
  const picker = make(
    'div',
    { class: 'picker' },
    make('div', { class: 'typing' }, shown, count, erase),
    pad,
    words,
  )

  function type(letters: string): void {
    const left = narrow(language, letters)
    if (left.count === 0) return
    const hadFocus = picker.matches(':focus-within')
    const wasNarrow = pad.hidden
    typed = letters
    const { candidates } = left
    const isNarrow = candidates !== undefined
    for (const [index, key] of keys.entries()) dim(key, !left.letters.has(onPad[index] ?? ''))
    dim(erase, letters === '')
    shown.textContent = letters === '' ? '' : `${letters.toUpperCase()}…`
    say(count, letters === '' ? texts.pickLetters : texts.candidateCount(left.count))
    pad.hidden = isNarrow
    words.hidden = !isNarrow
    words.replaceChildren(
      ...(candidates ?? []).map(({ word, index }) => button(word, () => choose(index))),
    )
    // What had the focus is gone with the other half.
    if (hadFocus && isNarrow !== wasNarrow)
      (isNarrow ? words.querySelector('button') : keys[0])?.focus()
  }

  function choose(index: number): void {
    type('')
    pick(index)
  }

  const typeByKeyboard = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !picker.isConnected) return
    if (event.key === 'Backspace') type(typed.slice(0, -1))
    else if (event.key.length === 1) type(typed + event.key.toLowerCase())
  }
  // On the document: between two screens the focus is nowhere, and a letter must not be lost.
  document.addEventListener('keydown', typeByKeyboard)
  whenLeft(() => document.removeEventListener('keydown', typeByKeyboard))
  type('')
  return picker
}
