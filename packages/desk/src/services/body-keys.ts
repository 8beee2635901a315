// The keys of what entries say: one or more for each thread, story or other subject, kept outside the
// journal so that they can die while the chains stay whole.
import { ByteReader, concatBytes, fromHex, toHex } from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'
import { bodyKeyIdOf } from '../domain/body-key-id.ts'
import type { DeskStores } from '../ports/desk-store.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { DeskKeys } from './desk-keys.ts'

const ID_BYTES = 16
const CONTENT_BYTES = 64

/** The key of one subject's entries. */
export interface BodyKey {
  /** 16 bytes, from `bodyKeyIdOf`. */
  readonly id: Uint8Array
  /** 32 bytes. */
  readonly key: Uint8Array
  /** 32 hexadecimal digits. */
  readonly subject: string
}

/** A key that is not here: the author of an entry says that it is destroyed, or only others say so. */
export interface AbsentKey {
  /** 16 bytes. */
  readonly id: Uint8Array
  readonly absence: Absence
}

/** Why a key is not here. */
export type Absence = 'destroyed' | 'missing'

/** What a desk knows of the key that an entry names. */
export type BodyKeyState = Absence | BodyKey | undefined

const MISSING = new Uint8Array([1])

/** All body keys of a desk. What is written within a change is used once {@link learn} is told that the
 *  change is durable. */
export class BodyKeys {
  readonly #keys: DeskKeys
  /** By id in hexadecimal digits. */
  readonly #byId = new Map<string, Absence | BodyKey>()
  /** The first that came for each subject: with it this device seals. */
  readonly #bySubject = new Map<string, BodyKey>()

  constructor(keys: DeskKeys, secrets: SecretStore) {
    this.#keys = keys
    for (const content of keys.secrets.list(secrets, 'body-key')) this.#hold(content)
  }

  /** The key of this id (32 hexadecimal digits); `undefined` if it never came. */
  find(id: string): BodyKeyState {
    return this.#byId.get(id)
  }

  /** The key of this id, if it is here. */
  key(id: string): BodyKey | undefined {
    const known = this.find(id)
    return typeof known === 'object' ? known : undefined
  }

  /** The key with which to seal what concerns a subject, or `undefined` before the first. */
  ofSubject(subject: string): BodyKey | undefined {
    return this.#bySubject.get(subject)
  }

  /** Draws a key for a subject and writes it. */
  draw(stores: DeskStores, subject: string): BodyKey {
    const { p, newsroomId, random } = this.#keys
    const key = random(32)
    const bodyKey = { id: bodyKeyIdOf(p, newsroomId, key, fromHex(subject)), key, subject }
    this.store(stores, bodyKey)
    return bodyKey
  }

  /** Writes a key that came with an entry. */
  store(stores: DeskStores, { id, key, subject }: BodyKey): void {
    const content = concatBytes(id, key, fromHex(subject))
    this.#keys.secrets.put(stores.secrets, 'body-key', id, content)
  }

  /** Writes that this key is not here, and why. The mark tells its absence from a theft. */
  storeAbsent(stores: DeskStores, { id, absence }: AbsentKey): void {
    const content = absence === 'missing' ? concatBytes(id, MISSING) : id
    this.#keys.secrets.put(stores.secrets, 'body-key', id, content)
  }

  /** Uses what was written. */
  learn(fresh: Iterable<AbsentKey | BodyKey>): void {
    for (const one of fresh)
      if ('absence' in one) this.#byId.set(toHex(one.id), one.absence)
      else this.#use(one)
  }

  /** Overwrites all keys in memory. */
  forget(): void {
    for (const one of this.#byId.values()) if (typeof one === 'object') one.key.fill(0)
    this.#byId.clear()
    this.#bySubject.clear()
  }

  #hold(content: Uint8Array): void {
    const reader = new ByteReader(content, 'key-malformed')
    const id = reader.take(ID_BYTES)
    if (content.length === ID_BYTES) this.#byId.set(toHex(id), 'destroyed')
    else if (content.length === ID_BYTES + MISSING.length) this.#byId.set(toHex(id), 'missing')
    else if (content.length === CONTENT_BYTES)
      this.#use({ id, key: reader.take(32), subject: toHex(reader.take(16)) })
    else throw new DeskError('storage-damaged', { place: 'body-key' })
  }

  #use(bodyKey: BodyKey): void {
    this.#byId.set(toHex(bodyKey.id), bodyKey)
    if (!this.#bySubject.has(bodyKey.subject)) this.#bySubject.set(bodyKey.subject, bodyKey)
  }
}
