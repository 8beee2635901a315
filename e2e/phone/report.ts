// The outcome of a comparison, in words.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDrawnAnew, isExplained } from './explained.ts'
import { seededDraw } from './people.ts'
import { leaked } from './leaked.ts'
import type { BrowserName } from './pocket-browser.ts'
import type { Searched } from './search-profile.ts'
import { exclusive, separate } from './separation.ts'
import type { Traits } from './traits.ts'

const SHUFFLINGS = 9_999
/** Below this the two kinds count as told apart. */
const ALPHA = 0.01
const ENDINGS = [
  'closed after writing',
  'killed after reading a reply',
  'closed after leaving quickly',
]

interface StoredStage {
  readonly traits: Record<string, number>
  readonly searched: Searched
}
type StoredPair = readonly { readonly kind: string; readonly stages: readonly StoredStage[] }[]

/** Compares all pairs that are kept for a browser. Sets the exit code if they can be told apart by
 *  something that is not explained, or if something was found. */
export async function report(folder: string, browser: BrowserName, seed: number): Promise<string> {
  const names = (await readdir(folder))
    .filter((name) => name.startsWith(`${browser}-${seed}-`))
    .sort()
  const pairs = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as StoredPair),
  )
  const lines = [`${browser}: ${pairs.length} pairs, seed ${seed}`]
  for (const [stage, ending] of ENDINGS.entries()) {
    const of = (kind: string): StoredStage[] =>
      pairs.flatMap((pair) => pair.find((one) => one.kind === kind)?.stages[stage] ?? [])
    const [readers, contributors] = [of('reader'), of('contributor')]
    // Each pair has secrets of its own.
    const found = contributors.flatMap(({ searched }, pair) =>
      leaked(
        searched,
        readers.slice(pair, pair + 1).map((reader) => reader.searched),
      ),
    )
    const everybodys = readers.flatMap(({ searched }) => searched.found)
    const bytes = contributors.reduce((sum, { searched }) => sum + searched.bytes, 0)
    const outcome = compare(readers.map(unexplained), contributors.map(unexplained), seed)
    const told = compare(readers.map(whole), contributors.map(whole), seed)
    if (found.length > 0 || outcome.p < ALPHA) process.exitCode = 1
    lines.push(
      `  ${ending}: searched ${(bytes / 1e6).toFixed(0)} MB of contributors' profiles, found ${found.length}; in readers' too, who never had it, ${everybodys.length}`,
      ...[...new Set(found)].map((one) => `    FOUND ${one}`),
      ...[...new Set(everybodys)].map((one) => `    everybody's: ${one}`),
      `    ${outcome.varying} of ${outcome.all} traits vary; the best alone: p = ${outcome.p.toFixed(4)}, with what is explained p = ${told.p.toFixed(4)}`,
      ...told.best
        .slice(0, 12)
        .map(
          ({ trait, auc, readers: r, contributors: c }) =>
            `    AUC ${auc.toFixed(2)}${isExplained(trait) ? ' explained' : ''} ${trait}: ${middle(r)} / ${middle(c)}`,
        ),
      ...outcome.contributorsOnly
        .filter((trait) => !isDrawnAnew(trait))
        .map((trait) => `    contributors only: ${trait}`),
    )
  }
  return lines.join('\n')
}

function compare(readers: Traits[], contributors: Traits[], seed: number) {
  const separation = separate(readers, contributors, {
    shufflings: SHUFFLINGS,
    draw: seededDraw(seed),
  })
  return { ...separation, ...exclusive(readers, contributors) }
}

function whole({ traits }: StoredStage): Traits {
  return new Map(Object.entries(traits))
}

function unexplained({ traits }: StoredStage): Traits {
  return new Map(Object.entries(traits).filter(([trait]) => !isExplained(trait)))
}

function middle(amounts: readonly number[]): string {
  const sorted = [...amounts].sort((a, b) => a - b)
  return `${sorted[0] ?? 0}…${sorted.at(-1) ?? 0}`
}
