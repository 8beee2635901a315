// `npm run prove:wire`: goes on where the last run stopped, and prints the table.
//     --campaign NAME …   only these campaigns
//     --report            only the table, of what there is
//     --plan PATH --runs FOLDER   another plan, with a book of its own
//     --founded FOLDER    a newsroom to begin from
//     --traces FOLDER     keeps whole traces there
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env, versions } from 'node:process'
import { parseArgs } from 'node:util'
import { demoStories } from '@cronista/testbed'
import { commitHere, RunBook } from '../run-book.ts'
import { runCampaign } from './campaign-run.ts'
import { featureNames } from './features.ts'
import { foundForReturning, readWords } from './founding.ts'
import { openNewsroom } from './newsroom.ts'
import { readPlan, type Campaign, type Plan } from './plan.ts'
import { linesOf, reportOn } from './report.ts'
import { stayLines } from './stay.ts'
import { countedPairs, type PairLine, type RunEnd, type RunHeading } from './runs.ts'

/** An edition has room for fifteen answers. */
const CONVERSATIONS = 12

const { values } = parseArgs({
  options: {
    campaign: { type: 'string', multiple: true },
    report: { type: 'boolean', default: false },
    plan: { type: 'string' },
    runs: { type: 'string', default: join(import.meta.dirname, 'runs') },
    /** A newsroom that was founded before; without it, one is founded. */
    founded: { type: 'string' },
    /** Keeps whole traces there, which are not for the book. */
    traces: { type: 'string' },
  },
})
const { plan, digest } = await readPlan(values.plan)
const chosen = plan.campaigns.filter(
  ({ name }) => values.campaign === undefined || values.campaign.includes(name),
)
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => process.exit(130))
if (!values.report) await runAll(chosen)
process.exitCode = (await printTable(chosen)) ? 0 : 1

async function runAll(campaigns: readonly Campaign[]): Promise<void> {
  const waiting: { campaign: Campaign; numbers: readonly number[] }[] = []
  for (const campaign of campaigns) {
    const counted = await countedPairs(values.runs, campaign.name, digest)
    const done = new Set(counted.map(({ number }) => number))
    const numbers = Array.from({ length: campaign.pairs }, (_, number) => number)
    const left = numbers.filter((number) => !done.has(number))
    if (left.length > 0) waiting.push({ campaign, numbers: left })
  }
  if (waiting.length === 0) return
  const folder = values.founded ?? (await mkdtemp(join(tmpdir(), 'cronista-wire-founded-')))
  try {
    if (values.founded === undefined) {
      console.log('Founding a newsroom that has answered twelve people …')
      await foundForReturning(folder, CONVERSATIONS)
    }
    for (const { campaign, numbers } of waiting) await run(plan, campaign, numbers, folder)
  } finally {
    if (values.founded === undefined)
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function run(
  plan: Plan,
  campaign: Campaign,
  numbers: readonly number[],
  statePath: string,
): Promise<void> {
  console.log(`${campaign.name}: ${numbers.length} of ${campaign.pairs} pairs to run`)
  const { pace, leak } = campaign
  const newsroom = await openNewsroom({ statePath, pace, leak, answers: true })
  const startedAt = new Date()
  const book = await RunBook.open<RunHeading, PairLine | RunEnd>(values.runs, campaign.name, {
    ...{ kind: 'run', campaign: campaign.name, planDigest: digest },
    ...{ commit: commitHere(), versions: versionsHere(), startedAt: startedAt.toISOString() },
    featureNames: featureNames(),
  })
  let counted = 0
  try {
    await runCampaign({
      ...{ plan, campaign, newsroom, numbers, paths: sitePaths() },
      words: await readWords(statePath),
      onPair: async (line, traces) => {
        await book.add(line)
        if (values.traces !== undefined) await keepTraces(values.traces, campaign, line, traces)
        if (line.invalid === undefined) counted += 1
        const minutes = ((Date.now() - startedAt.getTime()) / 60_000).toFixed(1)
        const word = line.invalid ?? 'counts'
        console.log(`  ${minutes} min, ${counted}/${numbers.length}: pair ${line.number} ${word}`)
      },
    })
    await book.add({ kind: 'end', lettersArrived: await newsroom.countLetters() })
  } finally {
    await newsroom.close()
  }
}

function sitePaths(): readonly string[] {
  const articles = demoStories.slice(0, 2).map(({ fields }) => `/es/${fields.slug.es}/`)
  return ['/es/', ...articles, ...articles]
}

async function keepTraces(
  folder: string,
  campaign: Campaign,
  { number }: PairLine,
  traces: readonly unknown[],
): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${campaign.name}-${number}.json`), JSON.stringify(traces))
}

async function printTable(campaigns: readonly Campaign[]): Promise<boolean> {
  let all = true
  for (const campaign of campaigns) {
    const report = await reportOn(values.runs, plan, digest, campaign)
    for (const line of linesOf(report)) console.log(line)
    all &&= report.passed === true
  }
  for (const line of stayLines()) console.log(line)
  return all
}

function versionsHere(): Readonly<Record<string, string>> {
  const versionOf = (program: string): string => {
    try {
      return execFileSync(program, ['--version'], { encoding: 'utf8' }).trim()
    } catch {
      return 'unknown'
    }
  }
  return {
    node: versions.node,
    openssl: versions.openssl,
    chromium: versionOf(env['CRONISTA_CHROMIUM'] ?? '/usr/bin/chromium'),
    firefox: versionOf(env['CRONISTA_FIREFOX'] ?? '/usr/bin/firefox-esr'),
  }
}
