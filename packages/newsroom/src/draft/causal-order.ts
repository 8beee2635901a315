import { readUpdate, type Clocks, type UpdateReading } from './read-update.ts'

interface Waiting {
  readonly reading: UpdateReading
  unmet: number
}

/** Updates that can be made one after the other, and those that wait for something. */
export interface CausalOrder {
  readonly ordered: readonly Uint8Array[]
  readonly waiting: readonly Uint8Array[]
}

/** The updates in an order in which each finds what it goes on from, `known` being there already. What
 *  is no update is left out, and so is what `isTaken` refuses; what goes on from that waits. Yjs takes
 *  any order, but for each update that comes too early it goes through all that wait: in the wrong order
 *  the edits of a long story take minutes. */
export function inCausalOrder(
  updates: readonly Uint8Array[],
  known: ReadonlyMap<number, number>,
  isTaken: (reading: UpdateReading) => boolean = () => true,
): CausalOrder {
  const all = updates.flatMap((update) => waitingOf(update, known) ?? [])
  const queues = queuesOf(all, known)
  const ready = all.filter(({ unmet }) => unmet === 0)
  const ordered: Uint8Array[] = []
  // A list grows while it is gone through.
  for (const { reading } of ready) {
    if (!isTaken(reading)) continue
    ordered.push(reading.update)
    for (const [client, clock] of reading.gives) {
      const queue = queues.get(client)
      for (let next = queue?.at(-1); next !== undefined && next.clock <= clock;) {
        if (--next.one.unmet === 0) ready.push(next.one)
        queue?.pop()
        next = queue?.at(-1)
      }
    }
  }
  const late = all.filter(({ unmet }) => unmet > 0)
  return { ordered, waiting: late.map(({ reading }) => reading.update) }
}

interface Place {
  readonly clock: number
  readonly one: Waiting
}

/** Who waits for each client, those that wait for least at the end. */
function queuesOf(all: readonly Waiting[], known: Clocks): ReadonlyMap<number, Place[]> {
  const queues = new Map<number, Place[]>()
  for (const one of all)
    for (const [client, clock] of unmetNeeds(one.reading, known)) {
      const queue = queues.get(client) ?? []
      queue.push({ clock, one })
      queues.set(client, queue)
    }
  for (const queue of queues.values()) queue.sort((a, b) => b.clock - a.clock)
  return queues
}

function waitingOf(update: Uint8Array, known: Clocks): Waiting | undefined {
  const reading = readUpdate(update)
  return reading && { reading, unmet: unmetNeeds(reading, known).length }
}

/** What an update goes on from and is not known yet, by client. */
function unmetNeeds(
  { needs }: UpdateReading,
  known: Clocks,
): readonly (readonly [client: number, clock: number])[] {
  return [...needs].filter(([client, clock]) => clock > (known.get(client) ?? 0))
}
