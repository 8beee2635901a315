import { patternsOf } from './protected-pattern.ts'
import type { Pattern, ProtectedText } from './protected-pattern.ts'

/** Patterns by their first two letters, so that a page is read once for all of them. */
export interface PatternIndex {
  readonly isEmpty: boolean
  /** Those that may begin at `start`; the caller compares the rest. */
  candidates(codes: readonly number[], start: number): readonly Pattern[]
}

const BUCKETS = 4096
const NONE: readonly Pattern[] = []

function bucketOf(first: number, second: number): number {
  return ((first * 61) ^ second) & (BUCKETS - 1)
}

function indexOf(texts: readonly ProtectedText[]): PatternIndex {
  const buckets = new Array<Pattern[] | undefined>(BUCKETS).fill(undefined)
  let isEmpty = true
  for (const pattern of texts.flatMap(patternsOf)) {
    const bucket = bucketOf(pattern.codes[0] ?? 0, pattern.codes[1] ?? 0)
    ;(buckets[bucket] ??= []).push(pattern)
    isEmpty = false
  }
  return {
    isEmpty,
    candidates: (codes, start) =>
      buckets[bucketOf(codes[start] ?? 0, codes[start + 1] ?? 0)] ?? NONE,
  }
}

interface Kept {
  readonly texts: readonly ProtectedText[]
  readonly index: PatternIndex
}

// A file has hundreds of readings, all looked through for the same texts. Their contents are compared,
// so that a list that was changed after its first use is not taken for what it was.
const kept = new WeakMap<readonly ProtectedText[], Kept>()

function isSame(one: readonly ProtectedText[], other: readonly ProtectedText[]): boolean {
  if (one.length !== other.length) return false
  return one.every(({ id, text }, at) => id === other[at]?.id && text === other[at].text)
}

/** The index of `texts`, made once for as long as they stay as they are. */
export function patternIndexOf(texts: readonly ProtectedText[]): PatternIndex {
  const before = kept.get(texts)
  if (before !== undefined && isSame(before.texts, texts)) return before.index
  const index = indexOf(texts)
  kept.set(texts, { texts: texts.map(({ id, text }) => ({ id, text })), index })
  return index
}
