// A whole run: every target scouted, then the inputs, chunk by chunk, in as many threads as there are.
import { corpusOf } from './corpus.ts'
import { noteFound } from './found.ts'
import { Fuzzer } from './fuzzer.ts'
import { Inputs, type Chunk } from './inputs.ts'
import type { Broken, FromFuzzer } from './messages.ts'
import { planned } from './plan.ts'
import { isDone, type Progress } from './progress.ts'
import { removeScratch } from './scratch.ts'
import type { Target } from './target.ts'

/** What to run. */
export interface Run {
  readonly targets: readonly Target[]
  readonly progress: Progress
  readonly threads: number
  /** How many inputs to look for a corpus with, each target; 0 takes the corpus as it is. */
  readonly scoutInputs: number
  /** How many inputs are run at once, and noted as done together. */
  readonly chunkInputs: number
  /** When to stop, by `performance.now()`, whatever is left but the first chunk of each target. */
  readonly untilMillis: number
  /** Told after each chunk. */
  readonly onProgress: (done: Progress) => void
  /** Keeps what has been done, now and then and at the end. */
  readonly keep: (done: Progress) => Promise<void>
}

const KEEP_EVERY_MILLIS = 5_000

/** Runs until everything is done or the time is over; writes counterexamples and progress as it goes. */
export async function runFuzz(run: Run): Promise<void> {
  const { progress, targets, untilMillis } = run
  const names = targets.map(({ name }) => name).filter((name) => !(name in progress.scouted))
  const chunks = planned(targets, progress.inputs, run.chunkInputs).filter(
    (chunk) => !isDone(progress, chunk),
  )
  const isTimeLeft = () => performance.now() < untilMillis
  let keptAtMillis = performance.now()
  const told = async () => {
    run.onProgress(progress)
    if (performance.now() - keptAtMillis < KEEP_EVERY_MILLIS) return
    keptAtMillis = performance.now()
    await run.keep(progress)
  }
  await inThreads(run, async (fuzzer) => {
    while (run.scoutInputs > 0 && isTimeLeft()) {
      const target = names.shift()
      if (target === undefined) return
      const ended = await fuzzer.do({ kind: 'scout', target, inputs: run.scoutInputs })
      const nothing = { kept: 0, reachedBySeeds: 0, reached: 0 }
      progress.scouted[target] = ended.kind === 'answered' ? scoutedOf(ended.answer) : nothing
      await told()
    }
  })
  await inThreads(run, async (fuzzer) => {
    while (isTimeLeft() || chunks[0]?.number === 0) {
      const chunk = chunks.shift()
      if (chunk === undefined) return
      await runChunk(run, fuzzer, chunk)
      await told()
    }
  })
  await run.keep(progress)
  removeScratch()
}

async function inThreads(
  { progress, threads }: Run,
  work: (fuzzer: Fuzzer) => Promise<void>,
): Promise<void> {
  const fuzzers = Array.from({ length: threads }, () => new Fuzzer(progress.seed))
  await Promise.all(
    fuzzers.map(async (fuzzer) => {
      await work(fuzzer)
      await fuzzer.end()
    }),
  )
}

async function runChunk(run: Run, fuzzer: Fuzzer, chunk: Chunk): Promise<void> {
  const { progress } = run
  const ended = await fuzzer.do({ kind: 'run', chunk })
  const counts = (progress.outcomes[chunk.target] ??= {})
  if (ended.kind === 'lost') {
    const input = await inputAt(run, chunk, ended.place)
    const property = ended.why === 'died' ? 'asks-for-too-much' : 'takes-too-long'
    const detail = `the thread ${ended.why}`
    await note(run, chunk, { property, detail, place: ended.place, input, shrunk: input })
    counts[property] = (counts[property] ?? 0) + ended.place + 1
  } else if (ended.answer.kind === 'ran') {
    for (const one of ended.answer.broken) await note(run, chunk, one)
    for (const [outcome, count] of Object.entries(ended.answer.outcomes))
      counts[outcome] = (counts[outcome] ?? 0) + count
  }
  ;(progress.done[chunk.target] ??= []).push(chunk.number)
}

/** Makes the input again that a thread was lost with. */
async function inputAt({ targets, progress }: Run, chunk: Chunk, place: number) {
  const target = targets.find(({ name }) => name === chunk.target)
  if (target === undefined) throw new TypeError('a chunk names a target')
  const corpus = [...target.seeds, ...(await corpusOf(target))]
  const made = new Inputs(target, corpus, `${progress.seed} chunk ${chunk.number}`)
  for (let left = place; left > 0; left--) made.next()
  return made.next()
}

async function note({ progress }: Run, chunk: Chunk, broken: Broken): Promise<void> {
  const { property, detail, place } = broken
  const path = await noteFound({
    target: chunk.target,
    property,
    detail,
    seed: progress.seed,
    chunk: chunk.number,
    place,
    input: Buffer.from(broken.input).toString('base64'),
    shrunk: Buffer.from(broken.shrunk).toString('base64'),
  })
  if (!progress.found.includes(path)) progress.found.push(path)
}

function scoutedOf(answer: FromFuzzer): Progress['scouted'][string] {
  if (answer.kind !== 'scouted') throw new TypeError('a scout tells what it scouted')
  const { kept, reachedBySeeds, reached } = answer
  return { kept, reachedBySeeds, reached }
}
