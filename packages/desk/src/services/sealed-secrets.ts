// What the desk keeps on disk beside the journal, sealed under the vault's master key. The disk shows
// how many secrets of each kind there are, their lengths and the day they die; nothing else.
//
//   id     = HMAC-SHA256(id key, context ‖ kind ‖ 0x00 ‖ label)[0..16]
//   sealed = salt(32) ‖ ChaCha20-Poly1305(HKDF-SHA256(master key, salt, context ‖ kind ‖ 0x00 ‖ id, 32), 0¹², "", content)
import {
  concatBytes,
  utf8,
  type NewsroomId,
  type Primitives,
  type Random,
} from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'
import type { SealedSecret, SecretKind, SecretStore } from '../ports/secret-store.ts'

const SALT_BYTES = 32
const NONCE = new Uint8Array(12)
const NOTHING = new Uint8Array(0)

/** Seals secrets into a {@link SecretStore} and opens them again. */
export class SealedSecrets {
  readonly #p: Primitives
  readonly #random: Random
  readonly #context: Uint8Array
  readonly #masterKey: Uint8Array
  readonly #idKey: Uint8Array

  /** `masterKey` is kept, not copied: whoever overwrites it ends this. */
  constructor(p: Primitives, random: Random, newsroomId: NewsroomId, masterKey: Uint8Array) {
    this.#p = p
    this.#random = random
    this.#context = concatBytes(utf8('cronista/1 desk secret\0'), newsroomId)
    this.#masterKey = masterKey
    const info = concatBytes(this.#context, utf8('id key'))
    this.#idKey = p.hkdfSha256(masterKey, newsroomId, info, 32)
  }

  put(
    store: SecretStore,
    kind: SecretKind,
    label: Uint8Array,
    content: Uint8Array,
    expiresOnDay?: number,
  ): void {
    const id = this.#idOf(kind, label)
    const salt = this.#random(SALT_BYTES)
    const key = this.#keyOf(kind, id, salt)
    const sealed = concatBytes(salt, this.#p.chacha20Poly1305Seal(key, NONCE, NOTHING, content))
    store.put({ kind, id, sealed, ...(expiresOnDay === undefined ? {} : { expiresOnDay }) })
  }

  /** The content under a label. Throws `storage-damaged` for one that was altered or exchanged. */
  find(store: SecretStore, kind: SecretKind, label: Uint8Array): Uint8Array | undefined {
    const secret = store.find(kind, this.#idOf(kind, label))
    return secret === undefined ? undefined : this.#open(secret)
  }

  /** All contents of a kind, in the order in which they were first put; throws as {@link find}. */
  list(store: SecretStore, kind: SecretKind): readonly Uint8Array[] {
    return store.list(kind).map((secret) => this.#open(secret))
  }

  /** As {@link list}, each with the day after which it is erased. That day stands in the open. */
  listDated(
    store: SecretStore,
    kind: SecretKind,
  ): readonly { readonly content: Uint8Array; readonly expiresOnDay: number | undefined }[] {
    return store
      .list(kind)
      .map((secret) => ({ content: this.#open(secret), expiresOnDay: secret.expiresOnDay }))
  }

  erase(store: SecretStore, kind: SecretKind, label: Uint8Array): void {
    store.erase(kind, this.#idOf(kind, label))
  }

  /** Overwrites the keys; nothing can be opened afterwards. */
  forget(): void {
    this.#idKey.fill(0)
    this.#masterKey.fill(0)
  }

  #open({ kind, id, sealed }: SealedSecret): Uint8Array {
    const key = this.#keyOf(kind, id, sealed.subarray(0, SALT_BYTES))
    const content = this.#p.chacha20Poly1305Open(key, NONCE, NOTHING, sealed.subarray(SALT_BYTES))
    if (content === undefined) throw new DeskError('storage-damaged', { place: kind })
    return content
  }

  #idOf(kind: SecretKind, label: Uint8Array): Uint8Array {
    const named = concatBytes(this.#context, utf8(`${kind}\0`), label)
    return this.#p.hmacSha256(this.#idKey, named).slice(0, 16)
  }

  #keyOf(kind: SecretKind, id: Uint8Array, salt: Uint8Array): Uint8Array {
    const info = concatBytes(this.#context, utf8(`${kind}\0`), id)
    return this.#p.hkdfSha256(this.#masterKey, salt, info, 32)
  }
}
