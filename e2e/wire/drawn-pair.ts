import type { BrowserName, Protocol } from './browsers.ts'
import { Chance } from './chance.ts'
import { shareOf } from './paces.ts'
import type { Campaign, FaultKind } from './plan.ts'
import { soundLine, type LineFaults } from './trace.ts'

/** Everything that both sessions of a pair have in common, and what each does besides. Times are in
 *  milliseconds since the first page was asked for. */
export interface DrawnPair {
  readonly number: number
  readonly browser: BrowserName
  readonly protocol: Protocol
  readonly stayMillis: number
  /** The pages, each with the time at which it is asked for; the first at 0. */
  readonly pages: readonly { readonly atMillis: number; readonly path: string }[]
  readonly fault: FaultKind
  readonly faults: LineFaults
  readonly reader: { readonly opensComposer: boolean; readonly scrollsEveryMillis: number }
  readonly contributor: DrawnContributor
}

/** What the contributor of a pair does after the last page has come. */
export interface DrawnContributor {
  readonly returns: boolean
  /** Which of the words that were used before. */
  readonly wordsNumber: number
  readonly beginsAtMillis: number
  readonly confirms: boolean
  /** Texts, in characters, in the order in which they are sent. */
  readonly letters: readonly number[]
  /** Leaves the composer once everything is sent and reads on. */
  readonly leavesComposer: boolean
}

/** The pages there are, and how many of them one visit has at most. */
export interface SitePages {
  readonly paths: readonly string[]
  readonly pagesAtMost?: number
}

const PAGES_AT_MOST = 3
const PORTION_FOR_PAGES = 0.3
const WRITING_BEGINS_MILLIS = 5_000

/** Draws a pair of a campaign; the same for the same seed. */
export function drawPair(
  seed: string,
  campaign: Campaign,
  number: number,
  site: SitePages,
): DrawnPair {
  const chance = new Chance(seed, campaign.name, number)
  const line = campaign.lines[number % campaign.lines.length]
  if (line === undefined) throw new RangeError('a campaign without a browser')
  const stayMillis = drawStay(chance, campaign)
  const pages = drawPages(chance, stayMillis, site)
  const lastPageAt = pages.at(-1)?.atMillis ?? 0
  const fault = drawFault(chance, campaign)
  const tenths = shareOf(campaign.pace) * 10
  return {
    number,
    ...line,
    stayMillis,
    pages,
    fault,
    faults: drawFaults(chance, fault, stayMillis, shareOf(campaign.pace)),
    reader: {
      opensComposer: chance.share() < campaign.curiousShare,
      scrollsEveryMillis: Math.round(chance.between(800, 4_000)),
    },
    contributor: {
      returns: chance.share() < campaign.returningShare,
      wordsNumber: chance.whole(0, 2 ** 20),
      beginsAtMillis: Math.round(
        lastPageAt +
          chance.between(500, Math.min(WRITING_BEGINS_MILLIS * tenths, stayMillis * 0.15)),
      ),
      confirms: chance.share() < 0.25,
      letters: Array.from({ length: chance.whole(1, 2) }, () =>
        Math.round(Math.exp(chance.between(Math.log(60), Math.log(6_000)))),
      ),
      leavesComposer: chance.share() < 0.3,
    },
  }
}

function drawStay(chance: Chance, { stayMillis }: Campaign): number {
  const { median, sigma, least, most } = stayMillis
  for (;;) {
    const drawn = median * Math.exp(sigma * chance.normal())
    if (drawn >= least && drawn <= most) return Math.round(drawn)
  }
}

/** More pages, early in the stay: who writes does not leave the page any more. */
function drawPages(
  chance: Chance,
  stayMillis: number,
  { paths, pagesAtMost = PAGES_AT_MOST }: SitePages,
): DrawnPair['pages'] {
  const more = Array.from({ length: chance.whole(0, pagesAtMost - 1) }, () =>
    Math.round(chance.between(2_000, Math.max(2_500, stayMillis * PORTION_FOR_PAGES))),
  ).toSorted((a, b) => a - b)
  return [0, ...more].map((atMillis) => ({ atMillis, path: chance.oneOf(paths) }))
}

function drawFault(chance: Chance, { faults }: Campaign): FaultKind {
  let left = chance.share()
  for (const [kind, share] of Object.entries(faults)) {
    left -= share
    if (left < 0) return kind as FaultKind
  }
  return 'none'
}

function drawFaults(
  chance: Chance,
  fault: FaultKind,
  stayMillis: number,
  share: number,
): LineFaults {
  switch (fault) {
    case 'none':
      return soundLine
    case 'refuses':
      return { ...soundLine, refuses: true }
    case 'stalls': {
      // Longer and shorter than a page waits for an answer to a cell.
      const length = (): number => chance.between(5_000, 60_000) * share
      const stalls = Array.from({ length: chance.whole(1, 3) }, () => {
        const from = Math.round(chance.between(0.15, 0.9) * stayMillis)
        return [from, Math.round(from + length())] as const
      })
      return { ...soundLine, stalls: disjoint(stalls) }
    }
    case 'drops': {
      const dropsAtMillis = Array.from({ length: chance.whole(1, 4) }, () =>
        Math.round(chance.between(0.15, 0.95) * stayMillis),
      )
      return { ...soundLine, dropsAtMillis }
    }
  }
}

function disjoint(spans: readonly (readonly [number, number])[]): LineFaults['stalls'] {
  const sorted = spans.toSorted((a, b) => a[0] - b[0])
  return sorted.filter(([from], index) => index === 0 || from > (sorted[index - 1]?.[1] ?? 0))
}
