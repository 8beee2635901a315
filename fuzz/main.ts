// `npm run fuzz`: every parser of outside bytes, ten million inputs unless told otherwise.
//   npm run fuzz -- --inputs 100000 --seed monday --only roster-trust,cell-open
//   npm run fuzz -- --again fuzz/found/NAME.json     one counterexample, once more
// A run that was ended goes on where it was when the same seed and number of inputs are given.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { readFound } from './found.ts'
import { judge } from './judge.ts'
import { CHUNK_INPUTS } from './plan.ts'
import { inputsDone, keepProgress, progressOf, type Progress } from './progress.ts'
import { runFuzz } from './run.ts'
import { removeScratch } from './scratch.ts'
import { targetNamed } from './homes.ts'
import { targets } from './targets.ts'

const { values } = parseArgs({
  options: {
    again: { type: 'string' },
    inputs: { type: 'string', default: '10000000' },
    minutes: { type: 'string', default: '100000' },
    only: { type: 'string' },
    scout: { type: 'string', default: '4096' },
    seed: { type: 'string', default: 'cronista' },
    threads: { type: 'string', default: String(availableParallelism()) },
  },
})

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    removeScratch()
    process.exit(1)
  })

process.exitCode = values.again === undefined ? await run() : await again(values.again)

async function run(): Promise<number> {
  const names = values.only?.split(',')
  const chosen = names === undefined ? targets : await Promise.all(names.map(targetNamed))
  const progress = await progressOf(values.seed, Number(values.inputs))
  const begunMillis = performance.now()
  const doneBefore = inputsDone(progress)
  await runFuzz({
    targets: chosen,
    progress,
    threads: Number(values.threads),
    scoutInputs: Number(values.scout),
    chunkInputs: CHUNK_INPUTS,
    untilMillis: begunMillis + Number(values.minutes) * 60_000,
    keep: keepProgress,
    onProgress: (now) => drawBar(now, begunMillis, doneBefore),
  })
  console.log()
  console.table(tableOf(progress))
  const seconds = (performance.now() - begunMillis) / 1000
  const done = inputsDone(progress)
  console.log(
    `${done.toLocaleString('en')} inputs, seed "${values.seed}", ${Math.round(seconds)} s this time`,
  )
  for (const path of progress.found) console.log(`broken: ${path}`)
  return progress.found.length === 0 ? 0 : 1
}

function drawBar(progress: Progress, begunMillis: number, doneBefore: number): void {
  if (!process.stdout.isTTY && inputsDone(progress) % 20 !== 0) return
  const done = inputsDone(progress)
  const part = Math.min(1, done / progress.inputs)
  const perSecond = (done - doneBefore) / ((performance.now() - begunMillis) / 1000)
  const bar = '█'.repeat(Math.round(part * 30)).padEnd(30, '·')
  const scouted = Object.keys(progress.scouted).length
  const line = `${bar} ${done.toLocaleString('en')} inputs, ${Math.round(perSecond).toLocaleString('en')}/s, ${scouted} scouted, ${progress.found.length} broken`
  process.stdout.write(`\r${line}\u001b[K`)
}

function tableOf(progress: Progress): Record<string, object> {
  return Object.fromEntries(
    Object.entries(progress.outcomes).map(([name, counts]) => {
      const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
      const { reachedBySeeds = 0, reached = 0 } = progress.scouted[name] ?? {}
      const accepted = counts['accepted'] ?? 0
      return [
        name,
        { inputs: all, accepted, outcomes: Object.keys(counts).length, reachedBySeeds, reached },
      ]
    }),
  )
}

async function again(path: string): Promise<number> {
  const found = await readFound(path)
  const target = await targetNamed(found.target)
  for (const input of [found.input, found.shrunk]) {
    const judgement = await judge(target, new Uint8Array(Buffer.from(input, 'base64')))
    console.log(judgement)
    if (judgement.kind === 'broken') return 1
  }
  return 0
}
