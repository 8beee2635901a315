// What desks hand each other inside batches: an entry of the journal with the key of its body, a parcel
// (§13), or what an open batch may hold besides, cut into pieces and joined again. Whose it is, and whether
// an entry chains, is judged elsewhere.
import { ByteReader, concatBytes, equalBytes, u32, u64, u8 } from './bytes.ts'
import { asDeviceId, sized, type DeviceId } from './context.ts'
import { ProtocolError } from './errors.ts'
import type { Primitives } from './primitives.ts'

/** The largest item. */
export const MAX_ITEM_BYTES = 4_194_304
/** What a piece takes in a batch besides its bytes. */
export const PIECE_HEADER_BYTES = 26

const WITH_KEY = 1
const KEY_DESTROYED = 2
const PARCEL = 3
const PREKEY = 4
const ROSTER = 5
const PREKEY_BYTES = 1216
const MAX_PIECE_BYTES = 65_535

/** An entry as it travels between desks (§8): with the key of its body, which no entry holds, or with
 *  the news that this key is destroyed. */
export type JournalItem =
  | {
      readonly kind: 'with-key'
      /** 32 bytes. */
      readonly bodyKey: Uint8Array
      /** The thread, story or other thing that the key belongs to, 16 bytes. */
      readonly subject: Uint8Array
      /** As `sealEntry` made it. */
      readonly entry: Uint8Array
    }
  | { readonly kind: 'key-destroyed'; readonly entry: Uint8Array }

/** A run of an item's bytes (§8). */
export interface ItemPiece {
  /** From {@link itemIdOf}, 16 bytes. */
  readonly itemId: Uint8Array
  /** Length of the whole item. */
  readonly total: number
  readonly offset: number
  /** 1 to 65,535. */
  readonly bytes: Uint8Array
}

/** An item of which the bytes before `offset` have been handed in. */
export interface OutgoingItem {
  readonly item: Uint8Array
  readonly offset: number
}

/** Writes an item (§8); throws RangeError for one beyond {@link MAX_ITEM_BYTES}. */
export function encodeItem(item: JournalItem): Uint8Array {
  const bytes =
    item.kind === 'with-key'
      ? concatBytes(u8(WITH_KEY), sized(item.bodyKey, 32), sized(item.subject, 16), item.entry)
      : concatBytes(u8(KEY_DESTROYED), item.entry)
  return encoded(bytes)
}

function encoded(item: Uint8Array): Uint8Array {
  if (item.length > MAX_ITEM_BYTES) throw new RangeError('an item is no longer than 4 MiB')
  return item
}

/** A parcel as an item (§13). */
export function encodeParcelItem(parcel: Uint8Array): Uint8Array {
  return encoded(concatBytes(u8(PARCEL), parcel))
}

/** The parcel in an item, for `parseParcel`; `undefined` for an item of another kind. */
export function parcelIn(item: Uint8Array): Uint8Array | undefined {
  return item[0] === PARCEL ? item.slice(1) : undefined
}

/** The roster in an item of an open batch, as it is served; `undefined` for an item of another kind. */
export function rosterIn(item: Uint8Array): Uint8Array | undefined {
  return item[0] === ROSTER ? item.slice(1) : undefined
}

/** A roster as an item (§8). */
export function encodeRosterItem(roster: Uint8Array): Uint8Array {
  return encoded(concatBytes(u8(ROSTER), roster))
}

/** What a device says of its newest prekey to those who cannot read its chain (§13). */
export interface PrekeyNotice {
  /** Whose it is; counts only in this device's own batch. */
  readonly deviceId: DeviceId
  /** Counts the device's prekeys from 1. */
  readonly number: number
  readonly announcedAtMillis: number
  /** 1,216 bytes. */
  readonly prekey: Uint8Array
}

/** A prekey as an item (§8). */
export function encodePrekeyItem(notice: PrekeyNotice): Uint8Array {
  const { deviceId, number, announcedAtMillis, prekey } = notice
  const named = concatBytes(sized(deviceId, 16), u32(number), u64(announcedAtMillis))
  return concatBytes(u8(PREKEY), named, sized(prekey, PREKEY_BYTES))
}

/** The prekey in an item of an open batch; `undefined` for an item of another kind. Throws
 *  `item-malformed`. */
export function prekeyIn(item: Uint8Array): PrekeyNotice | undefined {
  if (item[0] !== PREKEY) return undefined
  const reader = new ByteReader(item.subarray(1), 'item-malformed')
  const deviceId = asDeviceId(reader.take(16))
  const notice = { deviceId, number: reader.u32(), announcedAtMillis: reader.u64() }
  const prekey = reader.take(PREKEY_BYTES)
  reader.end()
  return { ...notice, prekey }
}

/** Reads an item that is an entry; throws `item-malformed`, for a parcel too. Its entry is parsed by
 *  `parseEntry`. */
export function parseItem(bytes: Uint8Array): JournalItem {
  const reader = new ByteReader(bytes, 'item-malformed')
  const kind = reader.u8()
  if ((kind !== WITH_KEY && kind !== KEY_DESTROYED) || bytes.length > MAX_ITEM_BYTES) reader.fail()
  if (kind === KEY_DESTROYED) return { kind: 'key-destroyed', entry: readEntry(reader, bytes) }
  const bodyKey = reader.take(32)
  const subject = reader.take(16)
  return { kind: 'with-key', bodyKey, subject, entry: readEntry(reader, bytes) }
}

function readEntry(reader: ByteReader, bytes: Uint8Array): Uint8Array {
  const entry = reader.take(bytes.length - reader.offset)
  if (entry.length === 0) reader.fail()
  return entry
}

/** What its pieces call an item: the first 16 bytes of its SHA-256. */
export function itemIdOf(p: Primitives, item: Uint8Array): Uint8Array {
  return p.sha256(item).slice(0, 16)
}

/** Cuts items, in their order, into pieces that fill `room` bytes of a batch (see `batchRoom`), and
 *  says what is left for the next one. Nothing is cut into a room too small for one byte. */
export function cutItems(
  p: Primitives,
  items: readonly OutgoingItem[],
  room: number,
): { readonly pieces: readonly ItemPiece[]; readonly rest: readonly OutgoingItem[] } {
  const pieces: ItemPiece[] = []
  const rest: OutgoingItem[] = []
  let left = room
  for (const { item, offset } of items) {
    const length = Math.min(left - PIECE_HEADER_BYTES, item.length - offset, MAX_PIECE_BYTES)
    if (length > 0) {
      const end = offset + length
      const bytes = item.slice(offset, end)
      pieces.push({ itemId: itemIdOf(p, item), total: item.length, offset, bytes })
      left -= PIECE_HEADER_BYTES + length
      if (end < item.length) rest.push({ item, offset: end })
    } else if (offset < item.length) rest.push({ item, offset })
  }
  return { pieces, rest }
}

/** Joins the pieces of one item, in any order, some perhaps twice. `undefined` while bytes are missing;
 *  throws `item-malformed` when all are there and are not the item that they name. */
export function joinPieces(p: Primitives, pieces: readonly ItemPiece[]): Uint8Array | undefined {
  const [first] = pieces
  if (first === undefined) return undefined
  const ordered = [...pieces].sort((a, b) => a.offset - b.offset)
  const covered = ordered.reduce(
    (end, piece) => (piece.offset > end ? end : Math.max(end, piece.offset + piece.bytes.length)),
    0,
  )
  if (pieces.some((piece) => !isOfSameItem(piece, first))) malformed()
  if (covered < first.total) return undefined
  const item = new Uint8Array(first.total)
  for (const piece of ordered) item.set(piece.bytes, piece.offset)
  if (!equalBytes(itemIdOf(p, item), first.itemId)) malformed()
  return item
}

function isOfSameItem(piece: ItemPiece, first: ItemPiece): boolean {
  return (
    equalBytes(piece.itemId, first.itemId) &&
    piece.total === first.total &&
    piece.offset + piece.bytes.length <= piece.total
  )
}

function malformed(): never {
  throw new ProtocolError('item-malformed')
}
