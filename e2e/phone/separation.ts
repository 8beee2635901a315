// Can the traits of a profile tell which of two kinds of people it belongs to? The measure is how
// much profiles of one kind differ among themselves.
import type { Traits } from './traits.ts'

/** A trait, and how well it alone tells the two kinds apart. */
export interface Separator {
  readonly trait: string
  /** Area under the ROC curve: ½ says nothing, 0 or 1 says everything. */
  readonly auc: number
  readonly readers: readonly number[]
  readonly contributors: readonly number[]
}

/** The outcome for one set of profiles. */
export interface Separation {
  /** How many traits were not the same in all profiles. */
  readonly varying: number
  readonly all: number
  /** The traits that tell most, the best first. */
  readonly best: readonly Separator[]
  /** How likely some trait would tell as much if the labels meant nothing: the share of shufflings of
   *  the labels in which the best of all traits does. It counts how many traits were looked at. */
  readonly p: number
}

const NAMED = 40

/** Compares two sets of profiles by the maximum over all traits of |AUC − ½|, whose distribution is
 *  that of `shufflings` random exchanges of the labels, drawn with `draw` from [0, 1). */
export function separate(
  readers: readonly Traits[],
  contributors: readonly Traits[],
  { shufflings, draw }: { shufflings: number; draw: () => number },
): Separation {
  const profiles = [...readers, ...contributors]
  const names = new Set(profiles.flatMap((traits) => [...traits.keys()]))
  const varying = [...names]
    .map((trait) => ({ trait, amounts: profiles.map((traits) => traits.get(trait) ?? 0) }))
    .filter(({ amounts }) => amounts.some((amount) => amount !== amounts[0]))
  const ranked = varying.map(({ amounts }) => ranksOf(amounts))
  const truth = profiles.map((_, index) => index >= readers.length)
  const measured = ranked.map((ranks) => areaUnder(ranks, truth))
  const strongest = Math.max(0, ...measured.map((auc) => Math.abs(auc - 0.5)))
  let asStrong = 1
  for (let turn = 0; turn < shufflings; turn++) {
    const labels = shuffled(truth, draw)
    const isAsStrong = ranked.some((ranks) => Math.abs(areaUnder(ranks, labels) - 0.5) >= strongest)
    // Where nothing varies, nothing tells, under any labels.
    if (isAsStrong || ranked.length === 0) asStrong++
  }
  const best = varying
    .map(({ trait, amounts }, index) => ({
      ...{ trait, auc: measured[index] ?? 0.5 },
      readers: amounts.slice(0, readers.length),
      contributors: amounts.slice(readers.length),
    }))
    .sort((a, b) => Math.abs(b.auc - 0.5) - Math.abs(a.auc - 0.5))
    .slice(0, NAMED)
  return { varying: varying.length, all: names.size, best, p: asStrong / (shufflings + 1) }
}

/** Traits that no reader has and some contributor does, or the other way round. */
export function exclusive(
  readers: readonly Traits[],
  contributors: readonly Traits[],
): { readonly contributorsOnly: string[]; readonly readersOnly: string[] } {
  const had = (profiles: readonly Traits[]): Set<string> =>
    new Set(profiles.flatMap((traits) => [...traits.keys()]))
  const [read, wrote] = [had(readers), had(contributors)]
  return {
    contributorsOnly: [...wrote].filter((trait) => !read.has(trait)).sort(),
    readersOnly: [...read].filter((trait) => !wrote.has(trait)).sort(),
  }
}

/** Places in order of size; equals share the middle of theirs. */
function ranksOf(amounts: readonly number[]): readonly number[] {
  return amounts.map((amount) => {
    const below = amounts.filter((other) => other < amount).length
    const equal = amounts.filter((other) => other === amount).length
    return below + (equal + 1) / 2
  })
}

function areaUnder(ranks: readonly number[], isContributor: readonly boolean[]): number {
  let sum = 0
  let count = 0
  for (const [index, rank] of ranks.entries())
    if (isContributor[index] === true) {
      sum += rank
      count++
    }
  return (sum - (count * (count + 1)) / 2) / (count * (ranks.length - count))
}

function shuffled(labels: readonly boolean[], draw: () => number): boolean[] {
  const mixed = [...labels]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(draw() * (last + 1))
    const [a, b] = [mixed[last] ?? false, mixed[other] ?? false]
    mixed[last] = b
    mixed[other] = a
  }
  return mixed
}
