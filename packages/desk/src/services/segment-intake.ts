// Takes the opened cells of a segment in, a slice at a time: a change holds up everything else that the desk
// does, its page and the requests that are due. How far the collector has come changes with the last slice;
// a kill before it brings the whole segment again, of which what was taken in changes nothing.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { isKnown, DayQuota, productionQuotas, type IntakeQuotas } from '../domain/intake-quota.ts'
import type { Reassembly } from '../domain/reassembly.ts'
import { threadIdOf } from '../domain/thread-id.ts'
import type { OpenedCells } from '../ports/cell-opener.ts'
import type { DeskStore, DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { livesFromMillis } from './erasure.ts'
import { Harvest } from './harvest.ts'
import type { HeldBack, HeldChanges } from './held-back.ts'
import type { Journal } from './journal.ts'
import { erasePendingPart, keepPendingPart, readPendingParts } from './pending-parts.ts'
import type { ReplyKeys } from './reply-keys.ts'

/** Real cells that one change takes in. */
export const SLICE_CELLS = 64

type RealCells = OpenedCells['real']

/** What it works with. */
export interface SegmentIntakeParts {
  readonly keys: DeskKeys
  readonly store: DeskStore
  readonly journal: Journal
  readonly replyKeys: ReplyKeys
  readonly held: HeldBack
  /** Production's unless given. */
  readonly quotas?: IntakeQuotas
}

/** How a segment is taken in. */
export interface SegmentTaking {
  /** When it came. */
  readonly nowMillis: number
  /** Asked before each slice but the first; if not, the rest is left, and the end not reached. */
  readonly mayGoOn: () => Promise<boolean>
  /** Written with the last slice. */
  readonly atEnd: (stores: DeskStores) => void
}

/** What of a segment was more than this desk could make use of. */
export type Surplus = Pick<Harvest, 'droppedParts' | 'refused'>

/** What is taken in of segments. */
export class SegmentIntake {
  readonly #parts: SegmentIntakeParts
  #reassembly: Reassembly | undefined

  constructor(parts: SegmentIntakeParts) {
    this.#parts = parts
  }

  /** Takes a segment's real cells in; `undefined` if it might not go on. Throws `storage-failed`; slices
   *  before the one that failed stay. */
  async take(cells: RealCells, taking: SegmentTaking): Promise<readonly Surplus[] | undefined> {
    const { journal, quotas = productionQuotas } = this.#parts
    const surplus: Surplus[] = []
    let quota: DayQuota | undefined
    let state = journal.state
    for (let from = 0; from === 0 || from < cells.length; from += SLICE_CELLS) {
      if (from > 0) {
        await nextTurn()
        if (!(await taking.mayGoOn())) return undefined
      }
      // It counts all strangers' messages of the day: again only if somebody else wrote meanwhile.
      if (quota === undefined || journal.state !== state)
        quota = new DayQuota(journal.state, taking.nowMillis, quotas)
      const until = from + SLICE_CELLS
      const atEnd = until < cells.length ? undefined : taking.atEnd
      surplus.push(this.#takeSlice(cells.slice(from, until), quota, taking.nowMillis, atEnd))
      state = journal.state
    }
    return surplus
  }

  /** Forgets waiting parts that have died on the disk. */
  expire(today: number): void {
    this.#reassembly?.expire(today)
  }

  #takeSlice(
    cells: RealCells,
    quota: DayQuota,
    nowMillis: number,
    atEnd?: (stores: DeskStores) => void,
  ): Surplus {
    const { keys, store, journal, held, replyKeys } = this.#parts
    const reassembly = (this.#reassembly ??= this.#readPendingParts())
    const { state } = journal
    const livesFrom = livesFromMillis(keys, store, nowMillis)
    const shared = { keys, state, reassembly, held, quota, nowMillis }
    const harvest = new Harvest({ ...shared, livesFromMillis: livesFrom })
    try {
      for (const cell of cells) harvest.take(cell)
      const came = [...harvest.replyKeys.values()].filter((key) => replyKeys.lacks(key, nowMillis))
      const changes = held.hold(harvest.heldBack)
      journal.append(harvest.events, (stores) => {
        this.#keep(stores, harvest, changes)
        replyKeys.store(stores, came)
        atEnd?.(stores)
      })
      replyKeys.learn(came)
    } catch (error) {
      // What memory believes to be waiting is no longer what the disk holds.
      this.#reassembly = undefined
      held.reread()
      throw error
    }
    const { droppedParts, refused } = harvest
    return { droppedParts, refused }
  }

  #readPendingParts(): Reassembly {
    const { keys, store, journal } = this.#parts
    return readPendingParts(keys, store, ({ contributor }) =>
      isKnown(journal.state.threads.get(threadIdOf(keys.p, keys.newsroomId, contributor))),
    )
  }

  #keep(stores: DeskStores, harvest: Harvest, changes: HeldChanges): void {
    const { keys, held } = this.#parts
    for (const pending of harvest.remove) erasePendingPart(keys, stores, pending)
    for (const pending of harvest.keep) keepPendingPart(keys, stores, pending)
    held.store(stores, changes)
  }
}
