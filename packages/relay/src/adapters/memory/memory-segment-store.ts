import type { SegmentName } from '@cronista/protocol'
import type { SegmentStore } from '../../ports/segment-store.ts'

/** Segments in memory. */
export class MemorySegmentStore implements SegmentStore {
  readonly #segments = new Map<SegmentName, Uint8Array>()

  async put(name: SegmentName, bytes: Uint8Array): Promise<void> {
    this.#segments.set(name, bytes.slice())
  }

  async find(name: SegmentName): Promise<Uint8Array | undefined> {
    return this.#segments.get(name)?.slice()
  }

  async remove(name: SegmentName): Promise<void> {
    this.#segments.delete(name)
  }

  async *names(): AsyncIterable<SegmentName> {
    yield* [...this.#segments.keys()]
  }
}
