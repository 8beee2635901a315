import * as Y from 'yjs'

/** How far the contributions of each client are known. */
export type Clocks = ReadonlyMap<number, number>

/** A Yjs update, and what it says of itself. */
export interface UpdateReading {
  readonly update: Uint8Array
  readonly structs: readonly Y.AbstractStruct[]
  /** What it goes on from. */
  readonly needs: Clocks
  /** Up to where the clients are known with it. */
  readonly gives: Clocks
}

/** Reads an update without making it. Returns `undefined` for what is none, and for what no Yjs writes: a
 *  client's contributions in two places, of which Yjs would read the second alone, and contributions of
 *  no length, over which it stumbles once the document has taken them. */
export function readUpdate(update: Uint8Array): UpdateReading | undefined {
  try {
    const { structs, ds } = Y.decodeUpdate(update)
    const needs = new Map<number, number>()
    const references: (readonly [Y.ID, number])[] = []
    const gives = new Map<number, number>()
    let client: number | undefined
    for (const struct of structs) {
      if (struct.id.client !== client && gives.has(struct.id.client)) return undefined
      if (struct.length === 0) return undefined
      ;({ client } = struct.id)
      const { clock } = struct.id
      if (struct instanceof Y.Skip) continue
      if (clock > (gives.get(client) ?? 0)) raise(needs, client, clock)
      for (const id of referencesOf(struct)) references.push([id, 1])
      raise(gives, client, clock + struct.length)
    }
    for (const [deleted, deletions] of ds.clients)
      for (const { clock, len } of deletions) references.push([Y.createID(deleted, clock), len])
    for (const [id, length] of references)
      if (id.clock + length > (gives.get(id.client) ?? 0))
        raise(needs, id.client, id.clock + length)
    return { update, structs: structs.filter((one) => !(one instanceof Y.Skip)), needs, gives }
  } catch {
    return undefined
  }
}

/** What a part of a document stands beside or in. */
export function referencesOf(struct: Y.AbstractStruct): readonly Y.ID[] {
  if (!(struct instanceof Y.Item)) return []
  return [struct.origin, struct.rightOrigin, struct.parent].filter(isId)
}

function raise(clocks: Map<number, number>, client: number, clock: number): void {
  clocks.set(client, Math.max(clock, clocks.get(client) ?? 0))
}

function isId(value: unknown): value is Y.ID {
  return typeof value === 'object' && value !== null && 'client' in value && 'clock' in value
}
