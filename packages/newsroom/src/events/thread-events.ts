import { z } from 'zod'
import { hex, moment, person } from './fields.ts'

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
  person,
  requestId: z.string().min(1).max(64),
  writtenAtMillis: moment,
})

const messagesRead = z.strictObject({
  ...inThread,
  type: z.literal('messages-read'),
  messageIds: z.array(hex(16)).min(1),
  person,
  readAtMillis: moment,
})

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
/** What happens in a conversation. */
export type ThreadEvent =
  MessageReceived | MessagesRead | RepliesConfirmed | ReplyWritten | ThreadOpened

/** The shapes of a conversation's events. */
export const threadEvents = [
  threadOpened,
  messageReceived,
  repliesConfirmed,
  replyWritten,
  messagesRead,
] as const
