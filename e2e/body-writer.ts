import type { Locator } from 'playwright-core'
import type { Language, SegmentKind } from '@cronista/newsroom'
import type { SeedSegment } from '@cronista/testbed'
import type { Editor } from './editor.ts'
import type { StoryWriter } from './story-writer.ts'

type SeedQuotation = Extract<SeedSegment, { kind: 'quotation' }>

/** An editor's hands in a story's body: keys, the mouse, the clipboard and the toolbar. */
export class BodyWriter {
  readonly #editor: Editor
  readonly #story: StoryWriter

  constructor(editor: Editor, story: StoryWriter) {
    this.#editor = editor
    this.#story = story
  }

  get segments(): Locator {
    return this.#editor.page.locator('.ProseMirror .segment')
  }

  /** What stands in one language, segment by segment. */
  texts(language: Language): Promise<string[]> {
    return this.segments.locator(`.cells [lang=${language}]`).allInnerTexts()
  }

  /** Takes a segment out whose other language is still empty. */
  async remove(segment: number): Promise<void> {
    const key = segment === 0 ? 'Delete' : 'Backspace'
    await this.#selectAllOf(segment, 'es')
    await this.#press(key)
    await this.#press(key)
  }

  /** Puts this where the segment's text was. */
  async rewrite(segment: number, language: Language, text: string): Promise<void> {
    await this.#selectAllOf(segment, language)
    await this.#editor.page.keyboard.insertText(text)
  }

  /** Pastes lines from here on, into one segment each. */
  async paste(segment: number, language: Language, lines: readonly string[]): Promise<void> {
    const { page } = this.#editor
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate((text) => navigator.clipboard.writeText(text), lines.join('\n'))
    await this.#goTo(segment, language)
    await this.#press('Control+v')
  }

  async setKind(segment: number, kind: SegmentKind): Promise<void> {
    const { page, says } = this.#editor
    await this.#goTo(segment, 'es')
    await page.getByRole('radio', { name: says.editor.kinds[kind], exact: true }).click()
  }

  /** Says who said it, when and where, and what the figures in it are; a source by its label. */
  async tellFacts(
    segment: number,
    quotation: SeedQuotation,
    labelOf: (source: string) => string,
  ): Promise<void> {
    const { quotation: said } = this.#editor.says.editor
    const { speaker, where, saidOn, spokenIn, figures } = quotation
    const choose = (name: string) => this.#fact(segment, name)
    await choose(said.speaker).selectOption(speaker.kind)
    if (speaker.kind === 'source')
      await choose(said.source).selectOption({ label: labelOf(speaker.source) })
    else await this.#inBoth(segment, said.publicName, speaker.label)
    await choose(said.saidOn).fill(saidOn)
    await this.#inBoth(segment, said.where, where)
    await choose(said.spokenIn).selectOption(spokenIn)
    if (figures !== undefined) await choose(said.figures).selectOption(figures)
  }

  async #inBoth(
    segment: number,
    name: string,
    text: { readonly es: string; readonly en: string },
  ): Promise<void> {
    const { editor } = this.#editor.says
    for (const language of ['es', 'en'] as const) {
      const label = editor.fieldIn(name, editor.inLanguage[language])
      await this.#fact(segment, label).fill(text[language])
    }
  }

  #fact(segment: number, name: string): Locator {
    return this.segments.nth(segment).getByLabel(name, { exact: true })
  }

  /** Puts the cursor there. No hand is so quick that the page would not have drawn before the next key. */
  async #goTo(segment: number, language: Language): Promise<void> {
    await this.#story.cell(segment, language).click()
    await this.#editor.page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    )
  }

  #selectAllOf(segment: number, language: Language): Promise<void> {
    return this.#story.cell(segment, language).click({ clickCount: 3 })
  }

  #press(key: string): Promise<void> {
    return this.#editor.page.keyboard.press(key)
  }
}
