import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { StoryMoveName } from '@cronista/desk/story-api'
import type { Bilingual, Language, StoryField } from '@cronista/newsroom'
import type { Editor } from './editor.ts'

const WAIT_MILLIS = 60_000

/** An editor at work on stories, as far as hands and eyes go. */
export class StoryWriter {
  readonly #editor: Editor

  constructor(editor: Editor) {
    this.#editor = editor
  }

  get #page() {
    return this.#editor.page
  }

  get #says() {
    return this.#editor.says
  }

  /** What stands beside the text: where the story is, and what can be done with it. */
  get review(): Locator {
    return this.#page.getByRole('complementary', { name: this.#says.review.heading })
  }

  async goTo(section: 'conversations' | 'devices' | 'site' | 'stories'): Promise<void> {
    const { label, ...names } = this.#says.sections
    const sections = this.#page.getByRole('navigation', { name: label })
    await sections.getByRole('button', { name: names[section] }).click()
  }

  /** Opens the story with this headline from the list, once it is there. */
  async open(headline: string): Promise<void> {
    await this.goTo('stories')
    const back = this.#page.getByRole('button', { name: this.#says.stories.back })
    if (await back.isVisible()) await back.click()
    const story = this.#page.getByRole('option').filter({ hasText: headline })
    await story.click({ timeout: WAIT_MILLIS })
    await this.review.waitFor()
  }

  async beginFromConversation(words: string): Promise<void> {
    await this.#editor.openConversation(words)
    await this.#press(this.#says.stories.fromConversation)
    await this.review.waitFor()
  }

  async fill(field: StoryField, text: Bilingual): Promise<void> {
    for (const language of ['es', 'en'] as const) await this.write(field, language, text[language])
  }

  async write(field: StoryField, language: Language, text: string): Promise<void> {
    await this.field(field, language).fill(text)
  }

  /** Makes it a part of a series that there is already. */
  async putIntoSeries(title: string, part: number): Promise<void> {
    const { editor } = this.#says
    await this.#page.getByLabel(editor.series, { exact: true }).selectOption({ label: title })
    await this.#page.getByRole('textbox', { name: editor.part, exact: true }).fill(String(part))
  }

  /** Signs with a pen name that does not exist yet. */
  async signAs(penName: string): Promise<void> {
    const { editor } = this.#says
    await this.#page.getByLabel(editor.penName).selectOption({ label: editor.newPenName })
    await this.#page.getByRole('textbox', { name: editor.penName, exact: true }).fill(penName)
    const making = this.#page.locator('.choices')
    await making.getByRole('button', { name: editor.makePenName, exact: true }).click()
    await expect
      .poll(() => this.#page.getByLabel(editor.penName).locator('option:checked').innerText())
      .toBe(penName)
  }

  /** One segment's text in one language. */
  cell(segment: number, language: Language): Locator {
    return this.#page
      .locator('.ProseMirror .segment')
      .nth(segment)
      .locator(`.cells [lang=${language}]`)
  }

  /** Types at the end of a segment, key by key. */
  async typeInto(segment: number, language: Language, text: string): Promise<void> {
    await this.cell(segment, language).click()
    await this.#page.keyboard.press('End')
    await this.#page.keyboard.type(text)
  }

  /** Waits until the desk has acknowledged every word. */
  async saved(): Promise<void> {
    await this.#page.getByText(this.#says.editor.saved).waitFor({ timeout: WAIT_MILLIS })
  }

  /** What may be done to the story now. */
  button(move: StoryMoveName): Locator {
    return this.review.getByRole('button', { name: this.#says.review.moves[move], exact: true })
  }

  async submit(): Promise<void> {
    await this.saved()
    await this.button('submit').click({ timeout: WAIT_MILLIS })
    await this.#page
      .getByRole('heading', { name: this.#says.review.proposed })
      .or(this.#page.getByRole('heading', { name: this.#says.review.proposedCorrection }))
      .first()
      .waitFor()
  }

  async approve(): Promise<void> {
    await this.review.getByLabel(this.#says.review.approveConfirm).check({ timeout: WAIT_MILLIS })
    await this.button('approve').click()
    await this.button('approve').waitFor({ state: 'detached' })
  }

  /** Publishes as soon as the hold is over, and waits until readers have it. */
  async publish(becomes: 'corrected' | 'published' | 'withdrawn'): Promise<void> {
    await this.review.getByLabel(this.#says.review.publishConfirm).check({ timeout: WAIT_MILLIS })
    await this.button('publish').click()
    await this.becomes(becomes)
  }

  async becomes(
    state: 'corrected' | 'held' | 'in-review' | 'published' | 'withdrawn',
  ): Promise<void> {
    const name = this.#says.stories.states[state]
    await this.#page
      .locator('.story-head .state')
      .filter({ hasText: name })
      .waitFor({ timeout: WAIT_MILLIS })
  }

  async noteCorrection(note: Bilingual): Promise<void> {
    const { review, editor } = this.#says
    for (const language of ['es', 'en'] as const) {
      const label = editor.fieldIn(review.correctionText, editor.inLanguage[language])
      await this.review.getByLabel(label).fill(note[language])
    }
    await this.button('note-correction').click()
    await this.review.getByRole('listitem').filter({ hasText: note.es }).first().waitFor()
  }

  /** The place where one of the story's texts is written, in one language. */
  field(field: StoryField, language: Language): Locator {
    const { editor } = this.#says
    const name = editor.fieldIn(editor.fields[field], editor.inLanguage[language])
    return this.#page.getByRole('textbox', { name, exact: true })
  }

  #press(name: string): Promise<void> {
    return this.#page.getByRole('button', { name, exact: true }).click()
  }
}
