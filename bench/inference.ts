// What remains visible when all the cryptography holds, in numbers: who can be the writer, for somebody
// who sees which phones visit when and for how long. See docs/threat-model.md, "What remains, in numbers".
import { guessedTown, type Town } from './inference-town.ts'

const usual: Town = {
  readers: 100,
  stories: 3,
  holdDays: [3, 14],
  writingMinutes: 20,
  writer: 'weekly',
}
const SEED = 2026
/** Towns lived through for each line; fewer of the largest. */
const RUNS = 200
const RUNS_OF_LARGE = 40

/** Everything, table by table as lines of one: what is varied, and what the observer is left with. */
export function benchInference(): Record<string, object> {
  const lines: Record<string, object> = {}
  for (const stories of [1, 3, 10])
    for (const readers of [5, 20, 100, 1000])
      lines[`${stories} stories, ${readers} readers in town`] = measured({
        ...usual,
        stories,
        readers,
      })
  for (const days of [0, 1, 3, 7, 14])
    for (const readers of [5, 20, 100, 1000])
      lines[`hold of ${days} days, ${readers} readers`] = measured({
        ...usual,
        readers,
        holdDays: [days, days],
      })
  for (const writingMinutes of [3, 6, 10, 20, 40])
    lines[`stays of ${writingMinutes} minutes to write`] = measured({ ...usual, writingMinutes })
  for (const writer of ['never', 'rare', 'weekly', 'daily'] as const)
    lines[`a writer who comes to read: ${writer}`] = measured({ ...usual, writer })
  for (const writer of ['never', 'daily'] as const)
    lines[`the same, writing in 6 minutes: ${writer}`] = measured({
      ...usual,
      writer,
      writingMinutes: 6,
    })
  // Other people's phones hide, whoever pays for them. One's own do not: whoever runs ten thousand knows
  // which they are and leaves them out, and the town is what it was.
  lines['20 readers and 980 fake ones that the observer does not know'] = measured({
    ...usual,
    readers: 1000,
  })
  lines['20 readers and 980 fake ones of the observer'] = measured({ ...usual, readers: 20 })
  return lines
}

/** Chance that a changed script, served to so many of a thousand views, is seen by monitors that make so
 *  many views a day, on the first day and within a week. A server that tells monitors from visitors, by
 *  address or by habit, shows them nothing: then it is 0 whatever stands here. */
export function benchTargetedScript(): Record<string, object> {
  const lines: Record<string, object> = {}
  for (const targeted of [1, 10, 100, 1000])
    for (const views of [24, 144, 1440]) {
      const missed = 1 - targeted / 1000
      const found = (days: number) => percent(1 - missed ** (views * days))
      lines[`${targeted} of 1,000 views, ${views} monitored views a day`] = {
        'found in a day': found(1),
        'found in a week': found(7),
      }
    }
  return lines
}

function measured(town: Town, runs = town.readers >= 1000 ? RUNS_OF_LARGE : RUNS): object {
  const uniform = uniformOf(SEED)
  const guesses = Array.from({ length: runs }, () => guessedTown(town, uniform))
  const ranks = guesses.map(({ rank }) => rank).sort((a, b) => a - b)
  const share = (most: number) => ranks.filter((rank) => rank <= most).length / runs
  const candidates = guesses.reduce((sum, guess) => sum + guess.candidates, 0) / runs
  return {
    'candidates that remain': Math.round(candidates * 10) / 10,
    'median rank of the writer': ranks[Math.floor(runs / 2)] ?? 0,
    'named first': percent(share(1)),
    'among the first five': percent(share(5)),
  }
}

function percent(part: number): string {
  return `${(part * 100).toFixed(part > 0.995 || part < 0.005 ? 1 : 0)} %`
}

/** Numbers from 0 to below 1, the same for the same seed: mulberry32. */
export function uniformOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
