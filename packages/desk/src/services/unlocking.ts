// Guessing is made slow: attempts are taken one after the other, and after each wrong passphrase the
// answer takes longer, whoever asks.
import { DeskError } from '../desk-error.ts'
import type { Clock } from '../ports/clock.ts'
import type { Unlocking, Vault } from '../ports/vault.ts'

const FIRST_DELAY_MILLIS = 500
const MAX_DELAY_MILLIS = 60_000
const MAX_QUEUE = 4

/** Tries passphrases on a vault, never two at a time. */
export class UnlockAttempts {
  readonly #vault: Vault
  readonly #clock: Clock
  #queue: Promise<unknown> = Promise.resolve()
  #queued = 0
  #wrong = 0

  constructor(vault: Vault, clock: Clock) {
    this.#vault = vault
    this.#clock = clock
  }

  /** Throws `busy` when others wait already, and as the vault does. */
  async try(passphrase: string): Promise<Unlocking> {
    if (this.#queued >= MAX_QUEUE) throw new DeskError('busy')
    this.#queued++
    const attempt = this.#queue.then(() => this.#attempt(passphrase))
    this.#queue = attempt.catch(() => undefined)
    try {
      return await attempt
    } finally {
      this.#queued--
    }
  }

  async #attempt(passphrase: string): Promise<Unlocking> {
    const unlocking = await this.#vault.open(passphrase)
    if (unlocking.kind === 'opened') {
      this.#wrong = 0
      return unlocking
    }
    const delay = Math.min(FIRST_DELAY_MILLIS * 2 ** Math.min(this.#wrong++, 20), MAX_DELAY_MILLIS)
    await new Promise<void>((resolve) => this.#clock.at(this.#clock.nowMillis() + delay, resolve))
    return unlocking
  }
}
