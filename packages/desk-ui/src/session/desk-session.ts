import { DeskFailure } from '../api/desk-failure.ts'
import type { DeskApi } from '../api/desk-api.ts'

/** Where this page stands with the desk. `expired`: it was unlocked, and the desk no longer knows it.
 *  `locked-here-only`: this page was locked, but the desk did not confirm that it locked too. */
export type SessionState = 'locked' | 'locked-here-only' | 'expired' | 'unlocked'

/** The page's right to talk to the desk: a one-time token until it is used up, then a bearer. Both are
 *  private fields of this object, in memory only; reloading the page loses them, which locks it. */
export class DeskSession {
  readonly #api: DeskApi
  readonly #listeners = new Set<() => void>()
  #oneTimeToken: string | undefined
  #bearer: string | undefined
  #state: SessionState = 'locked'

  constructor(api: DeskApi, oneTimeToken: string | undefined) {
    this.#api = api
    this.#oneTimeToken = oneTimeToken
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): SessionState => this.#state

  /** Whether this page still has a one-time token to use. */
  readonly hasToken = (): boolean => this.#oneTimeToken !== undefined

  /** A newer address was opened in this page: its token replaces the one before. */
  offerToken(oneTimeToken: string): void {
    this.#oneTimeToken = oneTimeToken
    this.#changed()
  }

  /** Exchanges passphrase and token for a bearer. Throws `DeskFailure`; a token survives a wrong passphrase. */
  async unlock(passphrase: string): Promise<void> {
    this.#bearer = await this.#api.unlock(passphrase, this.#oneTimeToken)
    this.#oneTimeToken = undefined
    this.#become('unlocked')
  }

  /** Calls the desk with this page's bearer. A bearer the desk refuses ends the session before the
   *  failure is thrown. */
  async call<Answer>(request: (api: DeskApi, bearer: string) => Promise<Answer>): Promise<Answer> {
    const bearer = this.#bearer
    if (bearer === undefined) throw new DeskFailure('bearer-needed')
    try {
      return await request(this.#api, bearer)
    } catch (error) {
      if (
        error instanceof DeskFailure &&
        error.code === 'bearer-needed' &&
        this.#bearer === bearer
      ) {
        this.#bearer = undefined
        this.#become('expired')
      }
      throw error
    }
  }

  /** Locks the desk and this page. The page is locked at once, whether or not the desk answers; the desk
   *  once `lastWords`, which is asked while there still is a bearer, has ended. It must not reject. */
  async lock(lastWords: () => Promise<void> = async () => undefined): Promise<void> {
    const bearer = this.#bearer
    const sent = lastWords()
    this.leave()
    if (bearer === undefined) return
    await sent
    try {
      await this.#api.lock(bearer)
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error
      if (error.code !== 'bearer-needed' && this.#bearer === undefined)
        this.#become('locked-here-only')
    }
  }

  /** Locks this page only: the bearer is forgotten, the desk goes on collecting. */
  leave(): void {
    this.#bearer = undefined
    this.#become('locked')
  }

  #become(state: SessionState): void {
    this.#state = state
    this.#changed()
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
