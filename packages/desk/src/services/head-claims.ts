// What desks say about each other's chains, compared with what is here: two desks that name different
// entries at one place of a chain have been shown two histories.
import { equalBytes, toHex, type JournalHead } from '@cronista/protocol'
import type { JournalFaults } from './journal-faults.ts'
import type { JudgedEntry } from './arrivals.ts'
import type { Journal } from './journal.ts'

/** Claims that are remembered; the oldest are forgotten first. A member may name any chain. */
const MAX_CLAIMS = 4096

/** Compares named hashes with the journal's. */
export class HeadClaims {
  readonly #journal: Journal
  readonly #faults: JournalFaults
  /** By author and chain: what was named last. */
  readonly #last = new Map<string, string>()
  /** By chain and sequence: hashes of entries that are still to come. */
  readonly #open = new Map<string, { chain: string; head: JournalHead }>()

  constructor(journal: Journal, faults: JournalFaults) {
    this.#journal = journal
    this.#faults = faults
  }

  /** Somebody names the entry at a place of a chain. Throws `storage-failed`. */
  claim(by: string, chain: string, head: JournalHead): void {
    const named = `${head.sequence}/${toHex(head.hash)}`
    if (this.#last.get(`${by}/${chain}`) === named) return
    this.#last.set(`${by}/${chain}`, named)
    forgetOldest(this.#last)
    if (!this.#compare(chain, head)) this.#wait(chain, head, named)
    for (const [name, open] of this.#open)
      if (this.#compare(open.chain, open.head)) this.#open.delete(name)
  }

  /** An entry came, signed by its author, for a place of the chain that another has: a fork. `ready` are
   *  those about to join their chains. */
  hold({ deviceId, sequence, hash }: JudgedEntry, ready: readonly JudgedEntry[]): void {
    const isHere = ready.some((one) => one.deviceId === deviceId && equalBytes(one.hash, hash))
    if (!isHere) this.#faults.record({ code: 'journal-forked', deviceId, sequence })
  }

  /** Whether the chain goes so far here that the claim could be looked at. */
  #compare(chain: string, { sequence, hash }: JournalHead): boolean {
    const here = this.#journal.hashOf(chain, sequence)
    if (here === undefined) return false
    if (!equalBytes(here, hash))
      this.#faults.record({ code: 'journal-forked', deviceId: chain, sequence })
    return true
  }

  #wait(chain: string, head: JournalHead, named: string): void {
    this.#open.set(`${chain}/${named}`, { chain, head })
    forgetOldest(this.#open)
  }
}

function forgetOldest(claims: Map<string, unknown>): void {
  const [oldest] = claims.keys()
  if (claims.size > MAX_CLAIMS && oldest !== undefined) claims.delete(oldest)
}
