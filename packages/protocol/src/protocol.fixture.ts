import { concatBytes, u32 } from './bytes.ts'
import { asPersonId, newsroomIdOf, type PersonId } from './context.ts'
import { portablePrimitives as p } from './portable.ts'
import type { Random } from './primitives.ts'
import {
  certifyDevice,
  encodeRoster,
  encodeRosterBody,
  signRosterBody,
  type RosterBody,
  type RosterDevice,
} from './roster.ts'
import { verifyRoster, type TrustedRoster } from './roster-trust.ts'
import { utf8 } from './text.ts'

/** Bytes that look random and are the same in every run. */
export function seededRandom(seed: string): Random {
  let counter = 0
  return (length) => {
    const blocks: Uint8Array[] = []
    for (let made = 0; made < length; made += 32)
      blocks.push(p.sha256(concatBytes(utf8(seed), u32(counter++))))
    return concatBytes(...blocks).slice(0, length)
  }
}

const random = seededRandom('newsroom')

/** A moment in the middle of an epoch: 2026-11-22T12:00:00Z. */
export const NOON_MILLIS = Date.UTC(2026, 10, 22, 12)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const FIRST_DAY = Math.floor(NOON_MILLIS / DAY)

export const rootSeed = random(32)
export const newsroomId = newsroomIdOf(p, p.ed25519PublicKey(rootSeed))
export const adasDeviceSeed = random(32)
export const brunosDeviceSeed = random(32)
export const epochIdentity = { number: FIRST_DAY, seed: random(32) }

/** The line of this seed's device in a roster, certified by the root. */
export function certifiedDevice(
  seed: Uint8Array,
  personId: PersonId,
  certifiedUntilMillis: number = NOON_MILLIS + 365 * DAY,
): RosterDevice {
  const publicKey = p.ed25519PublicKey(seed)
  return certifyDevice(p, newsroomId, rootSeed, { personId, publicKey, certifiedUntilMillis })
}

export const adasDevice = certifiedDevice(adasDeviceSeed, asPersonId(random(16)))
export const brunosDevice = certifiedDevice(brunosDeviceSeed, asPersonId(random(16)))

/** The body of the newsroom's first roster; tests change a copy. */
export const rosterBody: RosterBody = {
  rootPublicKey: p.ed25519PublicKey(rootSeed),
  number: 1,
  previousHead: new Uint8Array(32),
  issuedAtMillis: NOON_MILLIS - HOUR,
  expiresAtMillis: NOON_MILLIS + 71 * HOUR,
  origins: ['https://cenzontle.example', 'http://exampleonionaddress.onion'],
  devices: [adasDevice, brunosDevice],
  epochs: [0, 1].map((ahead) => ({
    number: FIRST_DAY + ahead,
    beginsAtMillis: (FIRST_DAY + ahead) * DAY,
    endsAtMillis: (FIRST_DAY + ahead + 1) * DAY + HOUR,
    publicKey: p.xwingPublicKey(ahead === 0 ? epochIdentity.seed : random(32)),
  })),
}

/** A roster signed by the devices with these seeds, by both people's unless told otherwise. */
export function signedRoster(
  body: RosterBody,
  seeds: readonly Uint8Array[] = [adasDeviceSeed, brunosDeviceSeed],
): Uint8Array {
  const bytes = encodeRosterBody(body)
  return encodeRoster(
    bytes,
    seeds.map((seed) => signRosterBody(p, newsroomId, seed, bytes)),
  )
}

/** The first roster, judged at noon. */
export function trustedRoster(): TrustedRoster {
  return verifyRoster(p, signedRoster(rosterBody), { newsroomId, nowMillis: NOON_MILLIS })
}
