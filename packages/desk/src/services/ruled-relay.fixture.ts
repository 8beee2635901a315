// A relay in memory that judges editions, too, as the real one does, and what lies between it and each desk.
import { equalBytes, parseEdition, type SegmentName } from '@cronista/protocol'
import { MemoryRelay, type MemoryRelayParts } from '../adapters/memory/memory-relay.ts'
import { DeskError } from '../desk-error.ts'
import type { Clock } from '../ports/clock.ts'
import type { RelayClient } from '../ports/relay-client.ts'

/** How far a desk's clock may be off before its signature is refused (docs/protocol.md §9). */
const SKEW_MILLIS = 5 * 60_000

interface TakenEdition {
  readonly number: number
  readonly timeMillis: number
  readonly bytes: Uint8Array
}

/** A relay of which the editions have one order, and are served from their times on. */
export class RuledRelay extends MemoryRelay {
  readonly #clock: Clock
  readonly #intervalMillis: number
  /** In the order in which they were taken. */
  readonly taken: TakenEdition[] = []

  constructor(parts: MemoryRelayParts & { readonly clock: Clock }, intervalMillis: number) {
    super(parts)
    this.#clock = parts.clock
    this.#intervalMillis = intervalMillis
  }

  override async putEdition(number: number, bytes: Uint8Array): Promise<void> {
    const { timeMillis } = parseEdition(bytes)
    const [last] = this.taken.slice(-1)
    const again = this.taken.find((one) => one.number === number)
    if (again !== undefined && equalBytes(again.bytes, bytes)) return
    const nowMillis = this.#clock.nowMillis()
    const isSensible =
      timeMillis >= nowMillis - this.#intervalMillis - SKEW_MILLIS &&
      timeMillis <= nowMillis + 24 * this.#intervalMillis + SKEW_MILLIS
    const isNext = number > (last?.number ?? 0) && timeMillis > (last?.timeMillis ?? -1)
    if (!isSensible || !isNext) throw new DeskError('edition-refused')
    this.taken.push({ number, timeMillis, bytes })
    await super.putEdition(number, bytes)
  }

  /** Of those whose time has come, the last. */
  override async edition(): Promise<Uint8Array | undefined> {
    const nowMillis = this.#clock.nowMillis()
    return this.taken.filter(({ timeMillis }) => timeMillis <= nowMillis).at(-1)?.bytes
  }
}

/** How a desk reaches the relay. */
export interface Line {
  /** `down`: nothing arrives; `deaf`: what is asked happens, and no answer comes back; `mute`: batches do
   *  not arrive, all else does. */
  state: 'deaf' | 'down' | 'mute' | 'up'
  /** How far this desk's clock is ahead of everybody's. */
  skewMillis: number
  /** A desk whose process has been killed asks nothing more. */
  isKilled: boolean
}

/** The relay by way of a desk's line. Every request is told to `asked` with the bytes that go up. */
export function relayOver(
  relay: RelayClient,
  line: Line,
  asked: (request: string, bytes: number) => void = () => undefined,
): RelayClient & { close(): void } {
  const over = async <Answer>(
    request: string,
    bytes: number,
    ask: () => Promise<Answer>,
    isSigned = true,
  ): Promise<Answer> => {
    if (line.isKilled) return new Promise(() => undefined)
    asked(request, bytes)
    if (line.state === 'down' || (line.state === 'mute' && request.startsWith('put batch')))
      throw new DeskError('relay-unreachable')
    if (isSigned && Math.abs(line.skewMillis) > SKEW_MILLIS) throw new DeskError('device-refused')
    const answer = await ask()
    if (line.state === 'deaf') throw new DeskError('relay-unreachable')
    return answer
  }
  return {
    segments: (after) => over(`segments ${after ?? ''}`, 0, () => relay.segments(after)),
    segment: (name: SegmentName) => over(`segment ${name}`, 0, () => relay.segment(name)),
    edition: () => over('edition', 0, () => relay.edition(), false),
    putEdition: (number, bytes) =>
      over(`put edition ${number}`, bytes.length, () => relay.putEdition(number, bytes)),
    putRoster: (bytes) => over('put roster', bytes.length, () => relay.putRoster(bytes), false),
    putBatch: (number, bytes) =>
      over(`put batch ${number}`, bytes.length, () => relay.putBatch(number, bytes)),
    batches: (after) => over(`batches ${after}`, 0, () => relay.batches(after)),
    batch: (place) => over(`batch ${place}`, 0, () => relay.batch(place)),
    lackingFiles: (hashes) =>
      over('lacking files', 32 * hashes.length, () => relay.lackingFiles(hashes)),
    putReleaseFile: (hash, file) =>
      over('put file', file.length, () => relay.putReleaseFile(hash, file)),
    putRelease: (number, bytes) =>
      over('put release', bytes.length, () => relay.putRelease(number, bytes)),
    release: () => over('release', 0, () => relay.release(), false),
    close: () => undefined,
  }
}
