// What two people agree to when they change the roster together, and what not even they can change. The
// ordinary renewal, which no person looks at, is in roster-policy.ts and far stricter.
import {
  CLOCK_TOLERANCE_MILLIS,
  equalBytes,
  MAX_ROSTER_LIFE_MILLIS,
  type RosterBody,
  type RosterDevice,
  type TrustedRoster,
} from '@cronista/protocol'
import { epochGapFault, exchangedEpochs, type RenewalFault } from './roster-policy.ts'

/** Why a changed roster is refused; `undefined` when two people may sign it. */
export type ChangeFault = Exclude<
  RenewalFault,
  'devices-changed' | 'epoch-changed' | 'origins-changed'
>

/** Why a roster that two people make is refused, besides the rules of §5, which have the protocol's codes:
 *  the places of `roster-change-refused`. docs/errors.md says what each means. */
export const rosterChangeReasons = [
  'certificates-missing',
  'device-unknown',
  'does-not-follow',
  'epoch-dropped',
  'epoch-too-far',
  'foreign',
  'lasts-too-long',
  'not-now',
  'one-person',
  'origins-missing',
  'own-device-missing',
  'signed-another',
] as const

/** One of them. */
export type RosterChangeReason = (typeof rosterChangeReasons)[number]

/** What becomes of a device. */
export type DeviceChange = 'added' | 'certified-anew' | 'kept' | 'removed'

/** What a roster changes, for people to look at before they sign it. */
export interface RosterChange {
  readonly number: number
  readonly issuedAtMillis: number
  readonly expiresAtMillis: number
  readonly devices: readonly (RosterDevice & { readonly change: DeviceChange })[]
  readonly origins: readonly string[]
  /** Those that the roster before names and this one does not. */
  readonly originsRemoved: readonly string[]
  /** Days (epoch numbers) whose key the roster before does not name. */
  readonly newDays: readonly number[]
  /** Days whose key was announced and is another one now. */
  readonly exchangedDays: readonly number[]
}

/** Judges the body of a roster against the whole, signed one that it follows; `undefined` for the first,
 *  which follows none. */
export function changeFault(
  changed: RosterBody,
  previous: TrustedRoster | undefined,
  nowMillis: number,
): ChangeFault | undefined {
  if (previous !== undefined && !equalBytes(changed.rootPublicKey, previous.rootPublicKey))
    return 'foreign'
  if (!follows(changed, previous)) return 'does-not-follow'
  if (changed.expiresAtMillis - changed.issuedAtMillis > MAX_ROSTER_LIFE_MILLIS)
    return 'lasts-too-long'
  if (
    changed.issuedAtMillis > nowMillis + CLOCK_TOLERANCE_MILLIS ||
    changed.expiresAtMillis < nowMillis
  )
    return 'not-now'
  return epochGapFault(changed, previous ?? { epochs: [] }, nowMillis)
}

function follows(changed: RosterBody, previous: TrustedRoster | undefined): boolean {
  if (previous === undefined)
    return changed.number === 1 && changed.previousHead.every((byte) => byte === 0)
  return (
    changed.number === previous.number + 1 &&
    equalBytes(changed.previousHead, previous.head) &&
    changed.issuedAtMillis >= previous.issuedAtMillis
  )
}

/** Says what a roster changes. */
export function rosterChange(
  changed: RosterBody,
  previous: TrustedRoster | undefined,
): RosterChange {
  const { number, issuedAtMillis, expiresAtMillis, origins, devices, epochs } = changed
  const before = previous?.devices ?? []
  const removed = before.filter((device) => findIn(devices, device) === undefined)
  const announced = new Set(previous?.epochs.map((epoch) => epoch.number))
  return {
    ...{ number, issuedAtMillis, expiresAtMillis, origins },
    originsRemoved: (previous?.origins ?? []).filter((origin) => !origins.includes(origin)),
    devices: [
      ...devices.map((device) => ({ ...device, change: changeOf(device, findIn(before, device)) })),
      ...removed.map((device) => ({ ...device, change: 'removed' as const })),
    ],
    newDays: epochs.map((epoch) => epoch.number).filter((day) => !announced.has(day)),
    exchangedDays: previous === undefined ? [] : exchangedEpochs(changed, previous),
  }
}

function changeOf(device: RosterDevice, before: RosterDevice | undefined): DeviceChange {
  if (before === undefined) return 'added'
  return equalBytes(device.certificate, before.certificate) ? 'kept' : 'certified-anew'
}

/** The same key of the same person. */
function findIn(devices: readonly RosterDevice[], one: RosterDevice): RosterDevice | undefined {
  return devices.find(
    ({ publicKey, personId }) =>
      equalBytes(publicKey, one.publicKey) && equalBytes(personId, one.personId),
  )
}
