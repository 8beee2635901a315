import type { Language } from '@cronista/protocol'
import { button, dim, make, say, status } from './dom.ts'
import { alphabet, fitting, isNarrow, nextLetters } from './letter-pad.ts'
import type { Stage } from './stage.ts'

/** Lets a word be chosen without the phone's keyboard, which would remember it: a pad of letters,
 *  of which only those that can follow act, until few enough words are left to show them. A
 *  hardware keyboard types the same letters. */
export function wordPicker(
  { texts, panel, whenLeft }: Stage,
  language: Language,
  pick: (index: number) => void,
): HTMLElement {
  let typed = ''
  const shown = make('p', { class: 'typed', 'aria-hidden': 'true' })
  const count = status()
  const erase = button('⌫', () => type(typed.slice(0, -1)), { 'aria-label': texts.eraseLetter })
  const keys = alphabet(language).map((letter) =>
    button(letter.toUpperCase(), () => type(typed + letter)),
  )
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
    const candidates = fitting(language, letters)
    if (candidates.length === 0) return
    const hadFocus = picker.matches(':focus-within')
    const wasNarrow = pad.hidden
    typed = letters
    const narrow = isNarrow(candidates)
    const allowed = nextLetters(language, letters)
    for (const [index, key] of keys.entries())
      dim(key, !allowed.has(alphabet(language)[index] ?? ''))
    dim(erase, letters === '')
    shown.textContent = letters === '' ? '' : `${letters.toUpperCase()}…`
    say(count, letters === '' ? texts.pickLetters : texts.candidateCount(candidates.length))
    pad.hidden = narrow
    words.hidden = !narrow
    words.replaceChildren(
      ...(narrow ? candidates.map(({ word, index }) => button(word, () => choose(index))) : []),
    )
    // What had the focus is gone with the other half.
    if (hadFocus && narrow !== wasNarrow)
      (narrow ? words.querySelector('button') : keys[0])?.focus()
  }

  function choose(index: number): void {
    type('')
    pick(index)
  }

  const typeByKeyboard = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Backspace') type(typed.slice(0, -1))
    else if (event.key.length === 1) type(typed + event.key.toLowerCase())
  }
  panel.addEventListener('keydown', typeByKeyboard)
  whenLeft(() => panel.removeEventListener('keydown', typeByKeyboard))
  type('')
  return picker
}
