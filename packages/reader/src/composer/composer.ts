import type { Language, Random } from '@cronista/protocol'
import { texts } from '../texts/index.ts'
import type { Visit } from '../visit.ts'
import { coverArticle, type ArticleCover } from './article-cover.ts'
import { css } from './composer.css'
import { button, make } from './dom.ts'
import { emptyDraft, wipeDraft, type Draft, type Screen } from './stage.ts'
import { startScreen } from './start-screen.ts'

/** The panel in which a contributor writes. It is made when it is opened and gone when it is left:
 *  no form, no name, no storage, no change of address, history or title. */
export class Composer {
  readonly #visit: () => Visit
  readonly #random: Random
  readonly #isDemo: boolean
  #cover: ArticleCover | undefined
  #panel: HTMLElement | undefined
  #language: Language = 'es'
  #screen: Screen = startScreen
  #draft: Draft = emptyDraft()
  #undo: (() => void)[] = []

  constructor(visit: () => Visit, random: Random, isDemo: boolean) {
    this.#visit = visit
    this.#random = random
    this.#isDemo = isDemo
  }

  /** Shows the buttons of the page that open the composer, where the browser can show it. */
  revealOpeners(): void {
    if (!('adoptedStyleSheets' in document)) return
    for (const opener of document.querySelectorAll<HTMLElement>('[data-cronista-open]')) {
      opener.addEventListener('click', () => this.open())
      opener.hidden = false
    }
  }

  open(): void {
    if (this.#cover !== undefined) return
    this.#language = document.documentElement.lang.startsWith('en') ? 'en' : 'es'
    this.#cover = coverArticle(css)
    this.#panel = make('div', {
      role: 'dialog',
      'aria-modal': 'true',
      class: 'panel',
      translate: 'no',
    })
    this.#cover.root.append(this.#panel)
    document.addEventListener('keydown', this.#leaveOnEscape, true)
    this.#show(startScreen)
  }

  /** Wipes everything and gives the article back. Sends nothing, and stops nothing from being sent
   *  that any page sends. */
  leave(): void {
    if (this.#cover === undefined) return
    this.close()
    this.#visit().forget()
  }

  /** The same without a fresh start: the page itself is being left. */
  close(): void {
    document.removeEventListener('keydown', this.#leaveOnEscape, true)
    this.#leaveScreen()
    wipeDraft(this.#draft)
    this.#panel?.replaceChildren()
    this.#cover?.remove()
    this.#panel = undefined
    this.#cover = undefined
    this.#screen = startScreen
  }

  readonly #leaveOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    this.leave()
  }

  #show(screen: Screen): void {
    const panel = this.#panel
    if (panel === undefined) return
    this.#leaveScreen()
    this.#screen = screen
    const catalogue = texts[this.#language]
    panel.lang = this.#language
    panel.setAttribute('aria-label', catalogue.panel)
    const content = screen({
      texts: catalogue,
      language: this.#language,
      visit: this.#visit(),
      draft: this.#draft,
      random: this.#random,
      show: (next) => this.#show(next),
      startOver: () => {
        wipeDraft(this.#draft)
        this.#visit().forget()
        this.#show(startScreen)
      },
      live: (update) => {
        update()
        this.#undo.push(this.#visit().conversation.subscribe(update))
      },
      whenLeft: (undo) => this.#undo.push(undo),
    })
    const main = make('main', {}, ...this.#banner(), ...content)
    panel.replaceChildren(this.#bar(), main)
    // Measuring or focusing at once would lay the page out twice, which a slow phone feels. A new
    // `main` is at its top by itself.
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (!main.matches(':focus-within')) main.querySelector('h1')?.focus({ preventScroll: true })
      }),
    )
  }

  #bar(): HTMLElement {
    const { leave, leaveHint, otherLanguage } = texts[this.#language]
    const other = this.#language === 'es' ? 'en' : 'es'
    const change = (): void => {
      this.#language = other
      this.#show(this.#screen)
    }
    return make(
      'header',
      {},
      button(otherLanguage, change, { lang: other, class: 'quiet' }),
      button(leave, () => this.leave(), { class: 'leave', title: leaveHint }),
    )
  }

  #banner(): readonly Node[] {
    return this.#isDemo ? [make('p', { class: 'demo' }, texts[this.#language].demo)] : []
  }

  #leaveScreen(): void {
    for (const undo of this.#undo) undo()
    this.#undo = []
  }
}
