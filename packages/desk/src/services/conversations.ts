// What the desk's page shows and what an editor does there.
import { ProtocolError, toHex } from '@cronista/protocol'
import {
  findThread,
  lastReplyNumber,
  messagesOf,
  openedThreads,
  personName,
  repliesOf,
  unreadOf,
  type OpenedThread,
  type ReplyWritten,
} from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import type {
  ReplyRequest,
  ReplyState,
  ThreadAnswer,
  ThreadEntry,
  ThreadSummary,
} from '../http/api.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskKeys } from './desk-keys.ts'
import { fitsAnEdition, type EditionBuilder } from './edition-builder.ts'
import type { Journal } from './journal.ts'
import type { ReplyKeys } from './reply-keys.ts'

const PREVIEW_CHARACTERS = 140

/** What conversations work with. */
export interface ConversationParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly journal: Journal
  /** Of the desk that collects: the others cannot know whether a thread can still be answered. */
  readonly replyKeys?: ReplyKeys
  readonly editions: Pick<EditionBuilder, 'deliveryOf' | 'isListed'>
  readonly personName: string
}

/** The inbox and the conversations behind it. */
export class Conversations {
  readonly #parts: ConversationParts

  constructor(parts: ConversationParts) {
    this.#parts = parts
  }

  /** All conversations, the one with the newest word first. */
  list(): readonly ThreadSummary[] {
    return openedThreads(this.#parts.journal.state)
      .map((thread) => this.#summaryOf(thread))
      .sort((a, b) => b.lastAtMillis - a.lastAtMillis || (a.id < b.id ? -1 : 1))
  }

  /** One conversation, entries oldest first. Throws `not-found`. */
  get(id: string): ThreadAnswer {
    const thread = this.#thread(id)
    const { handle, openedAtMillis } = thread.opened
    const entries = this.#entriesOf(thread)
    return { thread: { id, handle, language: languageOf(thread), openedAtMillis, entries } }
  }

  /** Writes a reply and gives its number; the same request again changes nothing and gives the same.
   *  Durable when it returns. Throws `not-found`, `thread-without-reply-key`, `letter-empty`,
   *  `letter-malformed`, `reply-too-long` or `storage-failed`. */
  reply(id: string, { text, language, requestId }: ReplyRequest): number {
    const { keys, clock, journal, replyKeys } = this.#parts
    const thread = this.#thread(id)
    const written = thread.replies.get(requestId)
    if (written !== undefined) return written.number
    if (replyKeys !== undefined && replyKeys.newest(id, clock.nowMillis()) === undefined)
      throw new DeskError('thread-without-reply-key')
    requireDeliverable({ text, language })
    const number = lastReplyNumber(thread) + 1
    const person = toHex(keys.personId)
    const writtenAtMillis = clock.nowMillis()
    const reply = { number, text, language, person, requestId, writtenAtMillis }
    journal.append([{ v: 1, type: 'reply-written', thread: id, ...reply }])
    return number
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
      handle: thread.opened.handle,
      language: languageOf(thread),
      lastAtMillis: last === undefined ? thread.opened.openedAtMillis : momentOf(last),
      preview: previewOf(messagesOf(thread).at(-1)?.text ?? ''),
      ...(firstUnread && { unreadPreview: previewOf(firstUnread.text) }),
      unread: unread.length,
      messages: thread.messages.size,
      repliesWaiting: waiting.length,
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

function requireDeliverable(reply: Pick<ReplyWritten, 'language' | 'text'>): void {
  try {
    if (fitsAnEdition(reply)) return
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    if (cause.code === 'letter-empty' || cause.code === 'letter-malformed')
      throw new DeskError(cause.code, { cause })
  }
  throw new DeskError('reply-too-long')
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
