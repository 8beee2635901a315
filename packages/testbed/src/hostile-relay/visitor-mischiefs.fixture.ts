import { nativePrimitives as p } from '@cronista/desk'
import {
  buildEdition,
  deviceIdOf,
  encodeRoster,
  encodeRosterBody,
  parseEdition,
  parseRoster,
  rosterHead,
  signRosterBody,
  type EditionHeader,
} from '@cronista/protocol'
import { randomBytes } from 'node:crypto'
import type { Loot } from '../worlds/newsroom-world.ts'
import type { Answered, Intercepted, Mischief } from '../worlds/recorded-line.ts'

const SLOW_MILLIS = 50_000
const ENCAPSULATED_UNTIL = 1121
/** The seed (32 bytes) of an epoch key that is the relay's own. */
export const RELAYS_EPOCH_SEED = new Uint8Array(randomBytes(32))

const isCell = ({ request }: Intercepted) => request === 'POST /c'
const isEdition = ({ request }: Intercepted) => request === 'GET /edition'
const isRoster = ({ request }: Intercepted) => request === 'GET /roster'
const random = (length: number) => new Uint8Array(randomBytes(length))

/** An answer without content. */
function bare(status: number): Answered {
  return { status, headers: status === 204 ? {} : { 'content-length': '0' }, bytes: random(0) }
}

/** Every request fails in one way. */
export const errors: Mischief = (one) => Promise.resolve(bare(isCell(one) ? 500 : 503))
export const cuts: Mischief = () => Promise.resolve('cut')

/** Answers take longer than a tick. */
export const delays: Mischief = async (one) => {
  await one.letPass(SLOW_MILLIS)
  return one.pass()
}

/** Cells are said to be stored, and are not. */
export const loses: Mischief = (one) => (isCell(one) ? Promise.resolve(bare(204)) : one.pass())

/** Every second cell goes the same way, from the first on. */
export function thins(): Mischief {
  let cells = 0
  return (one) => (isCell(one) && ++cells % 2 === 1 ? loses(one) : one.pass())
}

/** Every cell is handed in again at once. */
export const repeats: Mischief = async (one) => {
  if (isCell(one)) await one.pass()
  return one.pass()
}

/** The encapsulated key of one cell, the ciphertext of another: the length is right. */
export function splices(): Mischief {
  let before: Uint8Array = random(3072)
  return (one) => {
    if (!isCell(one)) return one.pass()
    const spliced = Buffer.concat([
      before.subarray(0, ENCAPSULATED_UNTIL),
      one.body.subarray(ENCAPSULATED_UNTIL),
    ])
    before = one.body
    return one.pass({ body: spliced })
  }
}

/** The last byte is missing; the visitor hears nothing of the refusal. */
export const truncates: Mischief = async (one) => {
  if (!isCell(one)) return one.pass()
  await one.pass({ body: one.body.subarray(0, -1) })
  return bare(204)
}

/** Nothing newer than what was served first. */
export function freezes(): Mischief {
  const first = new Map<string, Answered>()
  return async (one) => {
    if (isCell(one)) return one.pass()
    const answered = first.get(one.request) ?? (await one.pass())
    first.set(one.request, answered)
    return answered
  }
}

/** Newer editions and rosters at first, and from the third time on what was served first again. */
export function goesBack(): Mischief {
  const frozen = freezes()
  let editions = 0
  return async (one) => {
    if (isEdition(one)) editions += 1
    const first = await frozen(one)
    return isCell(one) || editions > 2 ? first : one.pass()
  }
}

/** No edition, though there is a roster. */
export const withholdsEditions: Mischief = (one) =>
  isEdition(one) ? Promise.resolve(bare(404)) : one.pass()

/** One byte of each edition is another. */
export const forgesEditions: Mischief = async (one) => {
  const answered = await one.pass()
  if (!isEdition(one)) return answered
  return { ...answered, bytes: answered.bytes.map((byte, at) => (at === 9000 ? byte ^ 1 : byte)) }
}

/** An edition of its own for one visitor, under the number of everybody's: signed, for the relay has the
 *  key of a stolen device. */
export function makesEditions(loot: Loot): Mischief {
  return async (one) => {
    const answered = await one.pass()
    if (!isEdition(one)) return answered
    return { ...answered, bytes: signedEdition(loot, parseEdition(answered.bytes)) }
  }
}

/** A roster of its own for one visitor, in which the day's key is the relay's, and an edition that names
 *  it: signed with the key of a stolen device, and beside it the other person's signature of the real one. */
export function makesRosters(loot: Loot): Mischief {
  return async (one) => {
    const answered = await one.pass()
    if (isCell(one)) return answered
    const real = isRoster(one) ? answered : await one.pass({ path: '/roster' })
    const body = otherBody(real.bytes)
    if (isEdition(one)) {
      const edition = { ...parseEdition(answered.bytes), rosterHead: headOf(loot, body) }
      return { ...answered, bytes: signedEdition(loot, edition) }
    }
    const own = signRosterBody(p, loot.newsroomId, loot.deviceSeed, body)
    const others = parseRoster(real.bytes).signatures.filter(
      ({ deviceId }) => !Buffer.from(deviceId).equals(own.deviceId),
    )
    return { ...answered, bytes: encodeRoster(body, [...others, own]) }
  }
}

function otherBody(roster: Uint8Array): Uint8Array {
  const parsed = parseRoster(roster)
  const [today, ...later] = parsed.epochs
  if (today === undefined) throw new RangeError('a roster without a day')
  const epochs = [{ ...today, publicKey: p.xwingPublicKey(RELAYS_EPOCH_SEED) }, ...later]
  return encodeRosterBody({ ...parsed, epochs })
}

function headOf({ newsroomId }: Loot, body: Uint8Array): Uint8Array {
  return rosterHead(p, newsroomId, { body })
}

function signedEdition(
  { newsroomId, deviceSeed }: Loot,
  { number, timeMillis, rosterHead: head }: EditionHeader,
): Uint8Array {
  return buildEdition(p, random, newsroomId, deviceSeed, {
    ...{ number, timeMillis, rosterHead: head, acknowledgements: [], records: [] },
    leaseHolder: deviceIdOf(p, newsroomId, p.ed25519PublicKey(deviceSeed)),
  })
}
