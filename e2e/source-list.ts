import type { SeedSource } from '@cronista/testbed'
import type { Editor } from './editor.ts'
import { StoryWriter } from './story-writer.ts'

/** The newsroom's sources, as an editor notes them on the desk's page. */
export class SourceList {
  readonly #editor: Editor

  constructor(editor: Editor) {
    this.#editor = editor
  }

  /** Goes there from wherever the page is, unless a story is open. */
  async open(): Promise<void> {
    const { page, says } = this.#editor
    await new StoryWriter(this.#editor).goTo('stories')
    await page.getByRole('button', { name: says.names.open }).click()
    await page.getByRole('heading', { name: says.names.heading }).waitFor()
  }

  /** Notes somebody: what may be printed, what was agreed, why no more, and what must not get out. */
  async add(source: SeedSource): Promise<void> {
    const { page, says, language } = this.#editor
    await page.getByRole('button', { name: says.names.newSource, exact: true }).click()
    const form = page.getByRole('group', { name: says.names.newSource, exact: true })
    const field = (name: string) => form.getByLabel(name, { exact: true })
    const inBoth = async (name: string, text: SeedSource['label']): Promise<void> => {
      for (const one of ['es', 'en'] as const)
        await field(says.editor.fieldIn(name, says.editor.inLanguage[one])).fill(text[one])
    }
    await field(says.names.level).selectOption(source.level)
    await inBoth(says.names.label, source.label)
    await field(says.consents.words).fill(source.consent.words)
    await field(says.consents.agreedOn).fill(source.consent.agreedOn)
    if (source.unnamedBecause !== undefined) {
      await inBoth(says.names.unnamedBecause, source.unnamedBecause)
      await field(says.names.deskReason).fill(source.deskReason ?? '')
      await field(says.names.hiddenFrom).fill(source.hiddenFrom ?? '')
    }
    await form.getByRole('button', { name: says.names.save, exact: true }).click()
    await this.#protect(source, source.label[language])
  }

  /** In the list that opens once somebody is saved. */
  async #protect({ protections = [] }: SeedSource, label: string): Promise<void> {
    const { page, says } = this.#editor
    const list = page.getByRole('group', { name: says.protections.of(label), exact: true })
    for (const { kind, text } of protections) {
      await list.getByLabel(says.protections.kind, { exact: true }).selectOption(kind)
      await list.getByLabel(says.protections.text, { exact: true }).fill(text)
      await page.keyboard.press('Enter')
      await list.getByRole('listitem').filter({ hasText: text }).waitFor()
    }
    await list.getByRole('button', { name: says.protections.close, exact: true }).click()
    await list.waitFor({ state: 'detached' })
  }
}
