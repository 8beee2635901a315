// What goes into the next batch: first what this desk has written and never sent, then what another desk
// has been lacking for a while, and nothing else. Nothing here decides when a batch goes, or how many.

/** A place in a chain up to which something was sent: all entries up to `sequence`, and `offset` bytes of
 *  the next one's item. */
export interface SentPosition {
  readonly sequence: number
  readonly offset: number
}

/** An entry to send, from a byte of its item on. */
export interface Wanted {
  /** Whose chain, 32 hexadecimal digits. */
  readonly deviceId: string
  readonly sequence: number
  readonly offset: number
}

/** A run of an item that was handed in. */
export interface SentRun extends Wanted {
  /** The byte after the run, and the item's length. */
  readonly end: number
  readonly total: number
}

/** How long a desk may lack something before it is sent again, and how long its word counts. */
export interface OutboxTimes {
  readonly graceMillis: number
  readonly freshMillis: number
}

interface PeerChain {
  readonly sequence: number
  /** Since when it has stayed there while there was more. */
  readonly sinceMillis: number
}

interface Peer {
  readonly chains: ReadonlyMap<string, PeerChain>
  readonly heardAtMillis: number
}

interface Repetition extends SentPosition {
  readonly atMillis: number
}

/** What has been sent, and what the others hold. */
export class Outbox {
  readonly #own: string
  readonly #times: OutboxTimes
  readonly #peers = new Map<string, Peer>()
  /** By chain: how far it was sent once more, and when last. */
  readonly #again = new Map<string, Repetition>()
  #sent: SentPosition

  constructor(own: string, sent: SentPosition, times: OutboxTimes) {
    this.#own = own
    this.#sent = sent
    this.#times = times
  }

  /** How far this desk's own chain was sent. */
  get sent(): SentPosition {
    return this.#sent
  }

  /** Takes note of what another desk says it holds of each chain; `ends` is how far they go here. */
  heard(
    peer: string,
    held: ReadonlyMap<string, number>,
    ends: ReadonlyMap<string, number>,
    nowMillis: number,
  ): void {
    const before = this.#peers.get(peer)?.chains
    const chains = [...ends].map(([chain, end]): [string, PeerChain] => {
      const sequence = held.get(chain) ?? 0
      const known = before?.get(chain)
      const lacksStill = sequence < this.#limitOf(chain, end) && known?.sequence === sequence
      return [chain, { sequence, sinceMillis: lacksStill ? known.sinceMillis : nowMillis }]
    })
    this.#peers.set(peer, { chains: new Map(chains), heardAtMillis: nowMillis })
  }

  /** What to send next, in this order, as far as there is room. `ends` is how far each chain goes here. */
  *wanted(ends: ReadonlyMap<string, number>, nowMillis: number): Iterable<Wanted> {
    yield* run(this.#own, this.#sent, ends.get(this.#own) ?? 0)
    for (const [chain, end] of ends) {
      const limit = this.#limitOf(chain, end)
      const from = this.#repeatFrom(chain, limit, nowMillis)
      if (from !== undefined) yield* run(chain, from, limit)
    }
  }

  /** How far this desk's own chain is sent once the relay has acknowledged these. */
  sentAfter(runs: readonly SentRun[]): SentPosition {
    return runs.reduce((sent, one) => (this.#isNext(sent, one) ? endOf(one) : sent), this.#sent)
  }

  /** Takes note of what the relay has acknowledged. */
  acknowledge(runs: readonly SentRun[], nowMillis: number): void {
    for (const one of runs)
      if (this.#isNext(this.#sent, one)) this.#sent = endOf(one)
      else this.#again.set(one.deviceId, { ...endOf(one), atMillis: nowMillis })
  }

  #isNext(sent: SentPosition, { deviceId, sequence, offset }: SentRun): boolean {
    return deviceId === this.#own && sequence === sent.sequence + 1 && offset === sent.offset
  }

  /** How much of a chain another desk can be expected to hold. */
  #limitOf(chain: string, end: number): number {
    return chain === this.#own ? Math.min(end, this.#sent.sequence) : end
  }

  /** From where a chain is sent once more, if any desk that was heard lately has lacked it for longer than
   *  others need to fetch, or a repetition is going on. */
  #repeatFrom(chain: string, limit: number, nowMillis: number): SentPosition | undefined {
    const { graceMillis, freshMillis } = this.#times
    const again = this.#again.get(chain)
    const goesOn = again !== undefined && nowMillis - again.atMillis < graceMillis
    const lacking = [...this.#peers.values()]
      .filter(({ heardAtMillis }) => nowMillis - heardAtMillis <= freshMillis)
      .flatMap(({ chains }) => chains.get(chain) ?? [])
      .filter(
        ({ sequence, sinceMillis }) =>
          sequence < limit && (goesOn || nowMillis - sinceMillis >= graceMillis),
      )
    if (lacking.length === 0) return undefined
    const lowest = Math.min(...lacking.map(({ sequence }) => sequence))
    return goesOn && again.sequence >= lowest ? again : { sequence: lowest, offset: 0 }
  }
}

function endOf({ sequence, end, total }: SentRun): SentPosition {
  return end < total ? { sequence: sequence - 1, offset: end } : { sequence, offset: 0 }
}

function* run(deviceId: string, from: SentPosition, end: number): Iterable<Wanted> {
  for (let sequence = from.sequence + 1; sequence <= end; sequence++)
    yield { deviceId, sequence, offset: sequence === from.sequence + 1 ? from.offset : 0 }
}
