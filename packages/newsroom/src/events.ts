// What happens in a newsroom, as the journal keeps it: UTF-8 JSON with a version, checked on reading
// (docs/protocol.md §8). Every event may be repeated and, within one thread, come in any order.
import { z } from 'zod'
import { NewsroomError } from './newsroom-error.ts'
import { fromUtf8, toUtf8 } from './text-codec.ts'

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`, 'u'))
const moment = z.int().nonnegative()
const letter = { text: z.string().min(1), language: z.enum(['es', 'en']) }
const inThread = { v: z.literal(1), thread: hex(16) }

const threadOpened = z.strictObject({
  ...inThread,
  type: z.literal('thread-opened'),
  contributor: hex(32),
  handle: z.string().min(1).max(80),
  openedAtMillis: moment,
})

const messageReceived = z.strictObject({
  ...inThread,
  type: z.literal('message-received'),
  messageId: hex(16),
  ...letter,
  week: z.int().nonnegative(),
  repliesRead: z.int().nonnegative(),
  receivedAtMillis: moment,
})

const repliesConfirmed = z.strictObject({
  ...inThread,
  type: z.literal('replies-confirmed'),
  repliesRead: z.int().positive(),
  confirmedAtMillis: moment,
})

const replyWritten = z.strictObject({
  ...inThread,
  type: z.literal('reply-written'),
  number: z.int().positive(),
  ...letter,
  person: hex(16),
  requestId: z.string().min(1).max(64),
  writtenAtMillis: moment,
})

const messagesRead = z.strictObject({
  ...inThread,
  type: z.literal('messages-read'),
  messageIds: z.array(hex(16)).min(1),
  person: hex(16),
  readAtMillis: moment,
})

const current = z.discriminatedUnion('type', [
  threadOpened,
  messageReceived,
  repliesConfirmed,
  replyWritten,
  messagesRead,
])
const named = z.looseObject({ v: z.int().positive(), type: z.string() })

/** An event of today's shape, whatever version was stored. */
export type JournalEvent = z.infer<typeof current>
/** A contributor is known for the first time. */
export type ThreadOpened = z.infer<typeof threadOpened>
/** All parts of a message have come. */
export type MessageReceived = z.infer<typeof messageReceived>
/** The contributor has read the replies up to this number. */
export type RepliesConfirmed = z.infer<typeof repliesConfirmed>
/** An editor has answered. */
export type ReplyWritten = z.infer<typeof replyWritten>
/** An editor has read these messages. */
export type MessagesRead = z.infer<typeof messagesRead>

type StoredEvent = z.infer<typeof named>

/** From one version of an event to the next, keyed by `type/version`: what is stored is never
 *  rewritten, it is raised when read. All events are at version 1. */
const upcasters: ReadonlyMap<string, (stored: StoredEvent) => StoredEvent> = new Map()

/** Reads an event of any version there has been. Throws `event-unknown` for a type or version of a
 *  newer newsroom, and `event-malformed` for what is no event. */
export function parseEvent(bytes: Uint8Array): JournalEvent {
  const stored = named.safeParse(parseJson(bytes))
  if (!stored.success) throw new NewsroomError('event-malformed')
  const raised = raise(stored.data)
  const event = current.safeParse(raised)
  if (event.success) return event.data
  const known = current.options.some(
    ({ shape }) => shape.type.value === raised.type && shape.v.value === raised.v,
  )
  throw new NewsroomError(known ? 'event-malformed' : 'event-unknown')
}

/** The bytes of an event as the journal seals them. */
export function encodeEvent(event: JournalEvent): Uint8Array {
  return toUtf8(JSON.stringify(event))
}

function raise(stored: StoredEvent): StoredEvent {
  const upcast = upcasters.get(`${stored.type}/${stored.v}`)
  return upcast === undefined ? stored : raise(upcast(stored))
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch (cause) {
    throw new NewsroomError('event-malformed', { cause })
  }
}
