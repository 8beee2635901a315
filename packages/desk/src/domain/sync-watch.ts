// What has been named and has not come: batches by their numbers, entries by the heads that other desks
// tell. A relay can withhold anything, but not what was said about it.

interface Gap {
  readonly from: number
  readonly to: number
  readonly sinceMillis: number
}

interface Claim {
  readonly sequence: number
  readonly sinceMillis: number
}

/** The newest batch that came of a sender. */
export interface HeardSender {
  readonly number: number
  /** By this desk's clock. */
  readonly heardAtMillis: number
}

/** Senders and named chains that are remembered: far more than a newsroom has devices. A member may name
 *  any chain, and who names many is found out by the first of them. */
export const MAX_CHAINS = 1024
/** Gaps that are remembered of one sender. */
const MAX_GAPS = 256
/** A sender that was silent for so long may have batches that the relay has rightly forgotten. */
const FORGOTTEN_AFTER_MILLIS = 29 * 86_400_000

/** Notices what stays away. */
export class SyncWatch {
  readonly #patienceMillis: number
  readonly #senders: Map<string, HeardSender>
  readonly #gaps = new Map<string, readonly Gap[]>()
  /** By chain: the furthest that was named. */
  readonly #claims = new Map<string, Claim>()

  /** `patienceMillis` is how long something named may take; `senders` who was heard before, by device. */
  constructor(patienceMillis: number, senders: ReadonlyMap<string, HeardSender>) {
    this.#patienceMillis = patienceMillis
    this.#senders = new Map(senders)
  }

  /** Who was heard, by device. */
  get senders(): ReadonlyMap<string, HeardSender> {
    return this.#senders
  }

  /** A batch of this number has come and is what it says. */
  heard(sender: string, number: number, nowMillis: number): void {
    const last = this.#senders.get(sender)
    const gaps = (this.#gaps.get(sender) ?? []).flatMap((gap) => without(gap, number))
    const isGap =
      last !== undefined &&
      number > last.number + 1 &&
      nowMillis - last.heardAtMillis < FORGOTTEN_AFTER_MILLIS
    if (isGap) gaps.push({ from: last.number + 1, to: number - 1, sinceMillis: nowMillis })
    this.#gaps.set(sender, gaps.slice(-MAX_GAPS))
    this.#senders.set(sender, {
      number: Math.max(number, last?.number ?? 0),
      heardAtMillis: nowMillis,
    })
    if (this.#senders.size > MAX_CHAINS) this.#forgetSender()
  }

  /** Somebody who can be believed says that this chain goes as far as this. */
  named(chain: string, sequence: number, nowMillis: number): void {
    const known = this.#claims.get(chain)
    if (known === undefined && !this.#hasRoomFor(chain)) return
    if (known === undefined || sequence > known.sequence)
      this.#claims.set(chain, { sequence, sinceMillis: nowMillis })
  }

  /** Whoever has sent a batch finds room before a chain of which there is only talk. What was named first
   *  stays: it is what grows late, and an editor is told. */
  #hasRoomFor(chain: string): boolean {
    if (this.#claims.size < MAX_CHAINS) return true
    if (!this.#senders.has(chain)) return false
    const newest = [...this.#claims.keys()].findLast((one) => !this.#senders.has(one))
    return newest !== undefined && this.#claims.delete(newest)
  }

  /** Forgets whoever was silent longest. */
  #forgetSender(): void {
    const [silent] = [...this.#senders].sort(([, a], [, b]) => a.heardAtMillis - b.heardAtMillis)
    if (silent === undefined) return
    this.#senders.delete(silent[0])
    this.#gaps.delete(silent[0])
  }

  /** Nothing could be taken in here until now, and so nothing is late yet. */
  excuse(nowMillis: number): void {
    for (const [sender, gaps] of this.#gaps)
      this.#gaps.set(
        sender,
        gaps.map((gap) => ({ ...gap, sinceMillis: nowMillis })),
      )
    for (const [chain, { sequence }] of this.#claims)
      this.#claims.set(chain, { sequence, sinceMillis: nowMillis })
  }

  /** Whether somebody named more of this chain than there is, and not too long ago to wait for it. */
  isAwaited(chain: string, end: number, nowMillis: number): boolean {
    const claim = this.#claims.get(chain)
    if (claim === undefined || claim.sequence <= end) return false
    return nowMillis - claim.sinceMillis < this.#patienceMillis
  }

  /** Whether anything that was named has stayed away for too long. `ends` is how far chains go here. */
  isWithheld(ends: ReadonlyMap<string, number>, nowMillis: number): boolean {
    const isLate = ({ sinceMillis }: { readonly sinceMillis: number }): boolean =>
      nowMillis - sinceMillis >= this.#patienceMillis
    for (const gaps of this.#gaps.values()) if (gaps.some(isLate)) return true
    for (const [chain, claim] of this.#claims)
      if (claim.sequence > (ends.get(chain) ?? 0) && isLate(claim)) return true
    return false
  }
}

function without(gap: Gap, number: number): readonly Gap[] {
  if (number < gap.from || number > gap.to) return [gap]
  return [
    { ...gap, to: number - 1 },
    { ...gap, from: number + 1 },
  ].filter(({ from, to }) => from <= to)
}
