// The keys under which desks hand each other batches, one an epoch of membership. Whoever has none waits
// for a welcome.
import { ByteReader, concatBytes, u32 } from '@cronista/protocol'
import type { DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'

/** One epoch's key. */
export interface GroupKey {
  /** From 1. */
  readonly epoch: number
  /** 32 bytes. */
  readonly key: Uint8Array
}

const FIRST_EPOCH = 1

/** The group's keys, as far as this desk was given them. */
export class GroupKeys {
  readonly #keys: DeskKeys
  readonly #byEpoch = new Map<number, GroupKey>()

  constructor(keys: DeskKeys, stores: DeskStores) {
    this.#keys = keys
    for (const content of keys.secrets.list(stores.secrets, 'group-key')) {
      const reader = new ByteReader(content, 'key-malformed')
      this.#hold({ epoch: reader.u32(), key: reader.take(32) })
    }
  }

  /** Draws the newsroom's first key, once in its life. Durable with the change it is part of. */
  static found(keys: DeskKeys, stores: DeskStores): void {
    put(keys, stores, { epoch: FIRST_EPOCH, key: keys.random(32) })
  }

  /** Under which batches are sealed now; `undefined` on a desk that waits for its welcome. */
  get current(): GroupKey | undefined {
    const epochs = [...this.#byEpoch.keys()]
    return this.#byEpoch.get(Math.max(...epochs))
  }

  /** The key of an epoch, or `undefined`. */
  find(epoch: number): GroupKey | undefined {
    return this.#byEpoch.get(epoch)
  }

  /** Keeps a key that a welcome gave; used from now on. */
  accept(stores: DeskStores, key: GroupKey): void {
    put(this.#keys, stores, key)
    this.#hold(key)
  }

  /** Overwrites the keys in memory. */
  forget(): void {
    for (const { key } of this.#byEpoch.values()) key.fill(0)
    this.#byEpoch.clear()
  }

  #hold(key: GroupKey): void {
    this.#byEpoch.set(key.epoch, key)
  }
}

function put({ secrets }: DeskKeys, stores: DeskStores, { epoch, key }: GroupKey): void {
  secrets.put(stores.secrets, 'group-key', u32(epoch), concatBytes(u32(epoch), key))
}
