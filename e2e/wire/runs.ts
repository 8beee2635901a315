/**
 * The book of all runs: one file for each, to which lines are only ever added. The first names plan,
 * commit and versions; each other is a pair of sessions, as features and not as traces, whether or not
 * it counts.
 */
import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Features } from './features.ts'
import type { DrawnPair } from './drawn-pair.ts'
import type { Deeds, Role } from './session.ts'

/** A run's first line. */
export interface RunHeading {
  readonly kind: 'run'
  readonly campaign: string
  readonly planDigest: string
  readonly commit: string
  readonly versions: Readonly<Record<string, string>>
  readonly startedAt: string
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

type Line = PairLine | RunEnd | RunHeading

/** A pair that counts, with its features by name. */
export interface CountedPair extends PairLine {
  readonly sessions: Readonly<Record<Role, KeptSession>>
  readonly featureNames: readonly string[]
}

/** A run that is being written. */
export class RunBook {
  readonly #path: string
  #turn: Promise<void>

  private constructor(path: string, heading: RunHeading) {
    this.#path = path
    this.#turn = this.#append(heading)
  }

  static async open(folder: string, heading: RunHeading): Promise<RunBook> {
    await mkdir(folder, { recursive: true })
    const moment = heading.startedAt.replace(/[:.]/gu, '-')
    return new RunBook(join(folder, `${heading.campaign}.${moment}.jsonl`), heading)
  }

  /** Adds a line; on disk when it resolves. */
  add(line: PairLine | RunEnd): Promise<void> {
    this.#turn = this.#turn.then(() => this.#append(line))
    return this.#turn
  }

  #append(line: Line): Promise<void> {
    return appendFile(this.#path, `${JSON.stringify(line)}\n`, { flush: true })
  }
}

/** The pairs of a campaign that count under this plan, each once: of several lines the first. */
export async function countedPairs(
  folder: string,
  campaign: string,
  planDigest: string,
): Promise<readonly CountedPair[]> {
  const found = new Map<number, CountedPair>()
  for (const name of (await namesIn(folder)).filter((one) => one.startsWith(`${campaign}.`))) {
    const [heading, ...lines] = await linesOf(join(folder, name))
    if (heading?.kind !== 'run' || heading.planDigest !== planDigest) continue
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

async function namesIn(folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  return (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).toSorted()
}

/** A line that was cut short by the end of its run is left out. */
async function linesOf(path: string): Promise<readonly Line[]> {
  const text = await readFile(path, 'utf8')
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Line]
    } catch {
      return []
    }
  })
}
