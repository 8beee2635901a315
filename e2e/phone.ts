import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { texts, type Catalogue } from '@cronista/reader/texts'
import type { Language } from '@cronista/protocol'
import { newProfile, type Size } from './chromium.ts'
import { Line } from './line.ts'

/** Whoever opens the site in a browser: a reader, and perhaps a contributor. */
export class Phone {
  readonly page: Page
  readonly line: Line
  readonly says: Catalogue
  /** Errors that the browser told its console, violations of the Content-Security-Policy included. */
  readonly complaints: string[] = []
  readonly #context: BrowserContext

  private constructor(context: BrowserContext, page: Page, language: Language) {
    this.#context = context
    this.page = page
    this.line = new Line(context)
    this.says = texts[language]
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (said) => {
      if (said.type() === 'error') this.complaints.push(said.text())
    })
  }

  /** A fresh browser profile with one page. */
  static async open(browser: Browser, language: Language, size: Size = 'phone'): Promise<Phone> {
    const context = await newProfile(browser, size, language === 'es' ? 'es-MX' : 'en-US')
    return new Phone(context, await context.newPage(), language)
  }

  /** A page that is open already, in a profile that stays on the disk. */
  static holding(page: Page, language: Language): Phone {
    return new Phone(page.context(), page, language)
  }

  /** Whoever looks at a page that is there already. */
  static on(page: Page, language: Language): Phone {
    return new Phone(page.context(), page, language)
  }

  async read(url: string): Promise<void> {
    await this.page.goto(url)
  }

  /** The composer over the article. */
  get composer(): Locator {
    return this.page.getByRole('dialog', { name: this.says.panel })
  }

  /** Opens the composer by the first of the page's buttons for it, or by another. */
  async openComposer(opener = this.page.locator('[data-cronista-open]').first()): Promise<void> {
    await opener.click()
    await this.composer.getByRole('heading', { name: this.says.startTitle }).waitFor()
  }

  /** Asks for new words and reads them off the screen. */
  async takeWords(): Promise<readonly string[]> {
    await this.#press(this.says.firstTime)
    const words = this.composer
      .getByRole('list', { name: this.says.wordsList })
      .getByRole('listitem')
    await words.nth(7).waitFor()
    return words.allInnerTexts()
  }

  /** Goes through the exercise with these words. */
  async practise(words: readonly string[]): Promise<void> {
    await this.beginExercise()
    await this.answerExercise(words)
  }

  beginExercise(): Promise<void> {
    return this.#press(this.says.wordsLearnt)
  }

  async answerExercise(words: readonly string[]): Promise<void> {
    const question = this.composer.getByRole('heading', { level: 2 })
    for (let asked = 1; asked <= 3; asked++) {
      await question.getByText(`${asked}/3`).waitFor()
      const position = /(?<position>\d+)\D*$/u.exec(await question.innerText())
      await this.pickWord(words[Number(position?.groups?.['position']) - 1] ?? '')
    }
    await this.#writing()
  }

  /** Enters all eight words with the on-page picker. */
  async returnWith(words: readonly string[]): Promise<void> {
    await this.enterWords(words)
    await this.#writing()
  }

  /** Enters words, whether or not they are right. */
  async enterWords(words: readonly string[]): Promise<void> {
    await this.#press(this.says.returning)
    for (const word of words) await this.pickWord(word)
  }

  /** Taps letters of the pad until the word itself can be tapped. */
  async pickWord(word: string): Promise<void> {
    const pad = this.composer.getByRole('group', { name: this.says.letters })
    const candidate = this.composer
      .getByRole('group', { name: this.says.candidates })
      .getByRole('button', { name: word, exact: true })
    for (const letter of lettersOf(word)) {
      if (await candidate.isVisible()) break
      await pad.getByRole('button', { name: letter, exact: true }).click()
    }
    await candidate.click()
  }

  async write(text: string): Promise<void> {
    await this.composer.getByLabel(this.says.writeLabel).fill(text)
    await this.#press(this.says.send)
  }

  /** Types the first so many characters key by key, puts the rest behind them at once, and sends it. */
  async typeAndSend(text: string, characters: number): Promise<void> {
    await this.composer.getByLabel(this.says.writeLabel).click()
    await this.page.keyboard.type(text.slice(0, characters))
    await this.page.keyboard.insertText(text.slice(characters))
    await this.#press(this.says.send)
  }

  /** The own messages of this visit, as the page tells of them. */
  get messages(): Locator {
    return this.composer.getByRole('listitem')
  }

  async leaveQuickly(): Promise<void> {
    await this.#press(this.says.leave)
    await this.composer.waitFor({ state: 'detached' })
  }

  close(): Promise<void> {
    return this.#context.close()
  }

  async #press(name: string): Promise<void> {
    await this.composer.getByRole('button', { name, exact: true }).click()
  }

  async #writing(): Promise<void> {
    await this.composer.getByRole('heading', { name: this.says.writeTitle }).waitFor()
  }
}

/** How a word is tapped: capital letters without accents, ñ kept. */
export function lettersOf(word: string): readonly string[] {
  const plain = word
    .normalize('NFD')
    .replace(/n\u0303/gu, 'ñ')
    .replace(/\p{M}/gu, '')
  return [...plain.toUpperCase()]
}
