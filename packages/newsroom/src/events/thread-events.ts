import * as z from 'zod'
import { hex, moment, person, revision } from './fields.ts'

/** What a letter can carry (docs/protocol.md §4): of a reply that none could, no edition could be built. */
const letter = {
  text: z
    .string()
    .min(1)
    .max(20_000)
    .refine((text) => !/\p{Surrogate}/u.test(text)),
  language: z.enum(['es', 'en']),
}
/** Replies are counted in 32 bits. */
const replyNumber = z.int().positive().max(0xffff_ffff)
const requestId = z.string().min(1).max(64)
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
  repliesRead: z.int().nonnegative().max(0xffff_ffff),
  receivedAtMillis: moment,
})

const repliesConfirmed = z.strictObject({
  ...inThread,
  type: z.literal('replies-confirmed'),
  repliesRead: replyNumber,
  confirmedAtMillis: moment,
})

const replyWritten = z.strictObject({
  ...inThread,
  type: z.literal('reply-written'),
  number: replyNumber,
  ...letter,
  person,
  requestId,
  writtenAtMillis: moment,
})

const repliesListed = z.strictObject({
  ...inThread,
  type: z.literal('replies-listed'),
  replies: z.array(z.strictObject({ requestId, number: replyNumber })).min(1),
  person,
  listedAtMillis: moment,
})

const replyNumbersUsed = z.strictObject({
  ...inThread,
  type: z.literal('reply-numbers-used'),
  upTo: replyNumber,
  person,
})

const messagesRead = z.strictObject({
  ...inThread,
  type: z.literal('messages-read'),
  messageIds: z.array(hex(16)).min(1),
  person,
  readAtMillis: moment,
})

const threadMuted = z.strictObject({
  ...inThread,
  type: z.literal('thread-muted'),
  muted: z.boolean(),
  revision,
  person,
  mutedAtMillis: moment,
})

/** A contributor is known for the first time. */
export type ThreadOpened = z.infer<typeof threadOpened>
/** All parts of a message have come. */
export type MessageReceived = z.infer<typeof messageReceived>
/** The contributor has read the replies up to this number. */
export type RepliesConfirmed = z.infer<typeof repliesConfirmed>
/** An editor has answered. Two desks may take one number at once; the reply that was not listed under it
 *  is written anew under the same request, with a number that is free. */
export type ReplyWritten = z.infer<typeof replyWritten>
/** The desk that builds editions is about to list these replies for the first time: from then on their
 *  numbers mean them and nothing else. */
export type RepliesListed = z.infer<typeof repliesListed>
/** An edition of another device has used numbers up to this one, for replies that are not known here:
 *  what is known and was not listed needs another. */
export type ReplyNumbersUsed = z.infer<typeof replyNumbersUsed>
/** An editor has read these messages. */
export type MessagesRead = z.infer<typeof messagesRead>
/** An editor has filed a conversation away, or taken it back. Of several, the highest revision holds: one
 *  above the newest that its author had seen. */
export type ThreadMuted = z.infer<typeof threadMuted>
/** What happens in a conversation. */
export type ThreadEvent =
  | MessageReceived
  | MessagesRead
  | RepliesConfirmed
  | RepliesListed
  | ReplyNumbersUsed
  | ReplyWritten
  | ThreadMuted
  | ThreadOpened

/** The shapes of a conversation's events. */
export const threadEvents = [
  threadOpened,
  messageReceived,
  repliesConfirmed,
  replyWritten,
  repliesListed,
  replyNumbersUsed,
  messagesRead,
  threadMuted,
] as const
