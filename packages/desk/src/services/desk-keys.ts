import {
  deviceIdOf,
  type DeviceId,
  type NewsroomId,
  type PersonId,
  type Primitives,
  type Random,
} from '@cronista/protocol'
import { forget, type VaultContent } from '../ports/vault.ts'
import { SealedSecrets } from './sealed-secrets.ts'

/** What the services of an unlocked desk work with: its identity, its keys, and the cryptography. */
export interface DeskKeys {
  readonly p: Primitives
  readonly random: Random
  readonly newsroomId: NewsroomId
  readonly personId: PersonId
  readonly deviceId: DeviceId
  readonly devicePublicKey: Uint8Array
  /** Ed25519 seed, 32 bytes. */
  readonly deviceSeed: Uint8Array
  /** X-Wing seed to which other devices seal welcomes, 32 bytes. */
  readonly prekeySeed: Uint8Array
  readonly secrets: SealedSecrets
}

/** Makes a vault's content ready for use; it shares the vault's memory. */
export function deskKeysOf(p: Primitives, random: Random, vault: VaultContent): DeskKeys {
  const { newsroomId, personId, deviceSeed, prekeySeed } = vault
  const devicePublicKey = p.ed25519PublicKey(deviceSeed)
  const deviceId = deviceIdOf(p, newsroomId, devicePublicKey)
  const secrets = new SealedSecrets(p, random, newsroomId, vault.masterKey)
  const own = { personId, deviceId, devicePublicKey, deviceSeed, prekeySeed }
  return { p, random, newsroomId, ...own, secrets }
}

/** Overwrites everything secret in both. */
export function forgetKeys(keys: DeskKeys, vault: VaultContent): void {
  keys.secrets.forget()
  forget(vault)
}
