import type { Language, Random } from '@cronista/protocol'
import { texts } from '../texts/index.ts'
import type { Visit } from '../visit.ts'
import { make } from './dom.ts'
import { pageLanguage, Panel } from './panel.ts'
import { emptyDraft, wipeDraft, type Draft, type Screen } from './stage.ts'
import { startScreen } from './start-screen.ts'

/** The panel in which a contributor writes. It is made when it is opened and gone when it is left:
 *  no form, no name, no storage, no change of address, history or title. */
export class Composer {
  readonly #visit: () => Visit
  readonly #random: Random
  readonly #isDemo: boolean
  #panel: Panel | undefined
  #language: Language = 'es'
  #screen: Screen = startScreen
  #draft: Draft = emptyDraft()
  #undo: (() => void)[] = []

  constructor(visit: () => Visit, random: Random, isDemo: boolean) {
    this.#visit = visit
    this.#random = random
    this.#isDemo = isDemo
  }

  open(): void {
    if (this.#panel !== undefined) return
    this.#language = pageLanguage()
    this.#panel = new Panel(() => this.leave())
    this.#show(startScreen)
  }

  /** Wipes everything and gives the article back. Sends nothing, and stops nothing from being sent
   *  that any page sends. */
  leave(): void {
    if (this.#panel === undefined) return
    this.close()
    this.#visit().forget()
  }

  /** The same without a fresh start: the page itself is being left. */
  close(): void {
    this.#leaveScreen()
    wipeDraft(this.#draft)
    this.#panel?.close()
    this.#panel = undefined
    this.#screen = startScreen
  }

  #show(screen: Screen): void {
    const panel = this.#panel
    if (panel === undefined) return
    this.#leaveScreen()
    this.#screen = screen
    const content = screen({
      texts: texts[this.#language],
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
    const language = this.#language
    const otherLanguage = (): void => {
      this.#language = language === 'es' ? 'en' : 'es'
      this.#show(this.#screen)
    }
    const { panel: label, leaveHint } = texts[language]
    const shown = [...this.#banner(), ...content]
    panel.show({ language, label, leaveHint, otherLanguage, content: shown })
  }

  #banner(): readonly Node[] {
    return this.#isDemo ? [make('p', { class: 'demo' }, texts[this.#language].demo)] : []
  }

  #leaveScreen(): void {
    for (const undo of this.#undo) undo()
    this.#undo = []
  }
}
