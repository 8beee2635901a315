// What three kinds of people do on a page by mouse and keys alone, in a browser of which nothing can be
// asked. They cannot see, so each step waits as long as a loaded machine may need for the one before.
import { setTimeout as wait } from 'node:timers/promises'
import { parityHolds, wordList } from '@cronista/protocol'
import { lettersOf } from '../phone.ts'
import type { BlindBrowser, Place } from './blind-browser.ts'

/** Who reads, who looks into the composer and closes it, and who writes. */
export type BlindKind = 'contributor' | 'opener' | 'reader'

/** Where a hand goes that sees nothing. */
export interface BlindPlaces {
  /** The button that opens the composer. */
  readonly opener: Place
  /** The link to the front page. */
  readonly home: Place
}

/** What one of the contributors brings. */
export interface BlindLetter {
  /** The eight words, each by the letters after which it is the first that is offered. */
  readonly words: readonly string[]
  readonly text: string
}

const SCREEN_MILLIS = 4_000
/** Until the worker has drawn words; until it has derived a thread from eight. */
const WORDS_MILLIS = 6_000
const THREAD_MILLIS = 25_000
/** Until all parts have left twice, in the demonstration's times. */
const LEAVING_MILLIS = 25_000

/** Does what this kind does on the article, and closes the composer again. */
export async function actBlindly(
  kind: BlindKind,
  browser: BlindBrowser,
  { opener }: BlindPlaces,
  letter: BlindLetter,
): Promise<void> {
  if (kind === 'reader') return
  await browser.click(opener)
  await wait(SCREEN_MILLIS)
  if (kind === 'contributor') {
    await takesWords(browser)
    await leaves(browser)
    await browser.click(opener)
    await wait(SCREEN_MILLIS)
    await returnsWith(browser, letter.words)
    await writes(browser, letter.text)
  }
  await leaves(browser)
}

/** Asks for new words, and answers the exercise wrongly: they cannot be seen. */
async function takesWords({ keyboard }: BlindBrowser): Promise<void> {
  await keyboard.press('Tab', 'Tab', 'Return')
  await wait(WORDS_MILLIS)
  await keyboard.press('Tab', 'Return')
  await wait(SCREEN_MILLIS)
  await keyboard.press('Tab')
  await taps('agu', keyboard)
}

/** Comes with eight words of its own instead. */
async function returnsWith({ keyboard }: BlindBrowser, words: readonly string[]): Promise<void> {
  await keyboard.press('Tab', 'Return')
  await wait(SCREEN_MILLIS)
  // Past the places of the eight words, to the letters.
  await keyboard.press(...Array.from({ length: words.length + 1 }, () => 'Tab'))
  for (const letters of words) await taps(letters, keyboard)
  await wait(THREAD_MILLIS)
}

async function writes({ keyboard }: BlindBrowser, text: string): Promise<void> {
  await keyboard.press('Tab')
  await keyboard.type(text)
  await keyboard.press('Tab', 'Return')
  await wait(LEAVING_MILLIS)
}

async function leaves({ keyboard }: BlindBrowser): Promise<void> {
  await keyboard.press('Escape')
  await wait(SCREEN_MILLIS)
}

/** Letters, until few enough words are offered; then the first of them. */
async function taps(letters: string, keyboard: BlindBrowser['keyboard']): Promise<void> {
  await keyboard.press(...letters, 'Return')
}

/** So few words that the composer offers them. */
const OFFERED_AT_MOST = 14

/** Eight words that belong together, drawn from those that are offered first. */
export function drawFirstOffered(draw: () => number): readonly string[] {
  const offered = firstOffered()
  for (;;) {
    const drawn = Array.from({ length: 8 }, () => offered[Math.floor(draw() * offered.length)])
    const words = drawn.filter((word) => word !== undefined)
    if (parityHolds(words.map(({ index }) => index))) return words.map(({ letters }) => letters)
  }
}

function firstOffered(): readonly { readonly index: number; readonly letters: string }[] {
  const plain = wordList('es').map((word) => lettersOf(word).join('').toLowerCase())
  const found = new Map<string, number>()
  for (const [index, word] of plain.entries())
    for (let length = 1; length <= word.length; length++) {
      const letters = word.slice(0, length)
      if (plain.filter((other) => other.startsWith(letters)).length > OFFERED_AT_MOST) continue
      if (/^[a-z]+$/u.test(letters) && !found.has(letters)) found.set(letters, index)
      break
    }
  return [...found].map(([letters, index]) => ({ letters, index }))
}
