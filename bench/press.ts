// How much processor and memory the press takes for a whole site, beside Hugo on the same stories in
// the same run, each as a process from its start to its end, files read and written included; and how
// long an edition takes in which one story has changed. Hugo is skipped by name where it is missing.
import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openBenchPress, stylesheetOf } from './bench-press.ts'
import { corpusStory } from './press-corpus.ts'
import { writeHugoSite, writeHugoStory } from './press-hugo.ts'

const GNU_TIME = '/usr/bin/time'
const BUDGETS = { cpuRatio: 0.5, memoryRatio: 0.25, changedMillis: 500 }
/** The budgets are for a site of this many stories. */
const BUDGET_STORIES = 10_000

/** One measured process. */
export interface PressRow {
  readonly what: string
  readonly stories: number
  /** User and system time of the whole process. */
  readonly cpuSeconds?: number
  readonly peakMegabytes?: number
  /** Of Hugo's, in the same run. */
  readonly cpuRatio?: number
  readonly memoryRatio?: number
  /** Median, in a process that has printed the site before. */
  readonly changedMillis?: number
  readonly budget?: string
}

interface Usage {
  readonly cpuSeconds: number
  readonly peakMegabytes: number
}

interface Corpus {
  readonly folder: string
  readonly stories: string
  readonly hugo: string
}

const pressProcess = fileURLToPath(new URL('press-process.ts', import.meta.url))

async function writeCorpus(folder: string, count: number): Promise<Corpus> {
  const corpus = { folder, stories: join(folder, 'stories'), hugo: join(folder, 'hugo') }
  await mkdir(corpus.stories, { recursive: true })
  await writeHugoSite(corpus.hugo, stylesheetOf(openBenchPress().site([])))
  for (let number = 0; number < count; number++) {
    const [story, name] = [corpusStory(number), String(number).padStart(6, '0')]
    await writeFile(join(corpus.stories, `${name}.json`), JSON.stringify(story))
    await writeHugoStory(corpus.hugo, story, name)
  }
  return corpus
}

/** What `command` used; `undefined` if it, or what measures it, is not installed. */
function measured(command: string, ...args: readonly string[]): Usage | undefined {
  const run = spawnSync(GNU_TIME, ['-f', 'used %U %S %M', command, ...args], { encoding: 'utf8' })
  if (run.error !== undefined || run.status === 127) return undefined
  const used = /^used (?<user>[\d.]+) (?<system>[\d.]+) (?<kilobytes>\d+)$/mu.exec(run.stderr)
  if (run.status !== 0 || used?.groups === undefined) throw new Error(run.stderr)
  const [user, system, kilobytes] = ['user', 'system', 'kilobytes'].map((name) =>
    Number(used.groups?.[name]),
  )
  return {
    cpuSeconds: (user ?? NaN) + (system ?? NaN),
    peakMegabytes: Math.round((kilobytes ?? NaN) / 1000),
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN
}

function changedMillis({ stories }: Corpus): number {
  const { stdout } = spawnSync(process.execPath, [pressProcess, 'change', stories], {
    encoding: 'utf8',
  })
  return Math.round(median(JSON.parse(stdout) as number[]))
}

function ratio(ours: number, theirs: number): number {
  return Number((ours / theirs).toFixed(2))
}

function measureBoth(corpus: Corpus, stories: number): readonly PressRow[] {
  const press = measured(
    process.execPath,
    pressProcess,
    'print',
    corpus.stories,
    join(corpus.folder, 'out-press'),
  )
  const hugo = measured('hugo', '-s', corpus.hugo, '-d', join(corpus.folder, 'out-hugo'), '--quiet')
  const compared = press &&
    hugo && {
      cpuRatio: ratio(press.cpuSeconds, hugo.cpuSeconds),
      memoryRatio: ratio(press.peakMegabytes, hugo.peakMegabytes),
    }
  const budget = stories === BUDGET_STORIES && {
    budget: `CPU ≤ ${String(BUDGETS.cpuRatio)}, memory ≤ ${String(BUDGETS.memoryRatio)}, changed ≤ ${String(BUDGETS.changedMillis)} ms`,
  }
  return [
    {
      what: 'press',
      stories,
      ...press,
      ...compared,
      changedMillis: changedMillis(corpus),
      ...budget,
    },
    {
      what: hugo ? 'Hugo' : `Hugo: skipped, hugo or ${GNU_TIME} is not installed`,
      stories,
      ...hugo,
    },
  ]
}

/** Prints sites of 1,000 and of 10,000 stories of 800 words in each of two languages. */
export async function benchPress(counts = [1_000, BUDGET_STORIES]): Promise<readonly PressRow[]> {
  const rows: PressRow[] = []
  for (const count of counts) {
    const folder = mkdtempSync(join(tmpdir(), 'cronista-press-'))
    try {
      rows.push(...measureBoth(await writeCorpus(folder, count), count))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return rows
}

if (import.meta.main) console.table(await benchPress())
