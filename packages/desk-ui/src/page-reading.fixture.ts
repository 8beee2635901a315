import { expect } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { OpenedPage } from './app.fixture.tsx'
import type { MemoryDesk } from './desk.fixture.ts'
import { texts, type Language } from './texts/index.ts'

/** Unlocks the desk on this page, and waits for it. */
export async function unlock(
  opened: OpenedPage,
  desk: MemoryDesk,
  language: Language = 'es',
): Promise<void> {
  const here = page.getByTestId(opened.container.dataset['testid'] ?? '')
  await here.getByRole('textbox', { name: texts[language].unlock.passphrase }).fill(desk.passphrase)
  await userEvent.keyboard('{Enter}')
  const { heading } = texts[language].inbox
  await expect.element(here.getByRole('heading', { name: heading })).toBeVisible()
}

/** Goes to the stories and opens the one with this headline. */
export async function openStory(
  opened: OpenedPage,
  headline: RegExp,
  language: Language = 'es',
): Promise<void> {
  const here = page.getByTestId(opened.container.dataset['testid'] ?? '')
  const { sections, review } = texts[language]
  await here.getByRole('button', { name: new RegExp(`^${sections.stories}`, 'u') }).click()
  await here.getByRole('option', { name: headline }).click()
  await expect.element(here.getByRole('complementary', { name: review.heading })).toBeVisible()
}

/** The text of a story's body as the page shows it: Spanish and English of each segment. */
export function shownBody(opened: OpenedPage): [string, string][] {
  return [...opened.container.querySelectorAll('.segment')].map((segment) => [
    textOf(segment, '.cell.es'),
    textOf(segment, '.cell.en'),
  ])
}

function textOf(segment: Element, selector: string): string {
  return [...segment.querySelectorAll(selector)].map(({ textContent }) => textContent).join('|')
}

/** Puts the cursor at the end of one cell of the body, as a click behind its last character does. */
export async function clickCell(
  opened: OpenedPage,
  segment: number,
  language: Language,
): Promise<void> {
  const cell = opened.container
    .querySelectorAll('.segment')
    .item(segment)
    .querySelector(`.cell.${language}`)
  if (cell === null) throw new RangeError('no such cell')
  await page.elementLocator(cell).click()
  await userEvent.keyboard('{End}')
}
