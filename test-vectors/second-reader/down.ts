// Rosters, editions, replies, releases (docs/protocol.md §5, §6, §12).
import {
  aeadOpen,
  context,
  hkdf,
  hmac,
  isSigned,
  join,
  number,
  same,
  sha256,
} from './primitives.ts'
import { Reading, requires } from './reading.ts'

const DAY = 86_400_000
const TEN_MINUTES = 600_000

/** A device of a roster or of a release's signature. */
interface Device {
  readonly personId: Uint8Array
  readonly publicKey: Uint8Array
  readonly until: number
  readonly certificate: Uint8Array
}

/** What a trusted roster gives. */
export interface Roster {
  readonly number: number
  readonly head: Uint8Array
  readonly devices: readonly Device[]
}

/** The newsroom id of a root public key (§2). */
export function newsroomIdOf(rootPublicKey: Uint8Array): Uint8Array {
  return sha256(join(context('newsroom', new Uint8Array(32)), rootPublicKey))
}

function deviceIdOf(newsroomId: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return sha256(join(context('device', newsroomId), publicKey)).slice(0, 16)
}

function readDevice(read: Reading): Device {
  const personId = read.bytes(16)
  return { personId, publicKey: read.bytes(32), until: read.number(8), certificate: read.bytes(64) }
}

function isCertified(id: Uint8Array, root: Uint8Array, issued: number, one: Device): boolean {
  const said = join(one.personId, one.publicKey, number(one.until, 8))
  return one.until >= issued && isSigned(root, 'device certificate', id, said, one.certificate)
}

/** Judges a roster by every rule of §5, in its order. */
export function trustedRoster(
  newsroomId: Uint8Array,
  bytes: Uint8Array,
  nowMillis: number,
  seen?: { readonly number: number; readonly head: Uint8Array },
): Roster {
  const code = 'roster-malformed'
  const read = new Reading(bytes, code)
  requires(read.number(1) === 1, code)
  const root = read.bytes(32)
  const rosterNumber = read.number(4)
  const previous = read.bytes(32)
  const [issued, expires] = [read.number(8), read.number(8)]
  const origins = read.list(1, () => Buffer.from(read.bytes(read.number(1))).toString('latin1'))
  requires(
    origins.every((one) => /^https?:\/\/[a-z0-9.:[\]-]+$/u.test(one)),
    code,
  )
  const devices = read.list(1, () => readDevice(read))
  const epochs = read.list(1, () => ({
    number: read.number(4),
    begins: read.number(8),
    ends: read.number(8),
    key: read.bytes(1216),
  }))
  const body = bytes.slice(0, read.at)
  const signatures = read.list(1, () => ({ id: read.bytes(16), signature: read.bytes(64) }))
  read.end()
  const first = epochs[0]?.number ?? 0
  const areDays = epochs.every(
    (one, index) =>
      one.number === first + index &&
      one.begins === one.number * DAY &&
      one.ends === one.begins + 25 * 3_600_000,
  )
  requires(areDays && epochs.length <= 4, code)
  requires(rosterNumber > 0 && signatures.length <= devices.length, code)
  requires(same(newsroomIdOf(root), newsroomId), 'roster-foreign')
  const keys = [root, ...devices.map((one) => one.publicKey), ...epochs.map((one) => one.key)]
  requires(new Set(keys.map(String)).size === keys.length, 'roster-duplicate-key')
  requires(
    devices.every((one) => isCertified(newsroomId, root, issued, one)),
    'roster-uncertified',
  )
  const people = new Set(
    signatures.flatMap(({ id, signature }) => {
      const device = devices.find((one) => same(deviceIdOf(newsroomId, one.publicKey), id))
      const holds = device && isSigned(device.publicKey, 'roster', newsroomId, body, signature)
      return holds ? [String(device.personId)] : []
    }),
  )
  requires(people.size > 0, 'roster-unsigned')
  requires(people.size > 1, 'roster-half-signed')
  requires(expires - issued <= 72 * 3_600_000, 'roster-too-long')
  requires(
    nowMillis <= expires + TEN_MINUTES && nowMillis >= issued - TEN_MINUTES,
    'roster-expired',
  )
  const head = sha256(join(context('roster head', newsroomId), body))
  if (seen !== undefined) {
    const isSame = rosterNumber === seen.number && same(head, seen.head)
    const chains = rosterNumber !== seen.number + 1 || same(previous, seen.head)
    requires(isSame || (rosterNumber > seen.number && chains), 'roster-older')
  }
  return { number: rosterNumber, head, devices }
}

/** What an edition says, once its signature holds. */
export interface Edition {
  readonly number: number
  readonly salt: Uint8Array
  readonly acknowledgements: readonly Uint8Array[]
  readonly records: readonly Uint8Array[]
}

/** Judges an edition by §6. */
export function trustedEdition(
  newsroomId: Uint8Array,
  bytes: Uint8Array,
  roster: Roster,
  seenNumber = 0,
): Edition {
  const code = 'edition-malformed'
  requires(bytes.length === 20_480, code)
  const read = new Reading(bytes, code)
  requires(read.number(1) === 1, code)
  const editionNumber = read.number(8)
  read.number(8)
  const salt = read.bytes(32)
  const head = read.bytes(32)
  const builder = read.bytes(16)
  read.bytes(16)
  requires(
    read.bytes(960 - read.at).every((byte) => byte === 0),
    code,
  )
  const acknowledgements = Array.from({ length: 512 }, () => read.bytes(8))
  const records = Array.from({ length: 15 }, () => read.bytes(1024))
  requires(same(head, roster.head), 'roster-not-in-edition')
  const device = roster.devices.find((one) => same(deviceIdOf(newsroomId, one.publicKey), builder))
  const [signed, signature] = [bytes.subarray(0, -64), bytes.subarray(-64)]
  const holds = device && isSigned(device.publicKey, 'edition', newsroomId, signed, signature)
  requires(holds === true, 'edition-unsigned')
  requires(editionNumber >= seenNumber, 'edition-older')
  return { number: editionNumber, salt, acknowledgements, records }
}

/** Whether an edition acknowledges a message. */
export function isAcknowledged(
  newsroomId: Uint8Array,
  { salt, acknowledgements }: Edition,
  replyKey: Uint8Array,
  messageId: Uint8Array,
): boolean {
  const tag = hmac(replyKey, join(context('ack', newsroomId), salt, messageId)).slice(0, 8)
  return acknowledgements.some((one) => same(one, tag))
}

/** The plaintexts of the records for a reply key, by slot, that a device signed for this contributor. */
export function repliesFor(
  newsroomId: Uint8Array,
  edition: Edition,
  roster: Roster,
  contributor: Uint8Array,
  replyKey: Uint8Array,
): readonly Uint8Array[] {
  return Array.from({ length: 15 }, (_, slot) => slot).flatMap((slot) => {
    const named = join(context('record tag', newsroomId), edition.salt, number(slot, 1))
    const tag = hmac(replyKey, named).slice(0, 16)
    const record = edition.records.find((one) => same(one.subarray(0, 16), tag))
    const info = join(context('record key', newsroomId), number(slot, 1))
    const key = hkdf(replyKey, edition.salt, info)
    const plaintext = record && aeadOpen(key, new Uint8Array(12), tag, record.subarray(16))
    if (plaintext === undefined) return []
    const id = plaintext.subarray(11, 27)
    const device = roster.devices.find((one) => same(deviceIdOf(newsroomId, one.publicKey), id))
    const said = join(contributor, plaintext.subarray(0, 928))
    const holds =
      device && isSigned(device.publicKey, 'reply', newsroomId, said, plaintext.subarray(928))
    return holds ? [plaintext] : []
  })
}

/** The head of a release that passes every rule of §12. */
export function trustedRelease(newsroomId: Uint8Array, bytes: Uint8Array): Uint8Array {
  const code = 'release-malformed'
  const read = new Reading(bytes, code)
  requires(read.number(1) === 1, code)
  const root = read.bytes(32)
  requires(read.number(4) > 0, code)
  read.bytes(32)
  const issued = read.number(8)
  read.bytes(32)
  const paths = read.list(4, () => {
    const path = Buffer.from(read.bytes(read.number(2))).toString('latin1')
    requires(isPath(path) && read.number(4) <= 33_554_432, code)
    read.bytes(32)
    return path
  })
  const isAscending = (values: readonly (number | string)[]) =>
    values.every((one, index) => index === 0 || (values[index - 1] ?? one) < one)
  const pairs = read.list(4, () => ({ es: read.number(4), en: read.number(4) }))
  requires(isAscending(paths) && isAscending(pairs.map(({ es }) => es)), code)
  requires(
    pairs.every(({ es, en }) => es < paths.length && en < paths.length),
    code,
  )
  const body = bytes.slice(0, read.at)
  const signers = read.list(1, () => ({ device: readDevice(read), signature: read.bytes(64) }))
  requires(signers.length <= 16, code)
  read.end()
  requires(same(newsroomIdOf(root), newsroomId), 'release-foreign')
  const certified = signers.every(({ device }) => isCertified(newsroomId, root, issued, device))
  requires(certified, 'release-uncertified')
  const head = sha256(join(context('release head', newsroomId), body))
  const valid = signers.filter(({ device, signature }) =>
    isSigned(device.publicKey, 'release', newsroomId, head, signature),
  )
  requires(valid.length > 0, 'release-unsigned')
  const differ = (of: (one: Device) => Uint8Array, a: Device, b: Device) => !same(of(a), of(b))
  const areTwo = valid.some(({ device: a }) =>
    valid.some(
      ({ device: b }) =>
        differ((one) => one.personId, a, b) && differ((one) => one.publicKey, a, b),
    ),
  )
  requires(areTwo, 'release-half-signed')
  const inPairs = pairs.flatMap(({ es, en }) => [paths[es] ?? '', paths[en] ?? ''])
  const areLanguages = inPairs.every((path, index) =>
    path.startsWith(index % 2 === 0 ? '/es/' : '/en/'),
  )
  const lone = paths.filter((path) => /(?:\/|\.html)$/u.test(path) && !inPairs.includes(path))
  const isBilingual = lone.every((path) => path === '/' || path === '/404.html')
  const isOnce = new Set(inPairs).size === inPairs.length
  requires(areLanguages && isBilingual && isOnce, 'release-one-language')
  return head
}

function isPath(path: string): boolean {
  const names = path.replace(/^\//u, '').replace(/\/$/u, '').split('/')
  const isTaken = ['c', 'edition', 'roster', 'release', 'desk'].includes(names[0] ?? '')
  const areNames = names.every((name) => /^[A-Za-z0-9_][A-Za-z0-9._-]*$/u.test(name))
  return path.length <= 512 && !isTaken && path.startsWith('/') && (path === '/' || areNames)
}
