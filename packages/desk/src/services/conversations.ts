// What the desk's page shows and what an editor does there.
import { ProtocolError, toHex } from '@cronista/protocol'
import {
  findThread,
  handleOf,
  isAnswered,
  isMuted,
  messagesOf,
  nextReplyNumber,
  openedThreads,
  personName,
  repliesOf,
  revisionAfter,
  unreadOf,
  type OpenedThread,
  type ReplyWritten,
} from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import type {
  ReplyAnswer,
  ReplyRequest,
  ReplyState,
  ThreadAnswer,
  ThreadEntry,
  ThreadSummary,
} from '../http/api.ts'
import {
  editionsFor,
  MAX_ANSWER_CHARACTERS,
  recordsOf,
  replyPieces,
} from '../domain/reply-pieces.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { EditionBuilder } from './edition-builder.ts'
import type { HeldBack, HeldStrangers } from './held-back.ts'
import type { Journal } from './journal.ts'
import { REPLY_KEY_LIFE_MILLIS, type ReplyKeys } from './reply-keys.ts'

const PREVIEW_CHARACTERS = 140

/** What conversations work with. */
export interface ConversationParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly journal: Journal
  readonly replyKeys: Pick<ReplyKeys, 'newest'>
  readonly editions: Pick<EditionBuilder, 'deliveryOf' | 'isListed'>
  /** Absent on a desk that collects nothing. */
  readonly held?: HeldBack
  readonly personName: string
}

/** What an answer takes. */
export type ReplyExtent = Omit<ReplyAnswer, 'number'>

/** The inbox and the conversations behind it. */
export class Conversations {
  readonly #parts: ConversationParts

  constructor(parts: ConversationParts) {
    this.#parts = parts
  }

  /** All conversations: those with people whom an editor has answered first, those that are filed away
   *  last; in each group the one with the newest word first. */
  list(): readonly ThreadSummary[] {
    return openedThreads(this.#parts.journal.state)
      .map((thread) => this.#summaryOf(thread))
      .sort(
        (a, b) =>
          Number(a.muted) - Number(b.muted) ||
          Number(b.known) - Number(a.known) ||
          b.lastAtMillis - a.lastAtMillis ||
          (a.id < b.id ? -1 : 1),
      )
  }

  /** One conversation, entries oldest first. Throws `not-found`. */
  get(id: string): ThreadAnswer {
    const thread = this.#thread(id)
    const { openedAtMillis } = thread.opened
    const handle = handleOf(this.#parts.journal.state, thread)
    const entries = this.#entriesOf(thread)
    return { thread: { id, handle, language: languageOf(thread), openedAtMillis, entries } }
  }

  /** Writes an answer, as several replies if it is long, and gives the number of the first; the same
   *  request again changes nothing and gives the same. All of it is durable when it returns. Throws
   *  `not-found`, `thread-without-reply-key`, `letter-empty`, `letter-malformed`, `reply-too-long` or
   *  `storage-failed`. */
  reply(id: string, { text, language, requestId }: ReplyRequest): number {
    const { keys, clock, journal, replyKeys } = this.#parts
    const thread = this.#thread(id)
    const written = thread.replies.get(requestId)
    if (written !== undefined) return written.number
    if (replyKeys.newest(id, clock.nowMillis()) === undefined && isLongSilent(thread, clock))
      throw new DeskError('thread-without-reply-key')
    const first = nextReplyNumber(thread)
    const by = { person: toHex(keys.personId), writtenAtMillis: clock.nowMillis() }
    journal.append(
      piecesOf({ text, language }).map((piece, index) => ({
        ...({ v: 1, type: 'reply-written', thread: id, number: first + index } as const),
        ...{ text: piece, language, ...by },
        requestId: index === 0 ? requestId : `${requestId}/${index + 1}`,
      })),
    )
    return first
  }

  /** How many replies an answer is cut into, and how many editions they take at best. Throws
   *  `letter-empty`, `letter-malformed` or `reply-too-long`. */
  extentOf({ text, language }: Pick<ReplyRequest, 'language' | 'text'>): ReplyExtent {
    const pieces = piecesOf({ text, language })
    const records = pieces.map((piece) => recordsOf({ language, text: piece }))
    return { pieces: pieces.length, editions: editionsFor(records) }
  }

  /** Marks every message as read. Durable when it returns. Throws `not-found` or `storage-failed`. */
  markRead(id: string): void {
    const { keys, clock, journal } = this.#parts
    const messageIds = unreadOf(this.#thread(id)).map(({ messageId }) => messageId)
    if (messageIds.length === 0) return
    const person = toHex(keys.personId)
    const readAtMillis = clock.nowMillis()
    journal.append([{ v: 1, type: 'messages-read', thread: id, messageIds, person, readAtMillis }])
  }

  /** Files a conversation away, or takes it back. It changes what editors see, on every desk, and nothing
   *  that leaves a desk otherwise: messages are collected and acknowledged as before. Durable when it
   *  returns; what is so already stays so. Throws `not-found` or `storage-failed`. */
  mute(id: string, muted: boolean): void {
    const { keys, clock, journal } = this.#parts
    const thread = this.#thread(id)
    if (isMuted(thread) === muted) return
    const revision = revisionAfter(thread.muting?.revision ?? 0)
    const by = { person: toHex(keys.personId), mutedAtMillis: clock.nowMillis() }
    journal.append([{ v: 1, type: 'thread-muted', thread: id, muted, revision, ...by }])
  }

  /** What is held back of people who have no conversation yet. */
  heldStrangers(): HeldStrangers {
    return this.#parts.held?.strangers() ?? { messages: 0, dropped: 0 }
  }

  /** Lets in what is held back of one conversation; returns how many messages. Throws `not-found` or
   *  `storage-failed`. */
  admitHeld(id: string): number {
    return this.#parts.held?.admit(this.#thread(id).id) ?? 0
  }

  /** Lets in at most so many messages of people who have no conversation yet. Throws `storage-failed`. */
  admitStrangers(atMost: number): number {
    return this.#parts.held?.admitStrangers(atMost) ?? 0
  }

  #thread(id: string): OpenedThread {
    const thread = findThread(this.#parts.journal.state, id)
    if (thread === undefined) throw new DeskError('not-found')
    return thread
  }

  #summaryOf(thread: OpenedThread): ThreadSummary {
    const entries = this.#entriesOf(thread)
    const last = entries.at(-1)
    const unread = unreadOf(thread)
    const [firstUnread] = unread
    const waiting = entries.filter((entry) => entry.kind === 'reply' && isOnItsWay(entry.state))
    return {
      id: thread.id,
      handle: handleOf(this.#parts.journal.state, thread),
      language: languageOf(thread),
      lastAtMillis: last === undefined ? thread.opened.openedAtMillis : momentOf(last),
      preview: previewOf(messagesOf(thread).at(-1)?.text ?? ''),
      ...(firstUnread && { unreadPreview: previewOf(firstUnread.text) }),
      unread: unread.length,
      messages: thread.messages.size,
      repliesWaiting: waiting.length,
      known: isAnswered(thread),
      muted: isMuted(thread),
      held: this.#parts.held?.countOf(thread.id) ?? 0,
    }
  }

  #entriesOf(thread: OpenedThread): ThreadEntry[] {
    const messages = messagesOf(thread).map((message): ThreadEntry => {
      const { messageId, text, language, receivedAtMillis } = message
      return { kind: 'message', id: messageId, text, language, receivedAtMillis }
    })
    const replies = repliesOf(thread).map((reply): ThreadEntry => {
      const { number, text, language, writtenAtMillis } = reply
      const state = this.#stateOf(thread, reply)
      return { kind: 'reply', number, text, language, writtenAtMillis, by: this.#by(reply), state }
    })
    return [...messages, ...replies].sort((a, b) => momentOf(a) - momentOf(b))
  }

  #stateOf(thread: OpenedThread, reply: ReplyWritten): ReplyState {
    const { editions } = this.#parts
    const delivery = editions.deliveryOf(thread, reply)
    if (delivery !== 'open') return delivery
    return editions.isListed(thread.id, reply.requestId) ? 'listed' : 'waiting'
  }

  /** The name on the reply; of a person who was not introduced, the start of the id. */
  #by({ person }: ReplyWritten): string {
    const { keys, journal, personName: own } = this.#parts
    if (person === toHex(keys.personId)) return own
    return personName(journal.state, person) ?? person.slice(0, 8)
  }
}

/** Whether no desk can have a reply key any more: one that is missing here may be on its way from another
 *  desk. */
function isLongSilent(thread: OpenedThread, clock: Clock): boolean {
  const heard = messagesOf(thread).map(({ receivedAtMillis }) => receivedAtMillis)
  const lastMillis = Math.max(thread.confirmedAtMillis, ...heard)
  return lastMillis + REPLY_KEY_LIFE_MILLIS < clock.nowMillis()
}

/** The texts of the replies that say this. */
function piecesOf(answer: Pick<ReplyRequest, 'language' | 'text'>): readonly string[] {
  if (answer.text.length > MAX_ANSWER_CHARACTERS) throw new DeskError('reply-too-long')
  try {
    return replyPieces(answer)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    if (cause.code === 'letter-empty' || cause.code === 'letter-malformed')
      throw new DeskError(cause.code, { cause })
    throw cause
  }
}

function languageOf(thread: OpenedThread): 'en' | 'es' {
  return messagesOf(thread).at(-1)?.language ?? 'es'
}

function momentOf(entry: ThreadEntry): number {
  return entry.kind === 'message' ? entry.receivedAtMillis : entry.writtenAtMillis
}

function previewOf(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  const characters = Array.from(line)
  if (characters.length <= PREVIEW_CHARACTERS) return line
  return `${characters.slice(0, PREVIEW_CHARACTERS).join('')}…`
}

function isOnItsWay(state: ReplyState): boolean {
  return state === 'waiting' || state === 'listed'
}
