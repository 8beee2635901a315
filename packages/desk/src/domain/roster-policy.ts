// What a person's device agrees to put its name to when another desk renews the roster: more time and
// new epochs, and nothing else. Devices and origins change only in a ceremony of their own.
import {
  CLOCK_TOLERANCE_MILLIS,
  equalBytes,
  MAX_ROSTER_LIFE_MILLIS,
  type RosterBody,
  type TrustedRoster,
} from '@cronista/protocol'
import { dayOf } from './day.ts'

/** Epochs that a roster announces: today's, tomorrow's, the day after's. */
export const EPOCHS_AHEAD = 3

/** Why a renewal is refused; `undefined` when it may be signed. The codes stay between the devices. */
export type RenewalFault =
  | 'devices-changed'
  | 'does-not-follow'
  | 'epoch-changed'
  | 'epoch-dropped'
  | 'epoch-too-far'
  | 'foreign'
  | 'lasts-too-long'
  | 'not-now'
  | 'origins-changed'

/** Judges the body of a roster against the whole, signed one that it says it follows. */
export function renewalFault(
  renewed: RosterBody,
  previous: TrustedRoster,
  nowMillis: number,
): RenewalFault | undefined {
  if (!equalBytes(renewed.rootPublicKey, previous.rootPublicKey)) return 'foreign'
  if (
    renewed.number !== previous.number + 1 ||
    !equalBytes(renewed.previousHead, previous.head) ||
    renewed.issuedAtMillis < previous.issuedAtMillis
  )
    return 'does-not-follow'
  if (!sameDevices(renewed, previous)) return 'devices-changed'
  if (renewed.origins.join('\n') !== previous.origins.join('\n')) return 'origins-changed'
  if (renewed.expiresAtMillis - renewed.issuedAtMillis > MAX_ROSTER_LIFE_MILLIS)
    return 'lasts-too-long'
  if (
    renewed.issuedAtMillis > nowMillis + CLOCK_TOLERANCE_MILLIS ||
    renewed.expiresAtMillis < nowMillis
  )
    return 'not-now'
  return epochFault(renewed, previous, nowMillis)
}

function epochFault(
  renewed: RosterBody,
  previous: RosterBody,
  nowMillis: number,
): RenewalFault | undefined {
  if (exchangedEpochs(renewed, previous).length > 0) return 'epoch-changed'
  return epochGapFault(renewed, previous, nowMillis)
}

/** Whether an announced day is missing, or one is announced too early. */
export function epochGapFault(
  renewed: RosterBody,
  previous: Pick<RosterBody, 'epochs'>,
  nowMillis: number,
): 'epoch-dropped' | 'epoch-too-far' | undefined {
  if (dropsAnEpoch(renewed, previous, Math.max(nowMillis, renewed.issuedAtMillis)))
    return 'epoch-dropped'
  const lastDay = dayOf(nowMillis + CLOCK_TOLERANCE_MILLIS) + EPOCHS_AHEAD - 1
  return renewed.epochs.some(({ number }) => number > lastDay) ? 'epoch-too-far' : undefined
}

function sameDevices(a: RosterBody, b: RosterBody): boolean {
  return (
    a.devices.length === b.devices.length &&
    a.devices.every((device, index) => {
      const other = b.devices[index]
      return (
        other !== undefined &&
        equalBytes(device.publicKey, other.publicKey) &&
        equalBytes(device.personId, other.personId) &&
        equalBytes(device.certificate, other.certificate) &&
        device.certifiedUntilMillis === other.certifiedUntilMillis
      )
    })
  )
}

/** Epochs whose announced key is another one now; an ordinary renewal has none: readers have begun to seal
 *  to the announced one. */
export function exchangedEpochs(
  renewed: RosterBody,
  previous: Pick<RosterBody, 'epochs'>,
): readonly number[] {
  return renewed.epochs
    .filter((epoch) =>
      previous.epochs.some(
        ({ number, publicKey }) =>
          number === epoch.number && !equalBytes(publicKey, epoch.publicKey),
      ),
    )
    .map(({ number }) => number)
}

/** An epoch that was announced stays until its end: without it, readers who seal to it today would
 *  find no key, or the drafting device alone would choose the next one. */
function dropsAnEpoch(
  renewed: RosterBody,
  previous: Pick<RosterBody, 'epochs'>,
  nowMillis: number,
): boolean {
  const kept = new Set(renewed.epochs.map(({ number }) => number))
  return previous.epochs.some(
    ({ number, endsAtMillis }) => endsAtMillis > nowMillis && !kept.has(number),
  )
}
