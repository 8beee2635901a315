/**
 * The book of all runs: one file for each, to which lines are only ever added. The first names plan, commit
 * and versions; then each kill has a line, and each world one more when its end was looked at.
 */
import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Audit } from './audit.ts'
import type { Kill } from './world.ts'

/** A run's first line. */
export interface RunHeading {
  readonly kind: 'run'
  readonly planDigest: string
  readonly commit: string
  readonly versions: Readonly<Record<string, string>>
  readonly startedAt: string
}

/** A kill's line. */
export interface KillLine extends Kill {
  readonly kind: 'kill'
  readonly world: number
  readonly number: number
}

/** A world's last line. */
export interface AuditLine extends Audit {
  readonly kind: 'audit'
  readonly world: number
  readonly minutes: number
}

/** A world that could not be run: what stopped it. It does not count, and is run again. */
export interface BrokenLine {
  readonly kind: 'broken'
  readonly world: number
  readonly why: string
}

type Line = AuditLine | BrokenLine | KillLine | RunHeading

/** A world that came to its end. */
export interface EndedWorld {
  readonly audit: AuditLine
  readonly kills: readonly KillLine[]
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
    return new RunBook(join(folder, `crash.${moment}.jsonl`), heading)
  }

  /** Adds a line; on disk when it resolves. */
  add(line: AuditLine | BrokenLine | KillLine): Promise<void> {
    this.#turn = this.#turn.then(() => this.#append(line))
    return this.#turn
  }

  #append(line: Line): Promise<void> {
    return appendFile(this.#path, `${JSON.stringify(line)}\n`, { flush: true })
  }
}

/** What the book has under this plan. */
export interface Found {
  /** Each once: of several the first, whatever came of it. */
  readonly worlds: readonly EndedWorld[]
  readonly broken: readonly BrokenLine[]
  /** Kills of worlds that did not come to their end. */
  readonly strayKills: readonly KillLine[]
}

/** Reads the book. */
export async function readRuns(folder: string, planDigest: string): Promise<Found> {
  const worlds = new Map<number, EndedWorld>()
  const broken: BrokenLine[] = []
  const strayKills: KillLine[] = []
  for (const name of await namesIn(folder)) {
    const [heading, ...lines] = await linesOf(join(folder, name))
    if (heading?.kind !== 'run' || heading.planDigest !== planDigest) continue
    let kills: KillLine[] = []
    for (const line of lines) {
      if (line.kind === 'kill') {
        if (kills.some(({ world }) => world !== line.world)) {
          strayKills.push(...kills)
          kills = []
        }
        kills.push(line)
      } else if (line.kind === 'broken') broken.push(line)
      else if (line.kind === 'audit') {
        if (worlds.has(line.world)) strayKills.push(...kills)
        else worlds.set(line.world, { audit: line, kills })
        kills = []
      }
    }
    strayKills.push(...kills)
  }
  const ended = [...worlds.values()].toSorted((a, b) => a.audit.world - b.audit.world)
  return { worlds: ended, broken, strayKills }
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
