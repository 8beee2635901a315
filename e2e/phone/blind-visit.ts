// What three kinds of people do on a page by mouse and keys alone, in a browser of which nothing can be
// asked. They cannot see, so each step waits as long as a loaded machine may need for the one before.
import { setTimeout as wait } from 'node:timers/promises'
import type { BlindBrowser, Place } from './blind-browser.ts'

/** Who reads, who looks into the composer and closes it, and who begins to tell their words there. */
export type BlindKind = 'opener' | 'reader' | 'returning'

/** Where a hand goes that sees nothing. */
export interface BlindPlaces {
  /** The button that opens the composer. */
  readonly opener: Place
  /** The link to the front page. */
  readonly home: Place
}

const SCREEN_MILLIS = 4_000
/** Letters of words; each narrows the list that is offered. */
const LETTERS = ['abr', 'bar', 'cal', 'dan']

/** Does what this kind does on the article, and closes the composer again. */
export async function actBlindly(
  kind: BlindKind,
  browser: BlindBrowser,
  { opener }: BlindPlaces,
): Promise<void> {
  if (kind === 'reader') return
  const { keyboard } = browser
  await browser.click(opener)
  await wait(SCREEN_MILLIS)
  if (kind === 'returning') {
    await keyboard.press('Tab', 'Return')
    await wait(SCREEN_MILLIS)
    for (const letters of LETTERS)
      await keyboard.press(...letters, ...Array.from(letters, () => 'BackSpace'))
  }
  await keyboard.press('Escape')
  await wait(SCREEN_MILLIS)
}
