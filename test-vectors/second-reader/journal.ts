// Items, batches, parcels, and what an open batch may hold (docs/protocol.md §8, §13).
import { trustedRoster, type Roster } from './down.ts'
import { aeadOpen, context, hkdf, hpkeOpen, isSigned, join, same, sha256 } from './primitives.ts'
import { Reading, Refused, requires } from './reading.ts'

/** A run of an item's bytes. */
interface Piece {
  readonly item: string
  readonly total: number
  readonly offset: number
  readonly bytes: Uint8Array
}

/** Refuses what is no item of an entry. */
export function checkEntryItem(item: Uint8Array): void {
  const read = new Reading(item, 'item-malformed')
  const kind = read.number(1)
  requires(kind === 1 || kind === 2, 'item-malformed')
  if (kind === 1) read.bytes(32 + 16)
  requires(read.at < item.length, 'item-malformed')
}

/** The id of the key that came with an entry of this device, if the entry names it and opens with it;
 *  `passed-over` otherwise, `unsigned` if somebody else wrote it. */
export function keyOfEntry(
  newsroomId: Uint8Array,
  item: Uint8Array,
  sender: Uint8Array,
): Uint8Array | 'passed-over' | 'unsigned' {
  checkEntryItem(item)
  if (item[0] !== 1) return 'passed-over'
  const [bodyKey, subject, entry] = [item.slice(1, 33), item.slice(33, 49), item.slice(49)]
  const code = 'entry-malformed'
  const read = new Reading(entry, code)
  requires(read.number(1) === 1, code)
  const device = read.bytes(16)
  requires(read.number(8) > 0, code)
  read.bytes(32)
  read.list(1, () => read.bytes(16 + 8 + 32))
  const named = read.bytes(16)
  const salt = read.bytes(32)
  const aad = entry.slice(0, read.at)
  const ciphertext = read.bytes(read.number(4))
  const signed = entry.slice(0, read.at)
  const signature = read.bytes(64)
  read.end()
  const isOwn = same(deviceIdOf(newsroomId, sender), device)
  if (!isOwn || !isSigned(sender, 'journal signature', newsroomId, signed, signature))
    return 'unsigned'
  const id = sha256(join(context('body key', newsroomId), subject, bodyKey)).slice(0, 16)
  const key = hkdf(bodyKey, salt, join(context('journal body', newsroomId), named))
  const body = aeadOpen(key, new Uint8Array(12), aad, ciphertext)
  return same(id, named) && body !== undefined ? id : 'passed-over'
}

/** What a batch holds: `not-ours` under another group key, `unsigned` by anybody but this device, or its
 *  items, whole ones only. */
export function openedBatch(
  newsroomId: Uint8Array,
  batch: Uint8Array,
  sender: Uint8Array,
  groupKey?: Uint8Array,
): readonly Uint8Array[] | 'not-ours' | 'unsigned' {
  const code = 'batch-malformed'
  requires(batch.length === 32_768, code)
  const read = new Reading(batch, code)
  requires(read.number(1) === 1, code)
  const epoch = read.bytes(4)
  const device = read.bytes(16)
  const counted = read.bytes(8)
  requires(new Reading(counted, code).number(8) > 0, code)
  const salt = read.bytes(32)
  const [aad, signed] = [batch.slice(0, read.at), batch.slice(0, -64)]
  const isOwn = same(deviceIdOf(newsroomId, sender), device)
  if (!isOwn || !isSigned(sender, 'batch signature', newsroomId, signed, batch.slice(-64)))
    return 'unsigned'
  const shared = groupKey ?? sha256(context('open batch', newsroomId))
  const info = join(context('batch', newsroomId), epoch, device, counted)
  const key = hkdf(shared, salt, info)
  const plaintext = aeadOpen(key, new Uint8Array(12), aad, signed.slice(read.at))
  return plaintext === undefined ? 'not-ours' : itemsIn(plaintext)
}

function itemsIn(plaintext: Uint8Array): readonly Uint8Array[] {
  const code = 'batch-malformed'
  const read = new Reading(plaintext, code)
  read.number(8)
  const heads = read.list(1, () => {
    const device = Buffer.from(read.bytes(16)).toString('hex')
    read.number(8)
    read.bytes(32)
    return device
  })
  requires(
    heads.every((one, index) => index === 0 || (heads[index - 1] ?? one) < one),
    code,
  )
  const pieces = read.list(2, (): Piece => {
    const item = Buffer.from(read.bytes(16)).toString('hex')
    const [total, offset] = [read.number(4), read.number(4)]
    const bytes = read.bytes(read.number(2))
    const fits = offset + bytes.length <= total && total <= 4_194_304
    requires(bytes.length > 0 && fits, code)
    return { item, total, offset, bytes }
  })
  requires(
    plaintext.subarray(read.at).every((byte) => byte === 0),
    code,
  )
  return [...new Set(pieces.map(({ item }) => item))].flatMap((item) =>
    joined(pieces.filter((one) => one.item === item)),
  )
}

function joined(pieces: readonly Piece[]): readonly Uint8Array[] {
  const bytes = new Uint8Array(pieces[0]?.total ?? 0)
  for (const one of pieces) bytes.set(one.bytes, one.offset)
  const id = Buffer.from(sha256(bytes).slice(0, 16)).toString('hex')
  return id === pieces[0]?.item ? [bytes] : []
}

/** What a parcel holds besides zeros: how many lists and secrets, and of which kinds. */
export interface Parcel {
  readonly lists: readonly number[]
  readonly secrets: readonly number[]
}

const SECRET_BYTES: Readonly<Record<number, number>> = { 1: 4 + 32, 2: 4 + 32, 3: 16 + 4 + 8 + 32 }

/** Opens a parcel: `unsigned` unless this device has sent it, `not-ours` unless it was sealed to the prekey
 *  of this seed. */
export function openedParcel(
  newsroomId: Uint8Array,
  parcel: Uint8Array,
  sender: Uint8Array,
  prekeySeed: Uint8Array,
): Parcel | 'not-ours' | 'unsigned' {
  const code = 'parcel-malformed'
  const read = new Reading(parcel, code)
  requires(read.number(1) === 1, code)
  const from = read.bytes(16)
  read.bytes(16 + 16)
  const header = parcel.slice(0, read.at)
  // The shortest plaintext there is.
  requires(parcel.length >= header.length + 1120 + 1024 + 16 + 64, code)
  const signed = parcel.slice(0, -64)
  const isOwn = same(deviceIdOf(newsroomId, sender), from)
  if (!isOwn || !isSigned(sender, 'parcel signature', newsroomId, signed, parcel.slice(-64)))
    return 'unsigned'
  const info = context('parcel', newsroomId)
  const plaintext = hpkeOpen(prekeySeed, info, header, signed.slice(header.length))
  return plaintext === undefined ? 'not-ours' : parcelIn(plaintext)
}

function parcelIn(plaintext: Uint8Array): Parcel {
  const code = 'parcel-malformed'
  const read = new Reading(plaintext, code)
  const lists = read.list(1, () => {
    const kind = read.number(1)
    const count = read.number(4)
    requires(kind >= 1 && kind <= 3 && count <= 65_536, code)
    read.bytes(16 * count)
    return kind
  })
  requires(
    lists.every((kind, index) => index === 0 || (lists[index - 1] ?? 0) < kind),
    code,
  )
  const secrets = read.list(2, () => {
    const kind = read.number(1)
    const length = SECRET_BYTES[kind]
    if (length === undefined) throw new Refused(code)
    read.bytes(length)
    return kind
  })
  requires(secrets.length <= 512, code)
  const isPadded = plaintext.length === Math.max(1, Math.ceil(read.at / 1024)) * 1024
  requires(isPadded && plaintext.subarray(read.at).every((byte) => byte === 0), code)
  return { lists, secrets }
}

/** Who reads an open batch, and of whom. */
export interface OpenReader {
  readonly newsroomId: Uint8Array
  /** Public keys of the two devices. */
  readonly sender: Uint8Array
  readonly reader: Uint8Array
  readonly prekeySeed: Uint8Array
  readonly nowMillis: number
  /** The roster that the reader has. */
  readonly seen: Pick<Roster, 'head' | 'number'>
}

/** What an item of an open batch is to its reader, with what it says. */
export type OpenItem =
  | { readonly kind: 'passed-over' }
  | { readonly kind: 'parcel'; readonly held: number; readonly secrets: number }
  | { readonly kind: 'prekey'; readonly number: number; readonly announcedAtMillis: number }
  | { readonly kind: 'roster'; readonly number: number }

const passedOver = { kind: 'passed-over' } as const

/** Reads one; refuses a prekey of another length. */
export function openItem(world: OpenReader, item: Uint8Array): OpenItem {
  const [kind, rest] = [item[0], item.slice(1)]
  if (kind === 4) return prekeyIn(world, rest)
  try {
    if (kind === 5) return rosterIn(world, rest)
    return kind === 3 ? groupKeysIn(world, rest) : passedOver
  } catch (error) {
    if (error instanceof Refused) return passedOver
    throw error
  }
}

function prekeyIn({ newsroomId, sender }: OpenReader, bytes: Uint8Array): OpenItem {
  const read = new Reading(bytes, 'item-malformed')
  const device = read.bytes(16)
  const [number, announcedAtMillis] = [read.number(4), read.number(8)]
  read.bytes(1216)
  read.end()
  const isOwn = same(device, deviceIdOf(newsroomId, sender))
  return isOwn ? { kind: 'prekey', number, announcedAtMillis } : passedOver
}

function rosterIn(world: OpenReader, bytes: Uint8Array): OpenItem {
  const { newsroomId, nowMillis, seen, reader } = world
  const { number, devices } = trustedRoster(newsroomId, bytes, nowMillis, seen)
  const isNamed = devices.some(({ publicKey }) => same(publicKey, reader))
  return isNamed && number > seen.number ? { kind: 'roster', number } : passedOver
}

function groupKeysIn(world: OpenReader, bytes: Uint8Array): OpenItem {
  const { newsroomId, sender, reader, prekeySeed } = world
  const isForReader = same(bytes.slice(17, 33), deviceIdOf(newsroomId, reader))
  const opened = openedParcel(newsroomId, bytes, sender, prekeySeed)
  if (!isForReader || typeof opened === 'string') return passedOver
  const { lists, secrets } = opened
  const areGroupKeys = [...lists, ...secrets].every((kind) => kind === 2)
  return areGroupKeys ? { kind: 'parcel', held: lists.length, secrets: secrets.length } : passedOver
}

function deviceIdOf(newsroomId: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return sha256(join(context('device', newsroomId), publicKey)).slice(0, 16)
}
