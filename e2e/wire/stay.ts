/**
 * The one thing that pages cannot make the same: how long somebody stays. Both sessions of a pair stay
 * equally long, so the classifier says nothing of it; here it is by itself, from the product's own
 * schedule and compression, and from two assumptions about people that are named where they are made.
 */
import {
  cut,
  packLetter,
  PART_BODY_BYTES,
  productionSchedule,
  type Spread,
} from '@cronista/protocol'
import { demoStories } from '@cronista/testbed'
import { Chance } from './chance.ts'

/** Assumed: how fast people type on a phone, in words a minute. */
const TYPED_WORDS = 36
/** Assumed: a whole article of 800 words is read at 238 words a minute, and readers differ: log-normal. */
const READING = { medianMinutes: 800 / 238, sigma: 0.8 }
/** Explanation, eight words learnt, exercise. Assumed. */
const BEGINNING_MINUTES = 3
const VISITS = 4_000
const MINUTE = 60_000

/** How long one stays to write a letter of so many words. Minutes are medians. */
export interface StayRow {
  readonly words: number
  readonly parts: number
  /** From *Send* until the page says that all has left. */
  readonly sendingMinutes: number
  /** The whole stay, if everything is written before the first *Send*. */
  readonly stayMinutes: number
  /** The whole stay, if each paragraph is sent when it is written. */
  readonly stayByParagraphMinutes: number
  /** Of readers, those who stay at least as long as `stayByParagraphMinutes`. */
  readonly readersAsLong: number
  /** How often, of one who writes by paragraphs and one who reads, the writer stays longer: the AUC of
   *  length of stay alone. */
  readonly auc: number
}

/** One row for each length. */
function stayTable(lengths: readonly number[] = [50, 150, 400, 1000]): StayRow[] {
  return lengths.map(rowFor)
}

function rowFor(words: number): StayRow {
  const chance = new Chance('length of stay', words)
  const parts = partsOf(words)
  const typing = words / TYPED_WORDS
  const sending: number[] = []
  const stays: number[] = []
  const byParagraph: number[] = []
  const reading: number[] = []
  for (let visit = 0; visit < VISITS; visit++) {
    const pace = Math.exp(0.3 * chance.normal())
    const written = (BEGINNING_MINUTES + typing) * pace
    const left = leavingMinutes(chance, written, parts)
    sending.push(left - written)
    stays.push(left)
    // While one paragraph is written the ones before leave: only the last part is waited for.
    const queuedAt = (BEGINNING_MINUTES + typing / Math.max(1, parts)) * pace
    byParagraph.push(
      parts === 1
        ? left
        : Math.max(leavingMinutes(chance, written, 1), leavingMinutes(chance, queuedAt, parts)),
    )
    reading.push(READING.medianMinutes * Math.exp(READING.sigma * chance.normal()))
  }
  const stayByParagraphMinutes = median(byParagraph)
  const asLong = reading.filter((minutes) => minutes >= stayByParagraphMinutes).length
  const longer = byParagraph.filter((minutes, visit) => minutes > (reading[visit] ?? 0)).length
  return {
    ...{ words, parts, stayByParagraphMinutes },
    sendingMinutes: median(sending),
    stayMinutes: median(stays),
    readersAsLong: asLong / VISITS,
    auc: longer / VISITS,
  }
}

/** When the last part has left for the second time, in minutes since the page was loaded. */
function leavingMinutes(chance: Chance, queuedAtMinutes: number, parts: number): number {
  const { firstTickMillis, tickMillis, slowTickMillis, ticksBeforeSlowing, sendsPerPart } =
    productionSchedule
  const draw = ([from, to]: Spread): number => chance.between(from, to)
  let at = draw(firstTickMillis)
  // The cell for the coming tick was sealed before.
  let left = parts * sendsPerPart + 1
  for (let tick = 1; ; tick++) {
    if (at >= queuedAtMinutes * MINUTE) left -= 1
    if (left === 0) return at / MINUTE
    at += draw(tick >= ticksBeforeSlowing ? slowTickMillis : tickMillis)
  }
}

/** Into how many parts a letter of so many words is cut: measured on the demonstration's own Spanish. */
function partsOf(words: number): number {
  const prose = demoStories
    .flatMap(({ segments }) => segments)
    .map(({ text }) => text.es)
    .join(' ')
    .split(/\s+/u)
  // Repeated text would deflate better than any letter does.
  if (words > prose.length) throw new RangeError('the stories are shorter than that letter')
  const text = prose.slice(0, words).join(' ')
  return cut(packLetter({ language: 'es', text }), PART_BODY_BYTES).length
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

/** The table's lines. */
export function stayLines(): readonly string[] {
  return [
    'Length of stay, which is not hidden (production’s schedule; typing 36 words a minute, an article of 800 words',
    'read at 238 a minute, log-normal with deviation 0.8, three minutes for words and exercise: assumed):',
    '    words  parts  sending  stay, all at once  stay, by paragraphs  readers as long  AUC of stay alone',
    ...stayTable().map(
      (row) =>
        `    ${String(row.words).padStart(5)}  ${String(row.parts).padStart(5)}  ${minutes(row.sendingMinutes)}  ${minutes(row.stayMinutes).padStart(17)}  ${minutes(row.stayByParagraphMinutes).padStart(19)}  ${`${Math.round(100 * row.readersAsLong)} %`.padStart(15)}  ${row.auc.toFixed(2).padStart(17)}`,
    ),
  ]
}

function minutes(number: number): string {
  return `${number.toFixed(1)} min`.padStart(7)
}
