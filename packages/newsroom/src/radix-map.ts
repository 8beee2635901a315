// A map that is never changed: `with` gives another that shares all but one path with this one. Message
// ids are chosen by whoever writes, so a path is as long as two keys can be alike and no longer: no
// choice of keys makes one slow.

interface Leaf<Value> {
  readonly key: string
  readonly value: Value
}

/** Keys that are alike up to `at` and differ there. */
interface Branch<Value> {
  readonly at: number
  /** Units of the keys at `at`, ascending; {@link END} for a key that ends there. */
  readonly labels: readonly number[]
  readonly children: readonly Node<Value>[]
}

type Node<Value> = Branch<Value> | Leaf<Value>

const END = -1

/** A map from text, in the order of its keys. Reading and {@link with} take a time that the number of
 *  entries hardly changes. */
export class RadixMap<Value> implements ReadonlyMap<string, Value> {
  readonly size: number
  readonly #root: Node<Value> | undefined

  private constructor(root: Node<Value> | undefined, size: number) {
    this.#root = root
    this.size = size
  }

  /** A map without entries. */
  static empty<Value>(): RadixMap<Value> {
    return new RadixMap<Value>(undefined, 0)
  }

  /** This map with one entry more, or with another value under the key. */
  with(key: string, value: Value): RadixMap<Value> {
    const leaf = { key, value }
    if (this.#root === undefined) return new RadixMap<Value>(leaf, 1)
    const at = firstDifference(nearest(this.#root, key).key, key)
    const size = at === undefined ? this.size : this.size + 1
    return new RadixMap(placed(this.#root, leaf, at ?? Number.POSITIVE_INFINITY), size)
  }

  get(key: string): Value | undefined {
    return this.#find(key)?.value
  }

  has(key: string): boolean {
    return this.#find(key) !== undefined
  }

  forEach(each: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [key, value] of this) each(value, key, this)
  }

  *entries(): Generator<[string, Value], undefined> {
    for (const { key, value } of leaves(this.#root)) yield [key, value]
  }

  *keys(): Generator<string, undefined> {
    for (const { key } of leaves(this.#root)) yield key
  }

  *values(): Generator<Value, undefined> {
    for (const { value } of leaves(this.#root)) yield value
  }

  [Symbol.iterator](): Generator<[string, Value], undefined> {
    return this.entries()
  }

  /** The entries that `before` does not have, or has with another value. What both share is not looked
   *  at: after one `with` this takes as long as the `with` did. */
  *since(before: RadixMap<Value>): Generator<[string, Value], undefined> {
    for (const { key, value } of newLeaves(this.#root, before.#root)) yield [key, value]
  }

  #find(key: string): Leaf<Value> | undefined {
    if (this.#root === undefined) return undefined
    const leaf = nearest(this.#root, key)
    return leaf.key === key ? leaf : undefined
  }
}

function isBranch<Value>(node: Node<Value>): node is Branch<Value> {
  return 'at' in node
}

function labelOf(key: string, at: number): number {
  return at < key.length ? key.charCodeAt(at) : END
}

/** A leaf that is as like the key as any. */
function nearest<Value>(root: Node<Value>, key: string): Leaf<Value> {
  let node = root
  while (isBranch(node)) {
    const index = node.labels.indexOf(labelOf(key, node.at))
    node = childOf(node, Math.max(index, 0))
  }
  return node
}

function firstDifference(a: string, b: string): number | undefined {
  if (a === b) return undefined
  let at = 0
  while (at < a.length && labelOf(a, at) === labelOf(b, at)) at++
  return at
}

/** The tree with a leaf whose key is like all others of its path up to `differsAt`. */
function placed<Value>(node: Node<Value>, leaf: Leaf<Value>, differsAt: number): Node<Value> {
  if (isBranch(node) && node.at < differsAt) {
    const index = node.labels.indexOf(labelOf(leaf.key, node.at))
    const child = placed(childOf(node, index), leaf, differsAt)
    return { ...node, children: node.children.with(index, child) }
  }
  if (!isBranch(node) && node.key === leaf.key) return leaf
  const label = labelOf(leaf.key, differsAt)
  if (isBranch(node) && node.at === differsAt) {
    const index = node.labels.filter((one) => one < label).length
    return {
      at: differsAt,
      labels: node.labels.toSpliced(index, 0, label),
      children: node.children.toSpliced(index, 0, leaf),
    }
  }
  const other = labelOf(nearest(node, leaf.key).key, differsAt)
  const isFirst = label < other
  return {
    at: differsAt,
    labels: isFirst ? [label, other] : [other, label],
    children: isFirst ? [leaf, node] : [node, leaf],
  }
}

function childOf<Value>(node: Branch<Value>, index: number): Node<Value> {
  const child = node.children[index]
  if (child === undefined) throw new RangeError('a branch without this child')
  return child
}

/** The leaves of `after` that are not in `before`. */
function* newLeaves<Value>(
  after: Node<Value> | undefined,
  before: Node<Value> | undefined,
): Generator<Leaf<Value>, undefined> {
  if (after === undefined || after === before) return
  if (before === undefined) yield* leaves(after)
  else if (!isBranch(after)) {
    const leaf = nearest(before, after.key)
    if (leaf.key !== after.key || leaf.value !== after.value) yield after
  } else {
    for (const [index, child] of after.children.entries())
      yield* newLeaves(child, counterpart(before, after.at, after.labels[index] ?? END))
  }
}

/** The part of `node` whose keys have this label at `at`. */
function counterpart<Value>(node: Node<Value>, at: number, label: number): Node<Value> | undefined {
  if (isBranch(node) && node.at < at) return node
  if (isBranch(node) && node.at === at) return node.children[node.labels.indexOf(label)]
  return labelOf(nearest(node, '').key, at) === label ? node : undefined
}

function* leaves<Value>(node: Node<Value> | undefined): Generator<Leaf<Value>, undefined> {
  if (node === undefined) return
  if (!isBranch(node)) {
    yield node
    return
  }
  for (const child of node.children) yield* leaves(child)
}
