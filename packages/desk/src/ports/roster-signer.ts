import type { RosterSignature } from '@cronista/protocol'

/** A roster that waits for a device's signature. */
export interface RosterRequest {
  /** From `encodeRosterBody`. */
  readonly body: Uint8Array
  /** The last roster that all have signed, whole. */
  readonly previous: Uint8Array
}

/** A device that signs rosters: this one, or another person's. */
export interface RosterSigner {
  /** Throws `cosign-refused` if the device's owner would not have it, and `roster-not-cosigned`
   *  while the device cannot be reached. */
  sign(request: RosterRequest): Promise<RosterSignature>
}
