import type { SegmentId } from '../story/block.ts'

const LONGEST = 32

/** Ids that are all different: the first of several that are alike keeps it; the others, and what is no
 *  id, get one that is free. */
export function segmentIds(typed: readonly string[]): readonly SegmentId[] {
  const taken = new Set(typed)
  const kept = new Set<string>()
  const numbers = new Map<string, number>()
  return typed.map((id) => {
    if (isSegmentId(id) && !kept.has(id)) {
      kept.add(id)
      return id
    }
    const free = freeId(isSegmentId(id) ? id : 's', taken, numbers)
    taken.add(free)
    return free
  })
}

/** `numbers` holds the last number that was tried behind each stem. */
function freeId(stem: string, taken: ReadonlySet<string>, numbers: Map<string, number>): SegmentId {
  for (let number = (numbers.get(stem) ?? 1) + 1; ; number++) {
    const end = `x${number}`
    const id = `${stem.slice(0, LONGEST - end.length)}${end}`
    if (taken.has(id)) continue
    numbers.set(stem, number)
    return id
  }
}

function isSegmentId(text: string): boolean {
  return /^[0-9a-z]{1,32}$/u.test(text)
}
