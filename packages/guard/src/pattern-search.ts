/**
 * Finds all patterns in one pass over the text, after Aho and Corasick: however many there are and
 * however alike, a letter of the text is looked at a bounded number of times.
 */
import { foldedLetters } from './name-forms.ts'
import { patternsOf } from './protected-pattern.ts'
import type { Pattern, ProtectedText } from './protected-pattern.ts'

const ROOT = 0
const SHORTEST_WORD = 3

/** Patterns that are looked for together. */
export class PatternSearch {
  /** The words of all texts, folded: one of them may be run together with another. */
  readonly words: ReadonlySet<string>
  /** By letter, and then by the beginning that it goes on from. */
  readonly #children = new Map<number, Map<number, number>>()
  readonly #patterns: (Pattern[] | undefined)[] = [undefined]
  /** The longest other beginning that ends here. */
  readonly #fallback: number[] = [ROOT]
  /** The nearest of these at which a pattern ends. */
  readonly #shorter: number[] = [ROOT]

  constructor(texts: readonly ProtectedText[]) {
    const words = texts.flatMap(({ text }) => text.split(/[^\p{L}\p{M}\p{N}]+/u)).map(foldedLetters)
    this.words = new Set(words.filter((word) => word.length >= SHORTEST_WORD))
    const levels: (readonly [node: number, parent: number, code: number])[][] = []
    for (const text of texts) for (const pattern of patternsOf(text)) this.#add(pattern, levels)
    for (const level of levels)
      for (const [node, parent, code] of level) this.#link(node, parent, code)
  }

  get isEmpty(): boolean {
    return this.#patterns.length === 1
  }

  #add(pattern: Pattern, levels: (readonly [number, number, number])[][]): void {
    let node = ROOT
    for (const [depth, code] of pattern.codes.entries()) {
      const children = this.#childrenBy(code)
      let child = children.get(node)
      if (child === undefined) {
        child = this.#patterns.push(undefined) - 1
        children.set(node, child)
        ;(levels[depth] ??= []).push([child, node, code])
      }
      node = child
    }
    ;(this.#patterns[node] ??= []).push(pattern)
  }

  #childrenBy(code: number): Map<number, number> {
    const children = this.#children.get(code) ?? new Map<number, number>()
    this.#children.set(code, children)
    return children
  }

  #link(node: number, parent: number, code: number): void {
    const fallback = parent === ROOT ? ROOT : this.#step(this.#fallback[parent] ?? ROOT, code)
    this.#fallback[node] = fallback
    const isEnd = this.#patterns[fallback] !== undefined
    this.#shorter[node] = isEnd ? fallback : (this.#shorter[fallback] ?? ROOT)
  }

  #step(from: number, code: number): number {
    const children = this.#children.get(code)
    if (children === undefined) return ROOT
    for (let node = from; ; node = this.#fallback[node] ?? ROOT) {
      const child = children.get(node)
      if (child !== undefined) return child
      if (node === ROOT) return ROOT
    }
  }

  /** Tells of each pattern in `codes` where it begins; by their ends, longer ones first. */
  find(codes: readonly number[], tell: (pattern: Pattern, start: number) => void): void {
    let node = ROOT
    for (let end = 1; end <= codes.length; end++) {
      node = this.#step(node, codes[end - 1] ?? 0)
      if (node !== ROOT) this.#tellOf(node, end, tell)
    }
  }

  #tellOf(node: number, end: number, tell: (pattern: Pattern, start: number) => void): void {
    for (let at = node; at !== ROOT; at = this.#shorter[at] ?? ROOT) {
      const patterns = this.#patterns[at]
      if (patterns === undefined) continue
      for (const pattern of patterns) tell(pattern, end - pattern.codes.length)
    }
  }
}

interface Kept {
  readonly texts: readonly ProtectedText[]
  readonly search: PatternSearch
}

// A file has hundreds of readings, all looked through for the same texts, often in a list made anew of
// them: the first of them stands for the list. Contents are compared, so that a list that was changed
// after its use is not taken for what it was. Nothing is kept of texts that their owner has let go.
const kept = new WeakMap<ProtectedText, Kept>()

function isSame(one: readonly ProtectedText[], other: readonly ProtectedText[]): boolean {
  if (one.length !== other.length) return false
  return one.every((text, at) => {
    const same = other[at]
    return text.id === same?.id && text.text === same.text && text.eachWord === same.eachWord
  })
}

/** The search for `texts`, made once for as long as they stay as they are. */
export function patternSearchFor(texts: readonly ProtectedText[]): PatternSearch {
  const [first] = texts
  const before = first && kept.get(first)
  if (before !== undefined && isSame(before.texts, texts)) return before.search
  const search = new PatternSearch(texts)
  if (first !== undefined) kept.set(first, { texts: texts.map((text) => ({ ...text })), search })
  return search
}
