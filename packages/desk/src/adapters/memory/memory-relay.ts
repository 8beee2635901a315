import {
  encodeSegment,
  equalBytes,
  parseSegmentName,
  ProtocolError,
  segmentName,
  verifyRoster,
  type NewsroomId,
  type Primitives,
  type SegmentName,
  type TrustedRoster,
} from '@cronista/protocol'
import { DeskError, type DeskErrorCode } from '../../desk-error.ts'
import type { ListedBatch } from '../../ports/batch-relay.ts'
import type { Clock } from '../../ports/clock.ts'
import type { RelayClient } from '../../ports/relay-client.ts'
import { nativePrimitives } from '../native-primitives.ts'
import { MemoryBatchRelay } from './memory-batch-relay.ts'
import { MemoryReleaseRelay } from './memory-release-relay.ts'

/** What a relay in memory judges rosters by. */
export interface MemoryRelayParts {
  readonly newsroomId: NewsroomId
  readonly clock: Pick<Clock, 'nowMillis'>
}

/** A relay in memory. It judges rosters and the order of batches as the real one does, and believes
 *  everything else that it is given. */
export class MemoryRelay implements RelayClient {
  readonly editions = new Map<number, Uint8Array>()
  /** Those that it took, each once, in their order. */
  readonly rosters: Uint8Array[] = []
  readonly #parts: MemoryRelayParts
  #newest: TrustedRoster | undefined
  readonly journal = new MemoryBatchRelay()
  readonly site = new MemoryReleaseRelay(nativePrimitives)
  readonly #segments = new Map<SegmentName, Uint8Array>()
  #fault: DeskErrorCode | undefined

  constructor(parts: MemoryRelayParts) {
    this.#parts = parts
  }

  /** Every request fails with this code, until it is called without one. */
  fail(code?: DeskErrorCode): void {
    this.#fault = code
  }

  /** Closes a segment of these cells; the number follows the last unless it is given. */
  close(
    p: Primitives,
    cells: readonly Uint8Array[],
    number = this.#segments.size + 1,
  ): SegmentName {
    return this.closeBytes(encodeSegment(p, cells), number)
  }

  /** Puts a segment there as it is. */
  closeBytes(bytes: Uint8Array, number = this.#segments.size + 1): SegmentName {
    const name = segmentName(number, 0)
    this.#segments.set(name, bytes)
    return name
  }

  async segments(after: SegmentName | undefined): Promise<readonly SegmentName[]> {
    this.#mayFail()
    const from = after === undefined ? 0 : (parseSegmentName(after)?.number ?? 0)
    return [...this.#segments.keys()].filter((name) => (parseSegmentName(name)?.number ?? 0) > from)
  }

  async segment(name: SegmentName): Promise<Uint8Array> {
    this.#mayFail()
    const bytes = this.#segments.get(name)
    if (bytes === undefined || bytes.length === 0) throw new DeskError('segment-missing')
    return bytes
  }

  async putEdition(number: number, edition: Uint8Array): Promise<void> {
    this.#mayFail()
    this.editions.set(number, edition)
  }

  async putRoster(roster: Uint8Array): Promise<void> {
    this.#mayFail()
    const taken = this.#judged(roster)
    const isRepeated = this.rosters.some((one) => equalBytes(one, roster))
    if (!isRepeated && taken.number <= (this.#newest?.number ?? 0))
      throw new DeskError('roster-refused')
    if (isRepeated) return
    this.#newest = taken
    this.rosters.push(roster)
  }

  async edition(): Promise<Uint8Array | undefined> {
    this.#mayFail()
    return [...this.editions.values()].at(-1)
  }

  async putBatch(number: number, batch: Uint8Array): Promise<void> {
    this.#mayFail()
    await this.journal.putBatch(number, batch)
  }

  async batches(afterPlace: number): Promise<readonly ListedBatch[]> {
    this.#mayFail()
    return this.journal.batches(afterPlace)
  }

  async batch(place: number): Promise<Uint8Array | undefined> {
    this.#mayFail()
    return this.journal.batch(place)
  }

  async lackingFiles(hashes: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    this.#mayFail()
    return this.site.lackingFiles(hashes)
  }

  async putReleaseFile(hash: Uint8Array, file: Uint8Array): Promise<void> {
    this.#mayFail()
    await this.site.putReleaseFile(hash, file)
  }

  async putRelease(number: number, release: Uint8Array): Promise<void> {
    this.#mayFail()
    await this.site.putRelease(number, release)
  }

  async release(): Promise<Uint8Array | undefined> {
    this.#mayFail()
    return this.site.release()
  }

  #judged(bytes: Uint8Array): TrustedRoster {
    const { newsroomId, clock } = this.#parts
    const judgement = { newsroomId, nowMillis: clock.nowMillis(), seen: this.#newest }
    try {
      return verifyRoster(nativePrimitives, bytes, judgement)
    } catch (cause) {
      if (cause instanceof ProtocolError) throw new DeskError('roster-refused', { cause })
      throw cause
    }
  }

  #mayFail(): void {
    if (this.#fault !== undefined) throw new DeskError(this.#fault)
  }
}
