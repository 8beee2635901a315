import type { Chunk } from './inputs.ts'
import type { Target } from './target.ts'

/** How many inputs stand in one chunk of a long run. */
export const CHUNK_INPUTS = 5_000

/** Divides so many inputs among the targets by their shares, in chunks: first the first of every target,
 *  then the others so that a run that is ended early has done the same part of each. */
export function planned(
  targets: readonly Target[],
  inputs: number,
  chunkInputs: number,
): readonly Chunk[] {
  const shares = targets.reduce((sum, target) => sum + shareOf(target), 0)
  const placed = targets.flatMap((target) => {
    const own = Math.ceil((inputs * shareOf(target)) / shares)
    const size = Math.max(20, Math.round(chunkInputs * Math.min(1, shareOf(target))))
    const count = Math.ceil(own / size)
    return Array.from({ length: count }, (_, number) => ({
      turn: number === 0 ? 0 : (number + 0.5) / count,
      chunk: { target: target.name, number, inputs: Math.min(size, own - number * size) },
    }))
  })
  return placed.sort((a, b) => a.turn - b.turn).map(({ chunk }) => chunk)
}

function shareOf(target: Target): number {
  return target.share ?? 1
}
