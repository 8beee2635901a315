import axe from 'axe-core'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { loadStyles, openPage, type OpenedPage } from './app.fixture.tsx'
import { MemoryDesk } from './desk.fixture.ts'
import { languages, texts, type Language } from './texts/index.ts'

let desk: MemoryDesk
let opened: OpenedPage | undefined

beforeAll(loadStyles)

beforeEach(async () => {
  desk = new MemoryDesk()
  // As wide as shows the conversations beside the one that is open.
  await page.viewport(1280, 900)
})

afterEach(() => opened?.close())

async function unlock(firstLanguage: Language = 'es'): Promise<void> {
  opened = openPage(desk, { firstLanguage })
  const { unlock: words, inbox } = texts[firstLanguage]
  await page.getByRole('textbox', { name: words.passphrase }).fill(desk.passphrase)
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('heading', { name: inbox.heading })).toBeVisible()
}

const conversation = (handle: string) => page.getByRole('option', { name: new RegExp(handle) })

/** Reaches a button by the Tab key alone and presses it. */
async function pressByKeyboard(name: string): Promise<void> {
  const button = page.getByRole('button', { name })
  await expect.element(button).toBeVisible()
  const element = button.element() as HTMLElement
  for (let presses = 0; presses < 30 && document.activeElement !== element; presses += 1)
    await userEvent.keyboard('{Tab}')
  await userEvent.keyboard('{Enter}')
}

describe('a conversation that is filed away', () => {
  it('leaves the inbox, is found among those filed away, and comes back, by keyboard', async () => {
    const { inbox, conversation: words } = texts.es
    desk.openThread('a', 'Garza de cantera', 'Compre ahora.')
    desk.openThread('b', 'Nopal de barro', 'Vi los camiones.')
    await unlock()
    await conversation('Garza de cantera').click()
    await pressByKeyboard(words.fileAway)
    await expect.element(page.getByText(words.filedAway)).toBeVisible()
    await expect.element(conversation('Garza de cantera')).not.toBeInTheDocument()
    await expect.element(conversation('Nopal de barro')).toBeVisible()

    await pressByKeyboard(inbox.filed(1))
    await expect.element(conversation('Garza de cantera')).toBeVisible()
    await expect.element(conversation('Nopal de barro')).not.toBeInTheDocument()
    await conversation('Garza de cantera').click()
    await pressByKeyboard(words.takeBack)
    await expect.element(conversation('Nopal de barro')).toBeVisible()
    await expect.element(conversation('Garza de cantera')).toBeVisible()
  })

  it('is not announced, and what is new in it is not counted', async () => {
    const { inbox, sections } = texts.es
    desk.openThread('a', 'Garza de cantera', 'Compre ahora.').muted = true
    desk.openThread('b', 'Nopal de barro', 'Vi los camiones.')
    await unlock()
    await expect.element(page.getByText(sections.unread(1)).first()).toBeInTheDocument()
    desk.receive('a', 'Compre ya.')
    desk.receive('b', 'Eran tres.')
    await expect
      .element(page.getByText(inbox.arrived('Nopal de barro')).first())
      .toBeInTheDocument()
    expect(document.body.textContent).not.toContain(inbox.arrived('Garza de cantera'))
  })
})

describe('what is held back', () => {
  it('is counted at its conversation and let in from there', async () => {
    const { inbox, conversation: words } = texts.es
    desk.openThread('a', 'Garza de cantera', 'Uno.').held = 3
    await unlock()
    await expect.element(page.getByText(inbox.held(3))).toBeVisible()
    await conversation('Garza de cantera').click()
    await expect.element(page.getByText(words.held(3))).toBeVisible()
    await pressByKeyboard(words.admit)
    await expect.element(page.getByText(words.held(3))).not.toBeInTheDocument()
    await expect
      .element(page.getByRole('log').getByText('Retenido hasta ahora.').first())
      .toBeVisible()
  })

  it('of people without a conversation it is counted above the inbox and let in a few at a time', async () => {
    const { inbox } = texts.es
    desk.openThread('a', 'Garza de cantera', 'Uno.')
    desk.heldStrangers = { messages: 30, dropped: 4 }
    await unlock()
    await expect.element(page.getByText(inbox.strangersHeld(30))).toBeVisible()
    await expect.element(page.getByText(inbox.dropped(4))).toBeVisible()
    await pressByKeyboard(inbox.admitStrangers(20))
    await expect.element(page.getByText(inbox.strangersHeld(10))).toBeVisible()
    await pressByKeyboard(inbox.admitStrangers(10))
    await expect.element(page.getByText(inbox.strangersHeld(10))).not.toBeInTheDocument()
  })

  it.each(languages)('has nothing that axe objects to: %s', async (language) => {
    desk.openThread('a', 'Garza de cantera', 'Uno.').held = 3
    desk.openThread('b', 'Nopal de barro', 'Dos.').muted = true
    desk.heldStrangers = { messages: 30, dropped: 4 }
    await unlock(language)
    await conversation('Garza de cantera').click()
    await expect.element(page.getByText(texts[language].conversation.held(3))).toBeVisible()
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id }) => id)).toEqual([])
  })
})
