// What one segment's real cells mean for the newsroom, worked out in memory before anything is written.
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
  drawHandle,
  findThread,
  fold,
  lastReplyNumber,
  type JournalEvent,
  type NewsroomState,
} from '@cronista/newsroom'
import { dayOf } from '../domain/day.ts'
import type { PendingPart, Reassembly } from '../domain/reassembly.ts'
import { threadIdOf } from '../domain/thread-id.ts'
import type { DeskKeys } from './desk-keys.ts'
import { isPlausibleWeek, type ReplyKey } from './reply-keys.ts'

/** How long a part waits for the others: as long as the relay keeps cells. */
const PENDING_DAYS = 14

/** Turns opened cells into events, and into what has to be kept beside them. */
export class Harvest {
  readonly events: JournalEvent[] = []
  readonly keep = new Set<PendingPart>()
  readonly remove = new Set<PendingPart>()
  readonly replyKeys = new Map<string, ReplyKey>()
  readonly refused: Partial<Record<ProtocolErrorCode, number>> = {}
  droppedParts = 0
  readonly #keys: DeskKeys
  readonly #reassembly: Reassembly
  readonly #nowMillis: number
  #state: NewsroomState

  constructor(keys: DeskKeys, state: NewsroomState, reassembly: Reassembly, nowMillis: number) {
    this.#keys = keys
    this.#state = state
    this.#reassembly = reassembly
    this.#nowMillis = nowMillis
  }

  /** Takes in one cell's content. Repeating it changes nothing. */
  take(cell: Part | Receipt): void {
    const thread = threadIdOf(this.#keys.p, this.#keys.newsroomId, cell.contributor)
    const before = this.events.length
    if (cell.kind === 'part') this.#takePart(thread, cell)
    this.#confirm(thread, cell.repliesRead)
    // Whoever sends old cells again moves nothing, and so teaches no key and keeps none alive.
    if (this.events.length > before) this.#learnReplyKey(thread, cell)
  }

  #confirm(thread: string, claimed: number): void {
    const known = findThread(this.#state, thread)
    if (known === undefined) return
    // A contributor cannot have read what was never written; a number out of the air would silence
    // every reply to come.
    const repliesRead = Math.min(claimed, lastReplyNumber(known))
    if (repliesRead <= known.confirmed) return
    const confirmedAtMillis = this.#nowMillis
    this.#add({ v: 1, type: 'replies-confirmed', thread, repliesRead, confirmedAtMillis })
  }

  #takePart(thread: string, part: Part): void {
    const messageId = toHex(part.messageId)
    if (this.#state.threads.get(thread)?.messages.has(messageId) === true) return
    const expiresOnDay = dayOf(this.#nowMillis) + PENDING_DAYS
    const added = this.#reassembly.add({ part, expiresOnDay }, () =>
      isAnswered(this.#state, thread),
    )
    if (added.keep !== undefined) this.keep.add(added.keep)
    for (const pending of added.remove) if (!this.keep.delete(pending)) this.remove.add(pending)
    this.droppedParts += added.dropped
    const letter = added.packed && this.#unpack(added.packed)
    if (letter !== undefined) this.#receive(thread, part, letter)
  }

  #receive(thread: string, part: Part, letter: Letter): void {
    const known = findThread(this.#state, thread)
    const receivedAtMillis = this.#nowMillis
    if (known === undefined)
      this.#add({
        v: 1,
        type: 'thread-opened',
        thread,
        contributor: toHex(part.contributor),
        handle: drawHandle(this.#keys.random, this.#state.handles),
        openedAtMillis: receivedAtMillis,
      })
    this.#add({
      v: 1,
      type: 'message-received',
      thread,
      messageId: toHex(part.messageId),
      text: letter.text,
      language: letter.language,
      week: part.week,
      repliesRead: known === undefined ? 0 : Math.min(part.repliesRead, lastReplyNumber(known)),
      receivedAtMillis,
    })
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

  #learnReplyKey(thread: string, { week, replyKey }: Part | Receipt): void {
    if (!isPlausibleWeek(week, this.#nowMillis)) return
    const key = { thread, week, key: replyKey, lastAtMillis: this.#nowMillis }
    this.replyKeys.set(`${thread}/${week}`, key)
  }

  #add(event: JournalEvent): void {
    this.events.push(event)
    this.#state = fold([event], this.#state)
  }
}

/** Whether an editor has answered in this thread: the one thing that nobody can do alone. */
export function isAnswered(state: NewsroomState, thread: string): boolean {
  const known = findThread(state, thread)
  return known !== undefined && lastReplyNumber(known) > 0
}
