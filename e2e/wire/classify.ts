import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { env } from 'node:process'
import { text } from 'node:stream/consumers'
import type { Features } from './features.ts'
import type { Plan } from './plan.ts'

/** One session as the classifier gets it. */
export interface Sample {
  readonly features: Features
  readonly isContributor: boolean
  readonly pair: number
}

/** One model's success. */
export interface ModelResult {
  readonly model: string
  /** 0.5 is chance, 1 is certainty. */
  readonly auc: number
  /** One-sided, 95 %, by a bootstrap over pairs; the lower one likewise. */
  readonly upperBound: number
  readonly lowerBound: number
  /** How often the contributor of a pair is the one that looks more like it. */
  readonly withinPairs: number
  /** Of each session, in the order given: how much it looks like a contributor's. */
  readonly scores: readonly number[]
}

/** How well each model tells contributors from readers, out of fold. */
export interface Verdict {
  readonly results: readonly ModelResult[]
  /** The features that the forest looked at most, trained on everything: where to look for a cause. */
  readonly leading: readonly string[]
}

/** What the classifier writes: features by their places. */
interface Answer {
  readonly results: readonly ModelResult[]
  readonly leading: readonly number[]
}

/** Debian's, which sees Debian's packages. */
const PYTHON = env['CRONISTA_PYTHON'] ?? '/usr/bin/python3'

/** Trains and tests with scikit-learn; rejects with what Python said if it cannot. */
export async function classify(
  samples: readonly Sample[],
  settings: Plan['classifier'],
): Promise<Verdict> {
  const names = Object.keys(samples[0]?.features ?? {})
  const question = {
    features: samples.map(({ features }) => names.map((name) => features[name] ?? 0)),
    isContributor: samples.map(({ isContributor }) => (isContributor ? 1 : 0)),
    pairs: samples.map(({ pair }) => pair),
    settings,
  }
  const child = spawn(PYTHON, [join(import.meta.dirname, 'classify.py')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // One thread each: the machine has other work.
    env: { ...env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  })
  child.stdin.end(JSON.stringify(question))
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  const [said, complaint, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    exited,
  ])
  if (code !== 0) throw new RangeError(complaint)
  const { results, leading } = JSON.parse(said) as Answer
  return { results, leading: leading.map((place) => names[place] ?? '') }
}
