/** The book of pairs: each line is a pair of sessions, as features and not as traces, whether or not it
 *  counts. */
import { booksOf, type BookHeading } from '../run-book.ts'
import type { Features } from './features.ts'
import type { DrawnPair } from './drawn-pair.ts'
import type { Deeds, Role } from './session.ts'

/** A run's first line. */
export interface RunHeading extends BookHeading {
  readonly campaign: string
  readonly featureNames: readonly string[]
}

/** One session of a pair, as it is kept. */
export interface KeptSession {
  readonly features: readonly number[]
  readonly deeds: Deeds
  readonly worstDelayMillis: number
}

/** A pair's line. */
export interface PairLine {
  readonly kind: 'pair'
  readonly number: number
  /** Why it does not count; absent if it does. */
  readonly invalid?: string
  readonly line: string
  readonly fault: DrawnPair['fault']
  readonly stayMillis: number
  readonly returns: boolean
  readonly curious: boolean
  readonly sessions?: Readonly<Record<Role, KeptSession>>
}

/** How a run ended, if it came to its end: how many letters the desk had by then. */
export interface RunEnd {
  readonly kind: 'end'
  readonly lettersArrived: number
}

/** A pair that counts, with its features by name. */
export interface CountedPair extends PairLine {
  readonly sessions: Readonly<Record<Role, KeptSession>>
  readonly featureNames: readonly string[]
}

/** The pairs of a campaign that count under this plan, each once: of several lines the first. */
export async function countedPairs(
  folder: string,
  campaign: string,
  planDigest: string,
): Promise<readonly CountedPair[]> {
  const found = new Map<number, CountedPair>()
  const books = await booksOf<RunHeading, PairLine | RunEnd>(folder, campaign, planDigest)
  for (const { heading, lines } of books) {
    for (const line of lines) {
      if (line.kind !== 'pair' || line.invalid !== undefined || line.sessions === undefined)
        continue
      const { sessions } = line
      if (!found.has(line.number))
        found.set(line.number, { ...line, sessions, featureNames: heading.featureNames })
    }
  }
  return [...found.values()].toSorted((a, b) => a.number - b.number)
}

/** The features of a kept session by their names. */
export function featuresByName(pair: CountedPair, role: Role): Features {
  const { features } = pair.sessions[role]
  return Object.fromEntries(pair.featureNames.map((name, place) => [name, features[place] ?? 0]))
}
