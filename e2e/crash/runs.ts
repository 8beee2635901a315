/** The book of kills: each has a line, and each world one more when its end was looked at. */
import { booksOf, type BookHeading } from '../run-book.ts'
import type { Audit } from './audit.ts'
import type { Kill } from './world.ts'

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

/** What a run adds to its book. */
export type RunLine = AuditLine | BrokenLine | KillLine

/** How its books begin. */
export const RUN_NAME = 'crash'

/** A world that came to its end. */
export interface EndedWorld {
  readonly audit: AuditLine
  readonly kills: readonly KillLine[]
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
  for (const { lines } of await booksOf<BookHeading, RunLine>(folder, RUN_NAME, planDigest)) {
    let kills: KillLine[] = []
    for (const line of lines) {
      if (line.kind === 'kill') {
        if (kills.some(({ world }) => world !== line.world)) {
          strayKills.push(...kills)
          kills = []
        }
        kills.push(line)
      } else if (line.kind === 'broken') broken.push(line)
      else {
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
