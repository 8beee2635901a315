// `npm run prove:crash`: goes on where the last run stopped, and prints the table.
//     --report                only the table, of what there is
//     --worlds N              at most so many newsrooms this time
//     --plan PATH --runs FOLDER   another plan, with a book of its own
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { versions } from 'node:process'
import { parseArgs } from 'node:util'
import { commitHere, RunBook, type BookHeading } from '../run-book.ts'
import { drawAims, readPlan } from './plan.ts'
import { reportOf } from './report.ts'
import { runWorld } from './run-world.ts'
import { readRuns, RUN_NAME, type RunLine } from './runs.ts'
import { makeTemplate } from './template.ts'

const { values } = parseArgs({
  options: {
    report: { type: 'boolean', default: false },
    worlds: { type: 'string', default: 'all' },
    plan: { type: 'string' },
    runs: { type: 'string', default: join(import.meta.dirname, 'runs') },
  },
})
const { plan, digest } = await readPlan(values.plan)
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => process.exit(130))
if (!values.report) await runAll()
const { lines, passed } = reportOf(plan, await readRuns(values.runs, digest))
for (const line of lines) console.log(line)
process.exitCode = passed ? 0 : 1

async function runAll(): Promise<void> {
  const { worlds } = await readRuns(values.runs, digest)
  const done = new Set(worlds.map(({ audit }) => audit.world))
  const left = Array.from({ length: plan.worlds }, (_, number) => number)
    .filter((number) => !done.has(number))
    .slice(0, values.worlds === 'all' ? plan.worlds : Number(values.worlds))
  if (left.length === 0) return
  const folder = await mkdtemp(join(tmpdir(), 'cronista-crash-'))
  let kept: string | undefined
  // A proof that is interrupted leaves nothing behind either, unless something was wrong.
  process.on('exit', () => {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  const startedAt = new Date()
  const book = await RunBook.open<BookHeading, RunLine>(values.runs, RUN_NAME, {
    ...{ kind: 'run', planDigest: digest, commit: commitHere() },
    ...{ versions: { node: versions.node, sqlite: versions['sqlite'] ?? 'unknown' } },
    startedAt: startedAt.toISOString(),
  })
  console.log('Founding a newsroom …')
  const template = await makeTemplate(join(folder, 'world'), {
    ...{ contributors: plan.contributors, entriesBefore: plan.entriesBefore },
    segmentMaxCells: plan.segmentMaxCells[0] ?? 1,
  })
  for (const number of left)
    kept =
      (await runWorld({
        ...{ seed: plan.seed, number, template, aims: drawAims(plan, number) },
        segmentMaxCells: plan.segmentMaxCells[number % plan.segmentMaxCells.length] ?? 1,
        async onLine(line) {
          await book.add(line)
          console.log(said(line, startedAt))
        },
      })) ?? kept
  if (kept !== undefined)
    console.log(`What is left of newsrooms with a fault stands under ${folder}.`)
}

function said(
  line: Parameters<Parameters<typeof runWorld>[0]['onLine']>[0],
  startedAt: Date,
): string {
  const minutes = ((Date.now() - startedAt.getTime()) / 60_000).toFixed(1)
  const before = `  ${minutes} min, newsroom ${line.world}`
  if (line.kind === 'broken') return `${before}: could not be run: ${line.why}`
  const faults = line.faults.length === 0 ? 'no fault' : line.faults.join('; ')
  if (line.kind === 'kill')
    return `${before}, kill ${line.number}: ${line.victims.join(' and ')}, ${line.aim}${line.isHit ? '' : ' (missed)'}: ${faults}`
  return `${before}: ${line.cellsAnswered} cells, ${line.lettersArrived} letters at both desks: ${faults}`
}
