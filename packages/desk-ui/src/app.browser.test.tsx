import axe from 'axe-core'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { loadStyles, openPage, type OpenedPage } from './app.fixture.tsx'
import { MemoryDesk } from './desk.fixture.ts'
import { texts } from './texts/index.ts'

const es = texts.es

let desk: MemoryDesk
let opened: OpenedPage

beforeAll(loadStyles)

beforeEach(() => {
  desk = new MemoryDesk()
  document.title = 'Cronista'
  opened = openPage(desk)
})

afterEach(() => {
  opened.close()
})

const passphrase = () => page.getByRole('textbox', { name: es.unlock.passphrase })
const saying = (sentence: string) => page.getByText(sentence, { exact: false })
const conversation = (handle: string) => page.getByRole('option', { name: new RegExp(handle) })
const replyBox = (handle: string) => page.getByRole('textbox', { name: es.replyBox.label(handle) })

const storedKeys = () => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]

async function unlock(): Promise<void> {
  await passphrase().fill(desk.passphrase)
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('heading', { name: es.inbox.heading })).toBeVisible()
}

describe('the desk page', () => {
  it('says in words why it does not open, and opens with the right passphrase', async () => {
    await passphrase().fill('not this one')
    await userEvent.keyboard('{Enter}')
    await expect.element(saying(es.failures['wrong-passphrase'])).toBeVisible()
    await expect.element(passphrase()).toHaveFocus()
    await unlock()
    await expect.element(saying(es.inbox.emptyHeading).first()).toBeVisible()
  })

  it('is worked with the keyboard alone: open, answer, go back', async () => {
    desk.openThread('a', 'Garza de cantera', 'Buenas noches.')
    await unlock()
    await expect.element(conversation('Garza de cantera')).toBeVisible()
    const option = conversation('Garza de cantera').element() as HTMLElement
    for (let presses = 0; presses < 12 && document.activeElement !== option; presses += 1) {
      await userEvent.keyboard('{Tab}')
    }
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('heading', { name: 'Garza de cantera' })).toHaveFocus()
    await expect.element(page.getByRole('log').getByText('Buenas noches.')).toBeVisible()

    replyBox('Garza de cantera').element().focus()
    await expect.element(replyBox('Garza de cantera')).toHaveAccessibleDescription(/100,000/)
    await userEvent.keyboard('Nos llegó.{Control>}{Enter}{/Control}')
    await expect.element(saying(es.conversation.state.waiting.explanation)).toBeVisible()
    await expect.element(replyBox('Garza de cantera')).toHaveValue('')

    await userEvent.keyboard('{Escape}')
    await expect.element(conversation('Garza de cantera')).toHaveFocus()
  })

  it('marks a conversation as read once its words are on the screen', async () => {
    const thread = desk.openThread('a', 'Garza de cantera', 'Buenas noches.')
    await unlock()
    await expect.element(conversation(`${es.inbox.unread}: Garza de cantera`)).toBeVisible()
    await conversation('Garza de cantera').click()
    await vi.waitFor(() => expect(thread.unread).toBe(0))
  })

  it('keeps the draft when the desk cannot be reached, says so, and writes it once', async () => {
    const thread = desk.openThread('a', 'Garza de cantera', 'Buenas noches.')
    await unlock()
    await conversation('Garza de cantera').click()
    await replyBox('Garza de cantera').fill('Nos llegó.')
    desk.losesNextAnswer = true
    await page.getByRole('button', { name: es.replyBox.send }).click()
    await expect.element(saying(es.replyBox.unconfirmed)).toBeVisible()
    await expect.element(replyBox('Garza de cantera')).toHaveValue('Nos llegó.')
    await page.getByRole('button', { name: es.replyBox.retry }).click()
    await expect.element(replyBox('Garza de cantera')).toHaveValue('')
    expect(thread.entries.filter(({ kind }) => kind === 'reply')).toHaveLength(1)
  })

  it('keeps the draft, and nothing on the screen, when the desk was restarted', async () => {
    desk.openThread('a', 'Garza de cantera', 'Buenas noches.')
    await unlock()
    await conversation('Garza de cantera').click()
    await replyBox('Garza de cantera').fill('Nos llegó.')
    desk.restart()
    await expect.element(saying(es.unlock.expired)).toBeVisible()
    expect(document.body.textContent).not.toMatch(/Garza|Buenas|Nos llegó/)
    await expect.element(saying(es.unlock.draftsKept)).toBeVisible()
  })

  it('forgets everything when it is locked', async () => {
    desk.openThread('a', 'Garza de cantera', 'Buenas noches.')
    await unlock()
    await conversation('Garza de cantera').click()
    await replyBox('Garza de cantera').fill('Nos llegó.')
    await page.getByRole('button', { name: es.lock, exact: true }).click()
    await expect.element(saying(es.unlock.heading)).toBeVisible()
    expect(document.body.textContent).not.toMatch(/Garza|Buenas|Nos llegó/)
    expect(saying(es.unlock.draftsKept).elements()).toEqual([])
    expect(desk.asked).toContain('POST /api/lock')
  })

  it('leaves no trace of a conversation in address, history, title or storage', async () => {
    const address = location.href
    const entries = history.length
    desk.openThread('a', 'Garza de cantera', 'Buenas noches.')
    await unlock()
    const stored = storedKeys()
    await conversation('Garza de cantera').click()
    await replyBox('Garza de cantera').fill('Nos llegó.')
    await page.getByRole('button', { name: es.replyBox.send }).click()
    await expect.element(saying(es.conversation.state.waiting.explanation)).toBeVisible()
    expect(location.href).toBe(address)
    expect(history.length).toBe(entries)
    expect(document.title).toBe('Cronista')
    expect(storedKeys()).toEqual(stored)
    expect(await indexedDB.databases()).toEqual([])
    expect(document.cookie).toBe('')
  })

  it('offers the browser nothing to remember: no form, no password field, no spelling, no filling in', async () => {
    desk.openThread('a', 'Garza de cantera', 'Buenas noches.')
    const offered = () => [...document.querySelectorAll<HTMLInputElement>('form, input, textarea')]
    const inert = (field: HTMLInputElement): void => {
      expect(field.tagName).not.toBe('FORM')
      expect(field.type).not.toBe('password')
      expect(field.autocomplete).toBe('off')
      expect(field.spellcheck).toBe(false)
      expect(field.name).toBe('')
    }
    await expect.element(passphrase()).toBeVisible()
    offered().forEach(inert)
    await unlock()
    await conversation('Garza de cantera').click()
    await expect.element(replyBox('Garza de cantera')).toBeVisible()
    offered().forEach(inert)
  })

  it('shows of several unread messages how many they are, and how the first and the last begin', async () => {
    desk.openThread('a', 'Garza de cantera', 'Vi los camiones.', 'Eran tres.', 'Venían del norte.')
    desk.threads[0]!.unread = 2
    await unlock()
    const item = conversation('Garza de cantera')
    await expect.element(item.getByText(es.inbox.unreadMessages(2))).toBeVisible()
    await expect.element(item.getByText('Eran tres.')).toBeVisible()
    await expect.element(item.getByText('Venían del norte.')).toBeVisible()
    expect(item.element().textContent).not.toContain('camiones')
    await item.click()
    await expect.element(item.getByText(es.inbox.unreadMessages(2))).not.toBeInTheDocument()
  })

  it.each([360, 1280])(
    'opens at the first unread line of a long letter at %i px',
    async (width) => {
      await page.viewport(width, 800)
      const letter = Array.from({ length: 80 }, (_, line) => `Renglón ${String(line)}`).join('\n')
      desk.openThread('a', 'Garza de cantera', letter)
      desk.threads[0]!.unread = 0
      desk.receive('a', `Lo nuevo.\n${letter}`)
      await unlock()
      await conversation('Garza de cantera').click()
      const beginning = page.getByRole('log').getByText('Lo nuevo.', { exact: false })
      await vi.waitFor(() => {
        const { top } = beginning.element().getBoundingClientRect()
        expect(top).toBeGreaterThan(0)
        expect(top).toBeLessThan(480)
      })
      if (width < 700) return
      // What comes while the end is in view is shown from its beginning, too.
      const frame = page.getByRole('log').element()
      frame.scrollTop = frame.scrollHeight
      await vi.waitFor(() => expect(frame.scrollTop).toBeGreaterThan(500))
      await new Promise(requestAnimationFrame)
      desk.receive('a', `Algo más.\n${letter}`)
      const more = page.getByRole('log').getByText('Algo más.', { exact: false })
      await vi.waitFor(() => {
        const { top } = more.element().getBoundingClientRect()
        expect(top).toBeGreaterThan(0)
        expect(top).toBeLessThan(480)
      })
    },
  )

  it('shows a contributor’s words as text, whatever they are', async () => {
    desk.openThread('a', 'Garza de cantera', '<img src=x onerror="document.title=1"><b>hola</b>')
    await unlock()
    await conversation('Garza de cantera').click()
    await expect
      .element(page.getByRole('log').getByText('<b>hola</b>', { exact: false }))
      .toBeVisible()
    expect(document.querySelector('.words img, .words b')).toBeNull()
  })

  it('changes its language in place, and keeps what is being written', async () => {
    desk.openThread('a', 'Garza de cantera', 'Buenas noches.')
    await unlock()
    await conversation('Garza de cantera').click()
    await replyBox('Garza de cantera').fill('Nos llegó.')
    const choice = page.getByRole('radiogroup', { name: es.interfaceLanguage })
    await choice.getByRole('radio', { name: 'English' }).click()
    await expect
      .element(page.getByRole('textbox', { name: texts.en.replyBox.label('Garza de cantera') }))
      .toHaveValue('Nos llegó.')
    expect(document.documentElement.lang).toBe('en')
  })

  it('says in words what the desk warns of', async () => {
    desk.warnings.push({ code: 'relay-unreachable' })
    await unlock()
    await expect.element(saying(es.warnings['relay-unreachable'])).toBeVisible()
  })

  it.each([360, 1280])('has nothing that axe objects to at %i px', async (width) => {
    await page.viewport(width, 800)
    desk.openThread('a', 'Garza de cantera', 'Buenas noches.')
    const objections = async () => (await axe.run()).violations.map(({ id }) => id)
    await expect.element(passphrase()).toBeVisible()
    expect(await objections()).toEqual([])
    await unlock()
    await expect.element(conversation('Garza de cantera')).toBeVisible()
    expect(await objections()).toEqual([])
    await conversation('Garza de cantera').click()
    await expect.element(page.getByRole('log')).toBeVisible()
    expect(await objections()).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
  })
})
