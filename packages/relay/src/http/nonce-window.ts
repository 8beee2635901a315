/** The most requests of one signer that are remembered at once; more come only from one gone wild. */
const MAX_REMEMBERED = 50_000

/** What is remembered of one signer. */
interface Remembered {
  /** Until when, in seconds, by nonce. */
  readonly expiry: Map<string, number>
  /** When old ones were last looked for: more often than once a second would cost more than it frees. */
  sweptSeconds: number
}

/** Remembers the nonces of accepted requests for as long as their signatures are fresh, so that each
 *  request is taken once. Only ask it after a signature has been verified: then strangers cannot
 *  fill it, and a signer who does shuts out nobody else. It forgets everything when the relay restarts,
 *  so it knows nothing of requests created before it was opened, and those must be refused by their
 *  age. */
export class NonceWindow {
  readonly #signers = new Map<string, Remembered>()

  /** Whether this nonce of this signer is new; remembered until then if so. False also when no more can
   *  be remembered: a request is refused rather than taken without its nonce. */
  accept(signer: string, nonce: string, untilSeconds: number, nowSeconds: number): boolean {
    const remembered = this.#signers.get(signer) ?? { expiry: new Map(), sweptSeconds: Number.NaN }
    this.#signers.set(signer, remembered)
    const { expiry } = remembered
    if (expiry.size >= MAX_REMEMBERED) forgetBefore(remembered, nowSeconds)
    if (expiry.has(nonce) || expiry.size >= MAX_REMEMBERED) return false
    expiry.set(nonce, untilSeconds)
    return true
  }
}

function forgetBefore(remembered: Remembered, nowSeconds: number): void {
  if (remembered.sweptSeconds === nowSeconds) return
  remembered.sweptSeconds = nowSeconds
  for (const [nonce, untilSeconds] of remembered.expiry)
    if (untilSeconds < nowSeconds) remembered.expiry.delete(nonce)
}
