// What a fuzzer's thread does.
import { workerData } from 'node:worker_threads'
import { corpusOf, keepCorpus } from './corpus.ts'
import { targetNamed } from './homes.ts'
import { Inputs, type Chunk } from './inputs.ts'
import { judge } from './judge.ts'
import type { Broken, FromFuzzer, ToFuzzer, WorkerStart } from './messages.ts'
import { scouted } from './scout.ts'
import { shrunk } from './shrink.ts'

const { seed, watched } = workerData as WorkerStart
const watch = new Float64Array(watched)
/** One chunk shows a bug as well with three counterexamples as with ten thousand. */
const MOST_BROKEN = 3

async function run(chunk: Chunk): Promise<FromFuzzer> {
  const target = await targetNamed(chunk.target)
  const corpus = [...target.seeds, ...(await corpusOf(target))]
  const made = new Inputs(target, corpus, `${seed} chunk ${chunk.number}`)
  const outcomes = new Map<string, number>()
  const broken: Broken[] = []
  for (let place = 0; place < chunk.inputs; place++) {
    const input = made.next()
    watch[0] = place
    watch[1] = performance.timeOrigin + performance.now()
    const judgement = await judge(target, input)
    const outcome = judgement.kind === 'held' ? judgement.outcome : judgement.property
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    if (judgement.kind === 'held' || broken.length >= MOST_BROKEN) continue
    watch[1] = Infinity
    const { property, detail } = judgement
    broken.push({ property, detail, place, input, shrunk: await shrunk(target, input, judgement) })
  }
  watch[1] = Infinity
  return { kind: 'ran', chunk, outcomes: Object.fromEntries(outcomes), broken }
}

async function scout(name: string, inputs: number): Promise<FromFuzzer> {
  const target = await targetNamed(name)
  const { kept, ...reached } = await scouted(target, seed, inputs)
  await keepCorpus(target, kept)
  return { kind: 'scouted', target: name, kept: kept.length, ...reached }
}

/** Does a task and gives what came of it. */
export function done(task: ToFuzzer): Promise<FromFuzzer> {
  return task.kind === 'run' ? run(task.chunk) : scout(task.target, task.inputs)
}
