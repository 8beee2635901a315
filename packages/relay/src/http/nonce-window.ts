/** The most requests of devices that are remembered at once; more come only from a device gone wild. */
const MAX_REMEMBERED = 50_000

/** Remembers the nonces of accepted requests for as long as their signatures are fresh, so that each
 *  request is taken once. Only ask it after a signature has been verified: then strangers cannot
 *  fill it. It forgets everything when the relay restarts, so it knows nothing of requests created
 *  before it was opened, and those must be refused by their age. */
export class NonceWindow {
  readonly #expiry = new Map<string, number>()

  /** Whether this nonce is new; remembered until then if so. False also when no more can be
   *  remembered: a request is refused rather than taken without its nonce. */
  accept(nonce: string, untilSeconds: number, nowSeconds: number): boolean {
    if (this.#expiry.size >= MAX_REMEMBERED) this.#forgetBefore(nowSeconds)
    if (this.#expiry.has(nonce) || this.#expiry.size >= MAX_REMEMBERED) return false
    this.#expiry.set(nonce, untilSeconds)
    return true
  }

  #forgetBefore(nowSeconds: number): void {
    for (const [nonce, untilSeconds] of this.#expiry)
      if (untilSeconds < nowSeconds) this.#expiry.delete(nonce)
  }
}
