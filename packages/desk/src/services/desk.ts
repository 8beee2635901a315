// The desk as its page sees it: locked, or unlocked for whoever holds a bearer. Tokens and bearers are
// random, live in memory only and are compared by their hashes.
import { equalBytes, toBase64Url, utf8 } from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'
import { forget, type Vault, type VaultContent } from '../ports/vault.ts'
import { DeskSession, type SessionSurroundings } from './desk-session.ts'
import { UnlockAttempts } from './unlocking.ts'

const TOKEN_BYTES = 32
/** Pages that may be open at once; the oldest is shut out by one more. */
const MAX_BEARERS = 8

/** A desk's lock. */
export class Desk {
  readonly #surroundings: SessionSurroundings
  readonly #attempts: UnlockAttempts
  readonly #onToken: (token: string) => void
  #tokenHash: Uint8Array | undefined
  #bearerHashes: readonly Uint8Array[] = []
  #session: DeskSession | undefined
  #ending: Promise<void> = Promise.resolve()

  /** `onToken` is told the one-time token with which the locked desk can be unlocked; a new one each
   *  time it is locked. */
  constructor(surroundings: SessionSurroundings, vault: Vault, onToken: (token: string) => void) {
    this.#surroundings = surroundings
    this.#attempts = new UnlockAttempts(vault, surroundings.clock)
    this.#onToken = onToken
    this.#offerToken()
  }

  /** Exchanges the passphrase, and while locked the one-time token, for a bearer. Throws
   *  `token-needed`, `wrong-passphrase`, `busy`, and what stands in the way of a session. */
  async unlock(passphrase: string, token: string | undefined): Promise<string> {
    this.#requireToken(token)
    const unlocking = await this.#attempts.try(passphrase)
    if (unlocking.kind === 'wrong-passphrase') throw new DeskError('wrong-passphrase')
    await this.#enter(unlocking.content, token)
    const bearer = this.#draw()
    this.#bearerHashes = [...this.#bearerHashes, this.#hash(bearer)].slice(-MAX_BEARERS)
    return bearer
  }

  /** The unlocked desk behind a bearer. Throws `bearer-needed`. */
  session(bearer: string | undefined): DeskSession {
    const hash = this.#hash(bearer ?? '')
    const isKnown = this.#bearerHashes.some((known) => equalBytes(known, hash))
    if (!isKnown || this.#session === undefined) throw new DeskError('bearer-needed')
    return this.#session
  }

  /** Shuts every page out, stops working and overwrites the keys. */
  async lock(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    this.#bearerHashes = []
    if (session !== undefined) {
      this.#ending = session.end()
      this.#offerToken()
    }
    await this.#ending
  }

  async #enter(content: VaultContent, token: string | undefined): Promise<void> {
    // What went wrong at the end of another session is no reason against a new one.
    await Promise.allSettled([this.#ending])
    if (this.#session !== undefined) {
      forget(content)
      return
    }
    try {
      // While this passphrase was tried, another page may have used the token up.
      this.#requireToken(token)
      this.#session = DeskSession.begin(this.#surroundings, content)
      this.#tokenHash = undefined
    } catch (error) {
      forget(content)
      throw error
    }
  }

  #requireToken(token: string | undefined): void {
    if (this.#session !== undefined) return
    const expected = this.#tokenHash
    if (expected === undefined || !equalBytes(expected, this.#hash(token ?? '')))
      throw new DeskError('token-needed')
  }

  #offerToken(): void {
    const token = this.#draw()
    this.#tokenHash = this.#hash(token)
    this.#onToken(token)
  }

  #draw(): string {
    return toBase64Url(this.#surroundings.random(TOKEN_BYTES))
  }

  #hash(text: string): Uint8Array {
    return this.#surroundings.p.sha256(utf8(text))
  }
}
