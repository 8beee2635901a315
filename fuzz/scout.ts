import { Coverage } from './coverage.ts'
import { Inputs } from './inputs.ts'
import { judge } from './judge.ts'
import type { Target } from './target.ts'

const OWN_CODE = /\/packages\/[a-z-]+\/src\//u
/** What is kept of one target, so that a corpus stays small enough to live beside the code. */
const MOST_KEPT = 48
const MOST_KEPT_BYTES = 60_000
/** New inputs come from old ones: after each round, what was kept is mutated too. */
const ROUNDS = 8

/** What scouting found. */
export interface Scouted {
  /** Inputs that reached something new, without the seeds. */
  readonly kept: readonly Uint8Array[]
  /** How many different things were reached by the seeds, and by all. */
  readonly reachedBySeeds: number
  readonly reached: number
}

/** Looks for inputs that reach what the seeds and the inputs before them did not: other blocks of the
 *  code, the same ones many more times, or another outcome. */
export async function scouted(target: Target, seed: string, inputs: number): Promise<Scouted> {
  const coverage = new Coverage(target.covers ?? OWN_CODE)
  const outcomes = new Set<string>()
  const kept: Uint8Array[] = []
  let keptBytes = 0
  const reachesMore = async (input: Uint8Array): Promise<boolean> => {
    const judgement = await judge(target, input)
    const outcome = judgement.kind === 'held' ? judgement.outcome : judgement.property
    const before = outcomes.size
    return coverage.isNew() || outcomes.add(outcome).size > before
  }
  for (const one of target.seeds) await reachesMore(one)
  const reachedBySeeds = coverage.size
  for (let round = 0; round < ROUNDS; round++) {
    const made = new Inputs(target, [...target.seeds, ...kept], `${seed} scout ${round}`)
    for (let left = inputs / ROUNDS; left > 0; left--) {
      const input = made.next()
      const hasRoom = kept.length < MOST_KEPT && keptBytes + input.length <= MOST_KEPT_BYTES
      if (!(await reachesMore(input)) || !hasRoom) continue
      kept.push(input)
      keptBytes += input.length
    }
  }
  return { kept, reachedBySeeds, reached: coverage.size }
}
