// Which of the stored entries have no key here. They are remembered because their key may still come: then
// they count as if it had come with them.

/** Where an entry stands. */
export interface EntryPlace {
  /** Its author's device, 32 hexadecimal digits. */
  readonly deviceId: string
  readonly sequence: number
}

/** An entry whose key is not here. */
export interface KeylessEntry extends EntryPlace {
  /** 32 hexadecimal digits. */
  readonly bodyKeyId: string
}

/** Stored entries by the keys that they lack. */
export class KeylessEntries {
  /** By body key id in hexadecimal digits. */
  readonly #byKey = new Map<string, EntryPlace[]>()

  /** Takes note of an entry. */
  add({ bodyKeyId, ...place }: KeylessEntry): void {
    const places = this.#byKey.get(bodyKeyId)
    if (places === undefined) this.#byKey.set(bodyKeyId, [place])
    else places.push(place)
  }

  /** The entries that lack this key. */
  of(bodyKeyId: string): readonly EntryPlace[] {
    return this.#byKey.get(bodyKeyId) ?? []
  }

  /** This key has come. */
  delete(bodyKeyId: string): void {
    this.#byKey.delete(bodyKeyId)
  }

  /** The first entry of each chain that lacks a key of which this is true, by device. */
  firsts(isMeant: (bodyKeyId: string) => boolean): ReadonlyMap<string, number> {
    const firsts = new Map<string, number>()
    for (const [bodyKeyId, places] of this.#byKey) {
      if (!isMeant(bodyKeyId)) continue
      for (const { deviceId, sequence } of places)
        firsts.set(deviceId, Math.min(sequence, firsts.get(deviceId) ?? Infinity))
    }
    return firsts
  }
}
