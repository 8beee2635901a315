import type { MirrorStore } from '../mirror-store.ts'

/** A mirror that forgets everything when it ends. */
export class MemoryMirrorStore implements MirrorStore {
  readonly #files = new Map<string, Uint8Array>()
  #release: Uint8Array | undefined

  async current(): Promise<Uint8Array | undefined> {
    return this.#release?.slice()
  }

  async find(sha256: string): Promise<Uint8Array | undefined> {
    return this.#files.get(sha256)?.slice()
  }

  async putFile(sha256: string, bytes: Uint8Array): Promise<void> {
    this.#files.set(sha256, bytes.slice())
  }

  async publish(release: Uint8Array): Promise<void> {
    this.#release = release.slice()
  }

  async keepOnly(sha256s: ReadonlySet<string>): Promise<void> {
    for (const name of this.#files.keys()) if (!sha256s.has(name)) this.#files.delete(name)
  }
}
