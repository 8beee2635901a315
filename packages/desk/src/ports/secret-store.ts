/** What a secret is. The kind is the only thing about a secret that the disk shows. */
export type SecretKind =
  | 'body-key'
  | 'checkpoint'
  | 'epoch-seed'
  | 'group-key'
  | 'held-message'
  | 'note'
  | 'pending-part'
  | 'prekey'
  | 'reply-key'

/** A secret sealed under the vault's master key. */
export interface SealedSecret {
  readonly kind: SecretKind
  /** 16 bytes that say nothing to whoever lacks the master key. */
  readonly id: Uint8Array
  readonly sealed: Uint8Array
  /** Day (UTC, since 1970) after which it is erased; a day, so that no moment is told. */
  readonly expiresOnDay?: number
}

/** Secrets that are kept apart from the journal because they die. */
export interface SecretStore {
  /** Adds a secret, or replaces the one of the same kind and id. */
  put(secret: SealedSecret): void
  find(kind: SecretKind, id: Uint8Array): SealedSecret | undefined
  /** All of a kind, in the order in which they were first put. */
  list(kind: SecretKind): readonly SealedSecret[]
  /** Removes it, if it is there. */
  erase(kind: SecretKind, id: Uint8Array): void
  /** Erases every secret whose day has passed; returns how many. */
  eraseExpired(today: number): number
}
