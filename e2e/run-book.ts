/** Books of runs that take hours: one file for each, to which lines are only ever added, so that a run goes on
 *  where the last one stopped. */
import { execFileSync } from 'node:child_process'
import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What every book's first line says. */
export interface BookHeading {
  readonly kind: 'run'
  /** SHA-256 of the plan that the run was made for. */
  readonly planDigest: string
  readonly commit: string
  readonly versions: Readonly<Record<string, string>>
  /** As ISO 8601 has it. */
  readonly startedAt: string
}

/** A book that is being written. */
export class RunBook<Heading extends BookHeading, Line> {
  readonly #path: string
  #turn: Promise<void>

  private constructor(path: string, heading: Heading) {
    this.#path = path
    this.#turn = this.#append(heading)
  }

  /** Begins a book of this name in a folder, which need not be there yet. */
  static async open<Heading extends BookHeading, Line>(
    folder: string,
    name: string,
    heading: Heading,
  ): Promise<RunBook<Heading, Line>> {
    await mkdir(folder, { recursive: true })
    const moment = heading.startedAt.replace(/[:.]/gu, '-')
    return new RunBook<Heading, Line>(join(folder, `${name}.${moment}.jsonl`), heading)
  }

  /** Adds a line; on disk when it resolves. */
  add(line: Line): Promise<void> {
    this.#turn = this.#turn.then(() => this.#append(line))
    return this.#turn
  }

  #append(line: Heading | Line): Promise<void> {
    return appendFile(this.#path, `${JSON.stringify(line)}\n`, { flush: true })
  }
}

/** A book that was written under some plan. */
export interface WrittenBook<Heading, Line> {
  readonly heading: Heading
  readonly lines: readonly Line[]
}

/** The books of this name that were written under this plan, the oldest first. A line that was cut short by
 *  the end of its run is left out. */
export async function booksOf<Heading extends BookHeading, Line>(
  folder: string,
  name: string,
  planDigest: string,
): Promise<readonly WrittenBook<Heading, Line>[]> {
  const books: WrittenBook<Heading, Line>[] = []
  for (const file of await filesOf(folder, name)) {
    const [heading, ...lines] = linesIn(await readFile(join(folder, file), 'utf8'))
    if (isHeading(heading) && heading.planDigest === planDigest)
      books.push({ heading: heading as Heading, lines: lines as Line[] })
  }
  return books
}

/** The commit that runs here, with a word where packages or journeys are not as it has them. */
export function commitHere(): string {
  try {
    const git = (...given: string[]): string =>
      execFileSync('git', given, { cwd: import.meta.dirname, encoding: 'utf8' }).trim()
    // The books themselves grow while they are written.
    const looked = ['../packages', '.', ':(exclude)*.jsonl']
    const changed = git('status', '--porcelain', '--', ...looked) === '' ? '' : ' and changes'
    return `${git('rev-parse', 'HEAD')}${changed}`
  } catch {
    return 'unknown'
  }
}

async function filesOf(folder: string, name: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  const files = await readdir(folder)
  return files.filter((one) => one.startsWith(`${name}.`) && one.endsWith('.jsonl')).toSorted()
}

function linesIn(text: string): readonly unknown[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as unknown]
    } catch {
      return []
    }
  })
}

function isHeading(line: unknown): line is BookHeading {
  return typeof line === 'object' && line !== null && 'kind' in line && line.kind === 'run'
}
