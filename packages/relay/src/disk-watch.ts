// A flood of cells fills any disk, and nothing may limit it by where it comes from. So the operator is told
// while there is still time, and the last of the room is kept for what the newsroom itself hands in: without
// rosters and editions every page would fall silent for everybody, also long after the flood.
import { RelayError, type Sentence } from './domain/relay-error.ts'
import type { CellLog } from './ports/cell-log.ts'
import type { Alarm } from './ports/clock.ts'
import type { DiskGauge, DiskRoom } from './ports/disk-room.ts'
import { systemAlarm } from './upkeep.ts'

/** How a disk does: `low` is less than the operator wants to be told of, `reserved` too little for cells. */
export type DiskState = 'enough' | 'low' | 'reserved'

const CHECK_MILLIS = 60_000
/** While it is so, the operator is told this often. */
const TELL_CHECKS = 360
/** Between two measurements no more cells than this come in unmeasured: some 12 MB. */
const CELLS_A_CHECK = 4096
/** Of a small disk no more than this is kept back. */
const MOST_RESERVED_SHARE = 1 / 50
const GIB = 2 ** 30

/** What a watch works with. */
export interface DiskWatchParts {
  readonly gauge: DiskGauge
  /** A share of the disk, 0 to 1: the operator is told when less is free. */
  readonly warnBelowFreeShare: number
  /** Where no more is free, cells are refused; never more than a fiftieth of the disk. */
  readonly reserveBytes: number
  readonly onFailure: (error: unknown) => void
  readonly alarm?: Alarm
}

/** Looks at the disk once a minute. */
export class DiskWatch {
  readonly #parts: DiskWatchParts
  readonly #alarm: Alarm
  #cancel: (() => void) | undefined
  #measuring: Promise<void> | undefined
  #state: DiskState = 'enough'
  #checksSinceTold = 0
  #cellsSinceCheck = 0
  #isEnded = false

  constructor(parts: DiskWatchParts) {
    this.#parts = parts
    this.#alarm = parts.alarm ?? systemAlarm
  }

  /** What the last look found. */
  get state(): DiskState {
    return this.#state
  }

  /** Looks now, and from now on. */
  async begin(): Promise<void> {
    await this.check()
    this.#again()
  }

  /** Ends after the look that is under way, if one is. */
  async end(): Promise<void> {
    this.#isEnded = true
    this.#cancel?.()
    await this.#measuring
  }

  /** The same log, which takes no cell while the rest of the disk is kept back. */
  guard(log: CellLog): CellLog {
    return {
      append: (cell) => {
        if (this.#state === 'reserved') return Promise.reject(reserved())
        if (++this.#cellsSinceCheck >= CELLS_A_CHECK) void this.check()
        return log.append(cell)
      },
      close: (which) => log.close(which),
      segments: (after) => log.segments(after),
      findSegment: (name) => log.findSegment(name),
      expire: () => log.expire(),
    }
  }

  /** Measures, and tells the operator what is new. A disk that cannot be measured is told of, and what was
   *  known of it stays. */
  check(): Promise<void> {
    this.#cellsSinceCheck = 0
    this.#measuring ??= this.#measure().finally(() => (this.#measuring = undefined))
    return this.#measuring
  }

  async #measure(): Promise<void> {
    const { gauge, onFailure } = this.#parts
    try {
      const room = await gauge()
      const before = this.#state
      this.#state = this.#judged(room)
      const isDue = this.#state !== before || ++this.#checksSinceTold >= TELL_CHECKS
      if (!isDue || this.#state === 'enough') return
      this.#checksSinceTold = 0
      onFailure(this.#state === 'low' ? lowOn(room) : reserved())
    } catch (error) {
      onFailure(error)
    }
  }

  #judged({ freeBytes, totalBytes }: DiskRoom): DiskState {
    const { warnBelowFreeShare, reserveBytes } = this.#parts
    if (freeBytes < Math.min(reserveBytes, totalBytes * MOST_RESERVED_SHARE)) return 'reserved'
    return freeBytes < totalBytes * warnBelowFreeShare ? 'low' : 'enough'
  }

  #again(): void {
    if (this.#isEnded) return
    this.#cancel = this.#alarm(CHECK_MILLIS, async () => {
      await this.check()
      this.#again()
    })
  }
}

function lowOn({ freeBytes, totalBytes }: DiskRoom): RelayError {
  const percent = Math.floor((100 * freeBytes) / totalBytes)
  const free = `${percent} % (${(freeBytes / GIB).toFixed(1)} GiB)`
  return new RelayError('disk-low', {
    es: `Al disco sólo le queda libre ${free}. El servidor guarda las celdas catorce días; cuando el disco esté casi lleno dejará de recibirlas. Haga espacio.`,
    en: `The disk has only ${free} free. The relay keeps cells for fourteen days; once the disk is nearly full it takes none. Make room.`,
  })
}

const RESERVED: Sentence = {
  es: 'El disco está casi lleno: el servidor ya no recibe celdas y deja lo que queda para las nóminas y ediciones de la propia redacción. Haga espacio.',
  en: 'The disk is nearly full: the relay takes no more cells and keeps what is left for the newsroom’s own rosters and editions. Make room.',
}

function reserved(): RelayError {
  return new RelayError('disk-reserved', RESERVED)
}
