/** A roster that has been judged (§5). */
export interface StoredRoster {
  readonly number: number
  /** 32 bytes. */
  readonly head: Uint8Array
  readonly expiresAtMillis: number
  readonly bytes: Uint8Array
}
