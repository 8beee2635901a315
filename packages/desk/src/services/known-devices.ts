// Whose devices the newsroom's root has ever certified, as far as this desk has seen. Rosters forget
// devices that leave; their entries stay in the journal, and stay theirs.
import {
  asPersonId,
  ByteReader,
  concatBytes,
  deviceIdOf,
  parseRoster,
  toHex,
  type PersonId,
  type RosterDevice,
} from '@cronista/protocol'
import type { Author } from '../domain/author.ts'
import type { DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { readNote, writeNote } from './notes.ts'

const DEVICE_BYTES = 48

/** A device and its person. */
export type KnownDevice = Pick<RosterDevice, 'personId' | 'publicKey'>

/** The devices of all rosters that this desk has trusted, and its own. */
export class KnownDevices {
  readonly #keys: DeskKeys
  /** By device id in hexadecimal digits. */
  readonly #devices = new Map<string, KnownDevice>()
  readonly #authors = new Map<string, Author>()

  private constructor(keys: DeskKeys) {
    this.#keys = keys
  }

  /** Reads what was remembered. A state that an earlier version left has only the roster it trusted. */
  static open(keys: DeskKeys, stores: DeskStores): KnownDevices {
    const known = new KnownDevices(keys)
    known.#add({ personId: keys.personId, publicKey: keys.devicePublicKey })
    const note = readNote(keys, stores, 'known-devices')
    for (const device of decode(note ?? new Uint8Array(0))) known.#add(device)
    const roster = note === undefined ? readNote(keys, stores, 'roster') : undefined
    for (const device of roster === undefined ? [] : parseRoster(roster).devices) known.#add(device)
    return known
  }

  /** Remembers the devices of a roster that is trusted. */
  learn(stores: DeskStores, devices: readonly KnownDevice[]): void {
    for (const device of devices) this.#add(device)
    writeNote(this.#keys, stores, 'known-devices', encode([...this.#devices.values()]))
  }

  /** The device of this id (32 hexadecimal digits), or `undefined` for a stranger. */
  find(deviceId: string): KnownDevice | undefined {
    return this.#devices.get(deviceId)
  }

  /** Who signs with this device (32 hexadecimal digits), or `undefined` for a stranger. */
  authorOf(deviceId: string): Author | undefined {
    return this.#authors.get(deviceId)
  }

  /** All devices and their people. */
  authors(): readonly Author[] {
    return [...this.#authors.values()]
  }

  #add({ personId, publicKey }: KnownDevice): void {
    const { p, newsroomId } = this.#keys
    const device = toHex(deviceIdOf(p, newsroomId, publicKey))
    this.#devices.set(device, { personId, publicKey })
    this.#authors.set(device, { device, person: toHex(personId) })
  }
}

function encode(devices: readonly KnownDevice[]): Uint8Array {
  return concatBytes(...devices.flatMap(({ personId, publicKey }) => [personId, publicKey]))
}

function decode(note: Uint8Array): readonly { personId: PersonId; publicKey: Uint8Array }[] {
  const reader = new ByteReader(note, 'roster-malformed')
  return Array.from({ length: Math.floor(note.length / DEVICE_BYTES) }, () => ({
    personId: asPersonId(reader.take(16)),
    publicKey: reader.take(32),
  }))
}
