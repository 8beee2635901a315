// How deep the parts of a Yjs document stand in each other, worked out before Yjs makes them: for every
// change it goes up to the root, so that a document of many levels takes minutes. The levels of a part
// never change, because it stands for ever where it was put.
import * as Y from 'yjs'
import { MAX_NESTING } from './draft-limits.ts'
import { referencesOf } from './read-update.ts'

/** Contributions of one client, one behind the other, that stand in the same level. */
interface Run {
  readonly clock: number
  end: number
  readonly level: number
}

type Struct = Y.AbstractStruct

/** The levels of everything in one document; in a root there is level 1. */
export class Nesting {
  readonly #runs = new Map<number, Run[]>()

  /** Up to where the clients are known. */
  clocks(): ReadonlyMap<number, number> {
    return new Map([...this.#runs.keys()].map((client) => [client, this.#end(client)]))
  }

  /** Whether some of these are in the document, or others under their names. */
  hasSome(structs: readonly Struct[]): boolean {
    return structs.some(({ id }) => id.clock < this.#end(id.client))
  }

  /** The level of each; `undefined` if one stands deeper than {@link MAX_NESTING}, or in itself. What
   *  they stand in must be among them or in the document. */
  levelsOf(structs: readonly Struct[]): readonly number[] | undefined {
    const places = placesOf(structs)
    const levels: number[] = []
    const begun = new Set<number>()
    // Without recursion: how far one refers to another is decided by whoever made the update.
    for (const start of structs.keys())
      for (const stack = [start]; stack.length > 0;) {
        const index = stack.at(-1) ?? start
        const struct = structs[index]
        if (struct === undefined || levels[index] !== undefined) {
          stack.pop()
          continue
        }
        begun.add(index)
        let level = struct instanceof Y.Item ? 1 : 0
        let missing: number | undefined
        for (const id of referencesOf(struct)) {
          const place = find(places.get(id.client), id.clock)?.index
          const beside = this.#levelAt(id) ?? (place === undefined ? 0 : levels[place])
          if (beside === undefined) missing = place
          else level = Math.max(level, id === parentOf(struct) ? beside + 1 : beside)
        }
        if (missing === undefined) levels[index] = level
        else if (begun.has(missing)) return undefined
        else stack.push(missing)
        if (level > MAX_NESTING) return undefined
      }
    return levels
  }

  /** Notes what is in the document now. What was there already stays as it was. */
  add(structs: readonly Struct[], levels: readonly number[]): void {
    for (const [index, { id, length }] of structs.entries()) {
      const { client } = id
      const end = this.#end(client)
      if (id.clock + length <= end) continue
      const runs = this.#runs.get(client) ?? []
      const last = runs.at(-1)
      // What goes on from a part of which Yjs has the beginning stands where that stands.
      const level = Math.max(levels[index] ?? 0, id.clock < end ? (last?.level ?? 0) : 0)
      if (last?.level === level) last.end = id.clock + length
      else runs.push({ clock: Math.max(end, id.clock), end: id.clock + length, level })
      this.#runs.set(client, runs)
    }
  }

  #end(client: number): number {
    return this.#runs.get(client)?.at(-1)?.end ?? 0
  }

  #levelAt({ client, clock }: Y.ID): number | undefined {
    return find(this.#runs.get(client), clock)?.level
  }
}

function parentOf(struct: Struct): unknown {
  return struct instanceof Y.Item ? struct.parent : undefined
}

interface Place {
  readonly clock: number
  readonly end: number
  readonly index: number
}

/** Where each contribution of a client is in the list. */
function placesOf(structs: readonly Struct[]): ReadonlyMap<number, readonly Place[]> {
  const places = new Map<number, Place[]>()
  for (const [index, { id, length }] of structs.entries()) {
    const own = places.get(id.client) ?? []
    own.push({ clock: id.clock, end: id.clock + length, index })
    places.set(id.client, own)
  }
  return places
}

/** The range that holds the clock; the ranges are in ascending order. */
function find<Range extends { readonly clock: number; readonly end: number }>(
  ranges: readonly Range[] | undefined,
  clock: number,
): Range | undefined {
  let [from, to] = [0, ranges?.length ?? 0]
  while (from < to) {
    const middle = (from + to) >>> 1
    const range = ranges?.[middle]
    if (range === undefined) return undefined
    if (range.end <= clock) from = middle + 1
    else if (range.clock > clock) to = middle
    else return range
  }
  return undefined
}
