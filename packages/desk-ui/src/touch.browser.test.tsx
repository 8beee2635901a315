// On a phone, whatever is pressed is as high and as wide as a finger: 44 CSS pixels (2.75rem).
import { afterEach, beforeAll, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { loadStyles, openPage, type OpenedPage } from './app.fixture.tsx'
import { MemoryDesk } from './desk.fixture.ts'
import { texts } from './texts/index.ts'

const FINGER_PIXELS = 44
const { unlock, inbox, lock, sections } = texts.es

let opened: OpenedPage | undefined

beforeAll(loadStyles)
afterEach(() => opened?.close())

/** What is shown, can be pressed, and is smaller than a finger. */
function tooSmall(): string[] {
  return [...document.querySelectorAll<HTMLElement>('button, input, textarea, select')]
    .map((target) => ({ target, box: target.getBoundingClientRect() }))
    .filter(({ target, box }) => box.width > 1 && !target.matches('.skip-link, [type=checkbox]'))
    .filter(({ box }) => Math.min(box.width, box.height) < FINGER_PIXELS - 0.5)
    .map(({ target, box }) => `${target.textContent}: ${box.width} × ${box.height}`)
}

it('gives fingers room on a phone: locked, and in the conversations', async () => {
  await page.viewport(360, 740)
  const desk = new MemoryDesk()
  opened = openPage(desk, { firstLanguage: 'es' })
  const passphrase = page.getByRole('textbox', { name: unlock.passphrase })
  await expect.element(passphrase).toBeVisible()
  expect(tooSmall()).toEqual([])
  await passphrase.fill(desk.passphrase)
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('heading', { name: inbox.heading })).toBeVisible()
  await expect.element(page.getByRole('button', { name: lock, exact: true })).toBeVisible()
  await expect.element(page.getByRole('button', { name: sections.site })).toBeVisible()
  expect(tooSmall()).toEqual([])
})
