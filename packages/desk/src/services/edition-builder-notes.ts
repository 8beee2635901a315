// What the edition builder remembers beyond its process, sealed.
import { ByteReader, concatBytes, fromHex, toHex, u32, u64 } from '@cronista/protocol'
import { listingsOf, type Listing, type Listings } from '../domain/edition-plan-listings.ts'
import type { DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { readNote, writeNote } from './notes.ts'

/** The edition this device built last. */
export interface NotedEdition {
  readonly number: number
  readonly timeMillis: number
  /** As it was signed: after a restart the same bytes are offered again. */
  readonly bytes: Uint8Array
}

const HEADER_BYTES = 16
const LISTING_BYTES = 32

/** The edition built last, or `undefined` before the first. */
export function readNotedEdition(keys: DeskKeys, stores: DeskStores): NotedEdition | undefined {
  const note = readNote(keys, stores, 'edition')
  if (note === undefined) return undefined
  const reader = new ByteReader(note, 'edition-malformed')
  return { number: reader.u64(), timeMillis: reader.u64(), bytes: note.slice(HEADER_BYTES) }
}

/** Notes an edition over the one before. */
export function noteEdition(keys: DeskKeys, stores: DeskStores, edition: NotedEdition): void {
  const { number, timeMillis, bytes } = edition
  writeNote(keys, stores, 'edition', concatBytes(u64(number), u64(timeMillis), bytes))
}

/** What the editions have listed; empty before the first. */
export function readListings(keys: DeskKeys, stores: DeskStores): Listings {
  const note = readNote(keys, stores, 'listings') ?? new Uint8Array(0)
  const reader = new ByteReader(note, 'edition-malformed')
  const count = Math.floor(note.length / LISTING_BYTES)
  return listingsOf(Array.from({ length: count }, () => readListing(reader)))
}

/** Notes what has been listed. */
export function noteListings(keys: DeskKeys, stores: DeskStores, listings: Listings): void {
  const content = [...listings.values()].flatMap(({ thread, number, turn, firstAtMillis }) => [
    fromHex(thread),
    ...[u32(number), u32(turn), u64(firstAtMillis)],
  ])
  writeNote(keys, stores, 'listings', concatBytes(...content))
}

function readListing(reader: ByteReader): Listing {
  const thread = toHex(reader.take(16))
  const [number, turn] = [reader.u32(), reader.u32()]
  return { thread, number, turn, firstAtMillis: reader.u64() }
}
