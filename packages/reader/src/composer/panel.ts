import type { Language } from '@cronista/protocol'
import { texts } from '../texts/index.ts'
import { coverArticle, useLikeCover } from './article-cover.ts'
import { css } from './composer.css'
import { button, make } from './dom.ts'

/** What a panel shows at a time. */
export interface PanelView {
  readonly language: Language
  /** What assistive technology calls it. */
  readonly label: string
  /** What leaving does, where it does more than close. */
  readonly leaveHint?: string
  /** Shows the same in the other language. */
  readonly otherLanguage: () => void
  readonly content: readonly Node[]
}

/** The dialog that lies over the article: made when it is opened, gone when it is closed, and left with
 *  its button or the Esc key. */
export class Panel {
  readonly #cover = coverArticle(css)
  readonly #leave: () => void
  readonly #element = make('div', {
    role: 'dialog',
    'aria-modal': 'true',
    class: 'panel',
    translate: 'no',
  })

  constructor(leave: () => void) {
    this.#leave = leave
    this.#cover.root.append(this.#element)
    document.addEventListener('keydown', this.#leaveOnEscape, true)
  }

  show({ language, label, leaveHint = '', otherLanguage, content }: PanelView): void {
    const catalogue = texts[language]
    this.#element.lang = language
    this.#element.setAttribute('aria-label', label)
    const other = language === 'es' ? 'en' : 'es'
    const bar = make(
      'header',
      {},
      button(catalogue.otherLanguage, otherLanguage, { lang: other, class: 'quiet' }),
      button(catalogue.leave, this.#leave, { class: 'leave', title: leaveHint }),
    )
    const main = make('main', {}, ...content)
    this.#element.replaceChildren(bar, main)
    // Measuring or focusing at once would lay the page out twice, which a slow phone feels. A new
    // `main` is at its top by itself.
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (!main.matches(':focus-within')) main.querySelector('h1')?.focus({ preventScroll: true })
      }),
    )
  }

  close(): void {
    document.removeEventListener('keydown', this.#leaveOnEscape, true)
    this.#element.replaceChildren()
    this.#cover.remove()
  }

  readonly #leaveOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    this.#leave()
  }
}

/** The language in which a panel opens: the page's own. */
export function pageLanguage(): Language {
  return document.documentElement.lang.startsWith('en') ? 'en' : 'es'
}

/** Shows the page's buttons that open a panel, where the browser can show one. */
export function revealOpeners(open: () => void): void {
  if (!('adoptedStyleSheets' in document)) return
  useLikeCover(css)
  for (const opener of document.querySelectorAll<HTMLElement>('[data-cronista-open]')) {
    opener.addEventListener('click', open)
    opener.hidden = false
  }
}
