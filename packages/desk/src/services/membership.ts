// Who may read what this desk writes: the devices of the roster in force, and whether any has left.
import { deviceIdOf, toHex, type RosterBody } from '@cronista/protocol'
import type { DeskKeys } from './desk-keys.ts'
import type { KnownDevices } from './known-devices.ts'

/** A roster in force as the group's keys need it; devices by 32 hexadecimal digits. */
export interface Membership {
  readonly rosterNumber: number
  readonly devices: ReadonlySet<string>
  /** All devices that any roster has named that this desk trusted. */
  readonly known: Iterable<string>
}

/** Reads a roster that is trusted. */
export function membershipOf(
  { p, newsroomId }: DeskKeys,
  roster: Pick<RosterBody, 'devices' | 'number'>,
  known: KnownDevices,
): Membership {
  const ids = roster.devices.map(({ publicKey }) => toHex(deviceIdOf(p, newsroomId, publicKey)))
  return {
    rosterNumber: roster.number,
    devices: new Set(ids),
    known: known.authors().map(({ device }) => device),
  }
}
