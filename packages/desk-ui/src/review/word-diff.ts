/** A run of words of the one text, the other, or both. */
export interface WordRun {
  readonly kind: 'added' | 'kept' | 'removed'
  readonly text: string
}

/** The most words a side may have for a comparison word by word; above, one text stands for the other. */
const MOST_WORDS = 3000

/** What changed from one text to the other, word by word. The kept and removed runs together are
 *  `before`, the kept and added ones `after`. */
export function wordDiff(before: string, after: string): WordRun[] {
  const [old, next] = [wordsOf(before), wordsOf(after)]
  let start = 0
  while (start < old.length && start < next.length && old[start] === next[start]) start += 1
  let end = 0
  while (
    end < old.length - start &&
    end < next.length - start &&
    old[old.length - 1 - end] === next[next.length - 1 - end]
  )
    end += 1
  return joinedRuns([
    ...kept(old.slice(0, start)),
    ...changed(old.slice(start, old.length - end), next.slice(start, next.length - end)),
    ...kept(old.slice(old.length - end)),
  ])
}

/** Words, each with the space behind it. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/gu) ?? []
}

function kept(words: readonly string[]): WordRun[] {
  return words.map((text) => ({ kind: 'kept', text }))
}

function changed(old: readonly string[], next: readonly string[]): WordRun[] {
  if (old.length > MOST_WORDS || next.length > MOST_WORDS)
    return [
      { kind: 'removed', text: old.join('') },
      { kind: 'added', text: next.join('') },
    ]
  const common = commonLengths(old, next)
  const lengthAt = (i: number, j: number) => common[i * (next.length + 1) + j] ?? 0
  const runs: WordRun[] = []
  let [i, j] = [0, 0]
  for (;;) {
    const [word, other] = [old[i], next[j]]
    if (word === undefined && other === undefined) return runs
    if (word !== undefined && word === other) {
      runs.push({ kind: 'kept', text: word })
      i += 1
      j += 1
    } else if (
      word !== undefined &&
      (other === undefined || lengthAt(i + 1, j) >= lengthAt(i, j + 1))
    ) {
      runs.push({ kind: 'removed', text: word })
      i += 1
    } else if (other !== undefined) {
      runs.push({ kind: 'added', text: other })
      j += 1
    }
  }
}

/** Lengths of the longest common subsequences of all pairs of ends, row by row. */
function commonLengths(old: readonly string[], next: readonly string[]): Uint16Array {
  const width = next.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = next.length - 1; j >= 0; j -= 1) {
      const down = lengths[(i + 1) * width + j] ?? 0
      const right = lengths[i * width + j + 1] ?? 0
      const both = (lengths[(i + 1) * width + j + 1] ?? 0) + 1
      lengths[i * width + j] = old[i] === next[j] ? both : Math.max(down, right)
    }
  }
  return lengths
}

function joinedRuns(runs: readonly WordRun[]): WordRun[] {
  const joined: WordRun[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (run.text === '') continue
    if (last?.kind === run.kind) joined.splice(-1, 1, { ...run, text: last.text + run.text })
    else joined.push(run)
  }
  return joined
}
