// Through whose eyes a site is looked at: by which line, with which browser, in which language, come from
// where.
import type { Language, Random } from '@cronista/protocol'
import type { Site } from '../site.ts'
import { languages, numberBelow, shuffled } from './drawing.ts'

/** Browsers that readers have, as a report names them. */
export const browserNames = [
  'chrome-android',
  'chrome-desktop',
  'firefox-desktop',
  'safari-iphone',
  'tor-browser',
] as const

/** One of {@link browserNames}. */
export type BrowserName = (typeof browserNames)[number]

/** By which line a site is asked. */
export type Line = 'direct' | 'socks'

/** One way of looking at a site. */
export interface View {
  readonly line: Line
  readonly browser: BrowserName
  readonly language: Language
  /** Whether pages are reached from a search engine. */
  readonly isFromSearch: boolean
  /** Whether it asks if what it has is still good. */
  readonly isRevalidating: boolean
}

/** Opens a site as a view sees it, on connections that no other view uses. */
export type OpenView = (view: View) => Site

/** All that one round looks through, in an order of its own: each browser on each line, the rest drawn. */
export function drawnViews(random: Random, lines: readonly Line[]): readonly View[] {
  const views = lines.flatMap((line) =>
    browserNames.map((browser) => ({
      line,
      browser,
      language: languages[numberBelow(random, languages.length)] ?? 'es',
      isFromSearch: numberBelow(random, 2) === 1,
      isRevalidating: numberBelow(random, 3) === 0,
    })),
  )
  return shuffled(random, views)
}

/** What a view is called in reports. */
export function nameOf({ line, browser, language, isFromSearch, isRevalidating }: View): string {
  const [from, again] = [isFromSearch ? ' search' : '', isRevalidating ? ' revalidating' : '']
  return `${line} ${browser} ${language}${from}${again}`
}
