import type { NewsroomId, PersonId } from '@cronista/protocol'

/** What the passphrase opens: the keys of one person's device. */
export interface VaultContent {
  /** 32 bytes; everything else on this disk is sealed under it. */
  readonly masterKey: Uint8Array
  /** Ed25519 seed of the device, 32 bytes. */
  readonly deviceSeed: Uint8Array
  /** X-Wing seed to which other devices wrap keys, 32 bytes. */
  readonly prekeySeed: Uint8Array
  readonly personId: PersonId
  readonly newsroomId: NewsroomId
  readonly newsroomName: string
  readonly personName: string
}

/** What came of trying a passphrase. */
export type Unlocking =
  | { readonly kind: 'opened'; readonly content: VaultContent }
  | { readonly kind: 'wrong-passphrase' }

/** A sealed file with a device's keys. */
export interface Vault {
  /** Slow on purpose. Throws `vault-missing` or `vault-damaged`; a wrong passphrase is a value. */
  open(passphrase: string): Promise<Unlocking>
}

/** Overwrites the keys in place; the content is of no use afterwards. */
export function forget(content: VaultContent): void {
  content.masterKey.fill(0)
  content.deviceSeed.fill(0)
  content.prekeySeed.fill(0)
}
