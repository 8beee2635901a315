import * as Y from 'yjs'

/** How far the contributions of each client are known. */
type Clocks = Map<number, number>

interface Waiting {
  readonly update: Uint8Array
  /** What it goes on from, and up to where the clients are known with it. */
  readonly needs: Clocks
  readonly gives: Clocks
  unmet: number
}

/** The updates in an order in which each finds what it goes on from, `known` being there already; those
 *  of which something is missing come last, and what is no update is left out. Yjs takes any order, but
 *  for each update that comes too early it goes through all that wait: in the wrong order the edits of
 *  a long story take minutes. */
export function inCausalOrder(
  updates: readonly Uint8Array[],
  known: ReadonlyMap<number, number>,
): readonly Uint8Array[] {
  const all = updates.flatMap((update) => waitingOf(update, known) ?? [])
  const queues = queuesOf(all)
  const ready = all.filter(({ unmet }) => unmet === 0)
  // A list grows while it is gone through.
  for (const { gives } of ready)
    for (const [client, clock] of gives) {
      const queue = queues.get(client)
      for (let next = queue?.at(-1); next !== undefined && next.clock <= clock;) {
        if (--next.one.unmet === 0) ready.push(next.one)
        queue?.pop()
        next = queue?.at(-1)
      }
    }
  const late = all.filter(({ unmet }) => unmet > 0)
  return [...ready, ...late].map(({ update }) => update)
}

interface Place {
  readonly clock: number
  readonly one: Waiting
}

/** Who waits for each client, those that wait for least at the end. */
function queuesOf(all: readonly Waiting[]): ReadonlyMap<number, Place[]> {
  const queues = new Map<number, Place[]>()
  for (const one of all)
    for (const [client, clock] of one.needs) {
      const queue = queues.get(client) ?? []
      queue.push({ clock, one })
      queues.set(client, queue)
    }
  for (const queue of queues.values()) queue.sort((a, b) => b.clock - a.clock)
  return queues
}

function waitingOf(update: Uint8Array, known: ReadonlyMap<number, number>): Waiting | undefined {
  try {
    const { structs, ds } = Y.decodeUpdate(update)
    const waiting: Waiting = { update, needs: new Map(), gives: new Map(), unmet: 0 }
    const need = (id: unknown, length: number) => {
      if (!isId(id)) return
      const end = id.clock + length
      if (end > (known.get(id.client) ?? 0) && end > (waiting.gives.get(id.client) ?? 0))
        raise(waiting.needs, id.client, end)
    }
    for (const struct of structs) {
      if (struct instanceof Y.Skip) continue
      if (struct.id.clock > 0) need(struct.id, 0)
      if (struct instanceof Y.Item)
        for (const id of [struct.origin, struct.rightOrigin, struct.parent]) need(id, 1)
      raise(waiting.gives, struct.id.client, struct.id.clock + struct.length)
    }
    for (const [client, deletions] of ds.clients)
      for (const { clock, len } of deletions) need({ client, clock }, len)
    waiting.unmet = waiting.needs.size
    return waiting
  } catch {
    return undefined
  }
}

function raise(clocks: Clocks, client: number, clock: number): void {
  clocks.set(client, Math.max(clock, clocks.get(client) ?? 0))
}

function isId(value: unknown): value is Y.ID {
  return typeof value === 'object' && value !== null && 'client' in value && 'clock' in value
}
