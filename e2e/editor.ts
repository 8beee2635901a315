import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { texts, type Texts } from '@cronista/desk-ui/texts'
import type { Language } from '@cronista/protocol'
import { newProfile, type Size } from './chromium.ts'

/** An editor at the page of a desk. */
export class Editor {
  readonly page: Page
  readonly language: Language
  readonly says: Texts
  /** Errors that the browser told its console, violations of the Content-Security-Policy included. */
  readonly complaints: string[] = []
  readonly #context: BrowserContext

  private constructor(context: BrowserContext, page: Page, language: Language) {
    this.#context = context
    this.page = page
    this.language = language
    this.says = texts[language]
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (said) => {
      if (said.type() === 'error') this.complaints.push(said.text())
    })
  }

  static async open(browser: Browser, language: Language, size: Size): Promise<Editor> {
    const context = await newProfile(browser, size, language === 'es' ? 'es-MX' : 'en-US')
    return new Editor(context, await context.newPage(), language)
  }

  /** Opens the address that the terminal prints and types the passphrase. */
  async unlock(url: string, passphrase: string): Promise<void> {
    await this.page.goto(url)
    await this.tryPassphrase(passphrase)
    await this.page.getByRole('heading', { name: this.says.inbox.heading }).waitFor()
  }

  async tryPassphrase(passphrase: string): Promise<void> {
    await this.page.getByRole('textbox', { name: this.says.unlock.passphrase }).fill(passphrase)
    await this.page.getByRole('button', { name: this.says.unlock.submit }).click()
  }

  /** The inbox's conversation in which these words stand. */
  conversationWith(words: string): Locator {
    return this.page.getByRole('option').filter({ hasText: words })
  }

  async openConversation(words: string): Promise<void> {
    await this.conversationWith(words).click()
    await this.transcript.getByText(words).waitFor()
  }

  get transcript(): Locator {
    return this.page.getByRole('log')
  }

  async reply(text: string): Promise<void> {
    await this.page.locator('textarea').fill(text)
    await this.page.getByRole('button', { name: this.says.replyBox.send }).click()
    await this.transcript.getByText(text).waitFor()
  }

  async lock(): Promise<void> {
    await this.page.getByRole('button', { name: this.says.lock, exact: true }).click()
    await this.page.getByRole('heading', { name: this.says.unlock.heading }).waitFor()
  }

  close(): Promise<void> {
    return this.#context.close()
  }
}
