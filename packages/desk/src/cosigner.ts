import type { RosterSignature } from '@cronista/protocol'
import { nativePrimitives } from './adapters/native-primitives.ts'
import { systemClock } from './adapters/system-clock.ts'
import { openStoreIn, systemRandom, vaultIn } from './composition.ts'
import { DeskError } from './desk-error.ts'
import type { Clock } from './ports/clock.ts'
import { forget } from './ports/vault.ts'
import type { RosterRequest, RosterSigner } from './ports/roster-signer.ts'
import { deskKeysOf } from './services/desk-keys.ts'
import { cosign } from './services/roster-cosigning.ts'

/** The second person's device, when its folder is on this machine. */
export interface CosigningDesk {
  readonly folder: string
  readonly passphrase: string
  readonly clock?: Clock
}

/** Unlocks a desk's vault, signs a roster's body if it is a plain renewal of the one before, and
 *  locks it again. Throws `cosign-refused`, `wrong-passphrase`, and what a damaged folder throws. */
export async function cosignRoster(
  { folder, passphrase, clock = systemClock }: CosigningDesk,
  request: RosterRequest,
): Promise<RosterSignature> {
  const unlocking = await vaultIn(folder).open(passphrase)
  if (unlocking.kind !== 'opened') throw new DeskError('wrong-passphrase')
  const keys = deskKeysOf(nativePrimitives, systemRandom, unlocking.content)
  try {
    const store = openStoreIn(folder)
    try {
      return cosign(keys, store, request, clock.nowMillis())
    } finally {
      store.close()
    }
  } finally {
    keys.secrets.forget()
    forget(unlocking.content)
  }
}

/** A signer that does so each time it is asked. */
export function openCosigner(desk: CosigningDesk): RosterSigner {
  return { sign: (request) => cosignRoster(desk, request) }
}
