// Reading the whole journal when the desk is unlocked. Signatures were verified when entries came; here
// each chain's hashes are checked, and their ends against the sealed note: nothing that is altered, taken
// out, put in or cut off stays unseen.
import { entryHash, equalBytes, parseEntry, ProtocolError, toHex } from '@cronista/protocol'
import type { JournalEvent } from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import type { DeskStores } from '../ports/desk-store.ts'
import type { StoredEntry } from '../ports/journal-store.ts'
import type { BodyKeys } from './body-keys.ts'
import { areSameHeads, NO_ENTRIES, readNotedHeads, type ChainHead } from './chain-heads.ts'
import type { DeskKeys } from './desk-keys.ts'
import { eventIn } from './entry-events.ts'
import type { KnownDevices } from './known-devices.ts'

/** Goes through all chains once. */
export class JournalReading {
  /** By device id in hexadecimal digits; complete once {@link events} has come to its end. */
  readonly heads = new Map<string, ChainHead>()
  /** Entries of other devices whose events do not count. */
  refused = 0
  readonly #keys: DeskKeys
  readonly #stores: DeskStores
  readonly #bodyKeys: BodyKeys
  readonly #devices: KnownDevices
  readonly #own: string

  constructor(keys: DeskKeys, stores: DeskStores, bodyKeys: BodyKeys, devices: KnownDevices) {
    this.#keys = keys
    this.#stores = stores
    this.#bodyKeys = bodyKeys
    this.#devices = devices
    this.#own = toHex(keys.deviceId)
  }

  /** The events that count, in the order in which they came. Throws `journal-damaged` naming the first
   *  entry that is not what this device stored, and at the end if entries are missing. */
  *events(): Iterable<JournalEvent> {
    const noted = readNotedHeads(this.#keys, this.#stores)
    for (const stored of this.#stores.journal.entries()) {
      const event = this.#read(stored)
      if (event !== undefined) yield event
    }
    if (noted === undefined || !areSameHeads(noted, this.heads))
      throw damagedAt(`after entry ${this.#ownHead().sequence}`)
  }

  #read({ deviceId, sequence, entry: bytes }: StoredEntry): JournalEvent | undefined {
    const device = toHex(deviceId)
    const head = this.heads.get(device) ?? NO_ENTRIES
    const place = `entry ${head.sequence + 1}${device === this.#own ? '' : ' of another device'}`
    const entry = parsed(bytes, place)
    if (
      sequence !== head.sequence + 1 ||
      entry.sequence !== sequence ||
      !equalBytes(entry.deviceId, deviceId) ||
      !equalBytes(entry.previousHash, head.hash)
    )
      throw damagedAt(place)
    const { p, newsroomId } = this.#keys
    this.heads.set(device, { sequence, hash: entryHash(p, newsroomId, bytes) })
    const bodyKey = this.#bodyKeys.find(toHex(entry.bodyKeyId))
    if (bodyKey === undefined) throw damagedAt(place)
    if (bodyKey === 'destroyed') return undefined
    const event = eventIn(this.#keys, entry, bodyKey, this.#devices.authorOf(device))
    if (!(event instanceof Error)) return event
    if (device === this.#own) throw damagedAt(place, event)
    this.refused++
    return undefined
  }

  #ownHead(): ChainHead {
    return this.heads.get(this.#own) ?? NO_ENTRIES
  }
}

function parsed(bytes: Uint8Array, place: string) {
  try {
    return parseEntry(bytes)
  } catch (error) {
    if (error instanceof ProtocolError) throw damagedAt(place, error)
    throw error
  }
}

function damagedAt(place: string, cause?: unknown): DeskError {
  return new DeskError('journal-damaged', { place, cause })
}
