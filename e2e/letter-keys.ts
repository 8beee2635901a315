import type { CDPSession, Page } from 'playwright-core'

/** The letter keys of any keyboard: Playwright knows those of the United States alone, which lack Ñ. */
export class LetterKeys {
  readonly #session: CDPSession

  private constructor(session: CDPSession) {
    this.#session = session
  }

  static async of(page: Page): Promise<LetterKeys> {
    return new LetterKeys(await page.context().newCDPSession(page))
  }

  /** Presses the key of this letter and lets it go. */
  async press(letter: string): Promise<void> {
    const key = letter.toLowerCase()
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key })
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
  }
}
