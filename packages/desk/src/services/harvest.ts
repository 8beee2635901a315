// What a slice of a segment's real cells means for the newsroom, worked out in memory before anything is
// written.
import {
  ProtocolError,
  toHex,
  unpackLetter,
  type Letter,
  type Part,
  type ProtocolErrorCode,
  type Receipt,
} from '@cronista/protocol'
import {
  findThread,
  fold,
  lastReplyNumber,
  type JournalEvent,
  type NewsroomState,
} from '@cronista/newsroom'
import { dayOf } from '../domain/day.ts'
import { isKnown, type DayQuota } from '../domain/intake-quota.ts'
import type { PendingPart, Reassembly } from '../domain/reassembly.ts'
import { threadIdOf } from '../domain/thread-id.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { HeldBack, HeldMessage } from './held-back.ts'
import { messageEvents } from './message-events.ts'
import { rememberedKey, type ReplyKey } from './reply-keys.ts'

/** How long a part waits for the others: as long as the relay keeps cells. */
const PENDING_DAYS = 14

/** What a harvest works with. */
export interface HarvestParts {
  readonly keys: DeskKeys
  readonly state: NewsroomState
  readonly reassembly: Reassembly
  readonly held: Pick<HeldBack, 'has'>
  /** Of the day of `nowMillis`; what is let in is taken from it. */
  readonly quota: Pick<DayQuota, 'take'>
  readonly nowMillis: number
  /** From when on the days of a waiting part are counted: see `livesFromMillis`. */
  readonly livesFromMillis: number
}

/** Turns opened cells into events, and into what has to be kept beside them. */
export class Harvest {
  readonly events: JournalEvent[] = []
  readonly keep = new Set<PendingPart>()
  readonly remove = new Set<PendingPart>()
  readonly replyKeys = new Map<string, ReplyKey>()
  readonly refused: Partial<Record<ProtocolErrorCode, number>> = {}
  /** Whole messages above the quotas. */
  readonly heldBack: HeldMessage[] = []
  droppedParts = 0
  readonly #parts: HarvestParts
  readonly #heldHere = new Set<string>()
  #state: NewsroomState

  constructor(parts: HarvestParts) {
    this.#parts = parts
    this.#state = parts.state
  }

  /** Takes in one cell's content. Repeating it changes nothing. */
  take(cell: Part | Receipt): void {
    const { keys } = this.#parts
    const thread = threadIdOf(keys.p, keys.newsroomId, cell.contributor)
    const before = this.events.length
    if (cell.kind === 'part') this.#takePart(thread, cell)
    this.#confirm(thread, cell.repliesRead)
    const isNew = this.events.length > before
    this.#learnReplyKey(
      thread,
      cell,
      isNew ? this.#parts.nowMillis : this.#toldBefore(thread, cell),
    )
  }

  /** When what a cell says came first. Whoever sends old cells again keeps no key alive by it. */
  #toldBefore(thread: string, cell: Part | Receipt): number | undefined {
    const known = findThread(this.#state, thread)
    if (cell.kind === 'part') {
      const message = known?.messages.get(toHex(cell.messageId))
      return message?.week === cell.week ? message.receivedAtMillis : undefined
    }
    if (known?.confirmed !== cell.repliesRead || known.confirmedAtMillis === 0) return undefined
    return known.confirmedAtMillis
  }

  #confirm(thread: string, claimed: number): void {
    const known = findThread(this.#state, thread)
    if (known === undefined) return
    // A contributor cannot have read what was never written; a number out of the air would silence
    // every reply to come.
    const repliesRead = Math.min(claimed, lastReplyNumber(known))
    if (repliesRead <= known.confirmed) return
    const confirmedAtMillis = this.#parts.nowMillis
    const confirmed = { thread, repliesRead, confirmedAtMillis }
    const event = { v: 1, type: 'replies-confirmed', ...confirmed } as const
    this.events.push(event)
    this.#state = fold([event], this.#state)
  }

  #takePart(thread: string, part: Part): void {
    const messageId = toHex(part.messageId)
    const { reassembly, held } = this.#parts
    const isHere = this.#state.threads.get(thread)?.messages.has(messageId) === true
    if (isHere || held.has(thread, messageId) || this.#heldHere.has(thread + messageId)) {
      // Another desk may have had all parts before this one.
      this.#removeAll(reassembly.forget(part))
      return
    }
    const expiresOnDay = dayOf(this.#parts.livesFromMillis) + PENDING_DAYS
    const added = reassembly.add({ part, expiresOnDay }, () =>
      isKnown(this.#state.threads.get(thread)),
    )
    if (added.keep !== undefined) this.keep.add(added.keep)
    this.#removeAll(added.remove)
    this.droppedParts += added.dropped
    const letter = added.packed && this.#unpack(added.packed)
    if (letter !== undefined) this.#receive(thread, part, letter)
  }

  #removeAll(pending: readonly PendingPart[]): void {
    for (const one of pending) if (!this.keep.delete(one)) this.remove.add(one)
  }

  #receive(thread: string, part: Part, letter: Letter): void {
    const { keys, nowMillis, quota } = this.#parts
    const message = { thread, part, letter, receivedAtMillis: nowMillis }
    if (quota.take(thread, letter.text)) {
      const { events, state } = messageEvents(keys, this.#state, message)
      this.events.push(...events)
      this.#state = state
      return
    }
    this.heldBack.push(message)
    this.#heldHere.add(thread + toHex(part.messageId))
  }

  #unpack(packed: Uint8Array): Letter | undefined {
    try {
      return unpackLetter(packed)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.refused[error.code] = (this.refused[error.code] ?? 0) + 1
      return undefined
    }
  }

  #learnReplyKey(thread: string, cell: Part | Receipt, sinceMillis: number | undefined): void {
    if (sinceMillis === undefined) return
    const key = rememberedKey(thread, cell, sinceMillis)
    const place = `${thread}/${cell.week}`
    const before = this.replyKeys.get(place)
    if (key === undefined || (before !== undefined && before.lastAtMillis > sinceMillis)) return
    this.replyKeys.set(place, key)
  }
}
