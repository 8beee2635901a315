// The contract between the desk and its page: what both sides parse. It imports nothing of Node, so
// that the page can share it.
import * as z from 'zod'

const moment = z.int().nonnegative()
const language = z.enum(['es', 'en'])

/** Every problem the desk answers with. docs/errors.md says what each means. */
export const deskProblemCodes = [
  'approved-already',
  'bearer-needed',
  'busy',
  'card-foreign',
  'card-malformed',
  'changed-meanwhile',
  'consent-missing',
  'desk-is-older-copy',
  'desk-waiting',
  'digest-changed',
  'gate-blocked',
  'hold-not-over',
  'internal',
  'journal-damaged',
  'letter-empty',
  'letter-malformed',
  'move-impossible',
  'not-found',
  'pen-name-taken',
  'protection-unfindable',
  'release-pending',
  'reply-too-long',
  'request-foreign',
  'request-malformed',
  'storage-damaged',
  'storage-failed',
  'story-incomplete',
  'thread-without-reply-key',
  'token-needed',
  'too-large',
  'update-malformed',
  'vault-damaged',
  'vault-missing',
  'welcome-refused',
  'wrong-passphrase',
] as const

/** A stable, translatable name for what the desk refused. */
export type DeskProblemCode = (typeof deskProblemCodes)[number]

/** Everything the desk warns about while it runs. docs/errors.md says what each means. */
export const deskWarningCodes = [
  'batch-refused',
  'cells-unreadable',
  'clock-differs',
  'collector-failed',
  'desk-is-older-copy',
  'device-refused',
  'edition-failed',
  'edition-full',
  'edition-refused',
  'edition-withheld',
  'entry-refused',
  'journal-forked',
  'journal-reordered',
  'journal-withheld',
  'mirror-differs',
  'parts-dropped',
  'relay-is-older-copy',
  'relay-unreachable',
  'release-blocked',
  'release-differs',
  'release-failed',
  'release-foreign',
  'release-older',
  'release-refused',
  'roster-draft-refused',
  'roster-expired',
  'roster-failed',
  'roster-keys-missing',
  'roster-not-cosigned',
  'roster-refused',
  'segment-malformed',
  'segment-missing',
  'segment-skipped',
  'storage-failed',
  'sync-failed',
] as const

/** A stable, translatable name for what an editor should know. */
export type DeskWarningCode = (typeof deskWarningCodes)[number]

/** An RFC 9457 problem of the desk. */
export const problemSchema = z.object({
  type: z.templateLiteral(['urn:cronista:problem:', z.enum(deskProblemCodes)]),
  title: z.string(),
  status: z.int(),
  code: z.enum(deskProblemCodes),
})

/** `POST /api/unlock`. The one-time token stands in the fragment of the address printed at start. */
export const unlockRequestSchema = z.strictObject({
  passphrase: z.string().min(1).max(1024),
  token: z.string().max(256).optional(),
})

/** Its answer: the bearer of all other requests, kept in the page's memory only. */
export const unlockAnswerSchema = z.object({ bearer: z.string() })

/** `GET /api/status`. */
export const statusSchema = z.object({
  newsroomId: z.string(),
  newsroomName: z.string(),
  personName: z.string(),
  schedule: z.enum(['demo', 'production']),
  /** A desk that waits for its welcome does nothing else. */
  membership: z.enum(['member', 'waiting']),
  /** Whether this desk collects: it does from the moment it holds an epoch's private key. */
  collects: z.boolean(),
  /** The journal shared with the other desks. */
  sync: z.object({ lastSyncedAtMillis: moment.optional() }),
  collector: z.object({
    lastPulledAtMillis: moment.optional(),
    lastError: z.enum(deskWarningCodes).optional(),
  }),
  edition: z.object({
    number: z.int().positive().optional(),
    timeMillis: moment.optional(),
    nextAtMillis: moment,
    /** Whether this desk builds them; one does. */
    isBuilder: z.boolean(),
  }),
  /** Records of an edition, and the conversations whose replies found no room in the newest, the one
   *  that has waited longest first. */
  capacity: z.object({
    records: z.int(),
    waiting: z.array(
      z.object({
        thread: z.string(),
        handle: z.string(),
        replies: z.int().positive(),
        sinceMillis: moment,
      }),
    ),
  }),
  warnings: z.array(z.object({ code: z.enum(deskWarningCodes) })),
})

/** One line of the inbox. */
export const threadSummarySchema = z.object({
  id: z.string(),
  handle: z.string(),
  language,
  lastAtMillis: moment,
  /** How the contributor's newest message begins. */
  preview: z.string(),
  /** How the oldest message begins that no editor has read; absent if there is none. */
  unreadPreview: z.string().optional(),
  unread: z.int(),
  messages: z.int(),
  repliesWaiting: z.int(),
  /** Whether an editor has ever answered. */
  known: z.boolean(),
  /** Filed away: neither shown among the others nor announced. */
  muted: z.boolean(),
  /** Messages above the day's quota, which wait outside the journal until an editor lets them in. */
  held: z.int(),
})

/** `GET /api/threads`: known contributors first, what is filed away last, and in each group the newest
 *  word first. */
export const threadsSchema = z.object({
  threads: z.array(threadSummarySchema),
  /** What is held back of people who have no conversation yet. */
  heldStrangers: z.object({ messages: z.int(), dropped: z.int() }),
})

/** `POST /api/threads/:id/mute`; repeating it changes nothing. */
export const muteRequestSchema = z.strictObject({ muted: z.boolean() })

/** `POST /api/threads/admit-strangers`. Of one conversation `POST /api/threads/:id/admit` lets everything
 *  in, a few hundred at once. */
export const admitStrangersRequestSchema = z.strictObject({
  atMost: z.int().min(1).max(256),
})

/** How many messages were let in. */
export const admittedAnswerSchema = z.object({ admitted: z.int() })

/** Where a reply stands: not in the newest edition, in it, read, or given up after the time that
 *  unread replies take turns in the editions. */
export const replyStateSchema = z.enum(['waiting', 'listed', 'confirmed', 'expired'])

const messageSchema = z.object({
  kind: z.literal('message'),
  id: z.string(),
  text: z.string(),
  language,
  receivedAtMillis: moment,
})
const replySchema = z.object({
  kind: z.literal('reply'),
  number: z.int().positive(),
  text: z.string(),
  language,
  writtenAtMillis: moment,
  by: z.string(),
  state: replyStateSchema,
})

/** `GET /api/threads/:id`, entries oldest first. */
export const threadSchema = z.object({
  thread: z.object({
    id: z.string(),
    handle: z.string(),
    language,
    openedAtMillis: moment,
    entries: z.array(z.discriminatedUnion('kind', [messageSchema, replySchema])),
  }),
})

/** `POST /api/threads/:id/replies`; repeating a `requestId` changes nothing and gives the same number. The
 *  pieces of a long answer go by the id with a few characters more. */
export const replyRequestSchema = z.strictObject({
  text: z.string(),
  language,
  requestId: z.string().regex(/^[A-Za-z0-9_-]{8,56}$/u),
})

/** Its answer: the number of the first reply, how many the answer was cut into, and how many editions they
 *  take at best. */
export const replyAnswerSchema = z.object({
  number: z.int().positive(),
  pieces: z.int().positive(),
  editions: z.int().positive(),
})

export type UnlockRequest = z.infer<typeof unlockRequestSchema>
export type UnlockAnswer = z.infer<typeof unlockAnswerSchema>
export type DeskProblem = z.infer<typeof problemSchema>
export type DeskStatus = z.infer<typeof statusSchema>
export type ThreadSummary = z.infer<typeof threadSummarySchema>
export type Threads = z.infer<typeof threadsSchema>
export type MuteRequest = z.infer<typeof muteRequestSchema>
export type AdmitStrangersRequest = z.infer<typeof admitStrangersRequestSchema>
export type AdmittedAnswer = z.infer<typeof admittedAnswerSchema>
export type ReplyState = z.infer<typeof replyStateSchema>
export type ThreadAnswer = z.infer<typeof threadSchema>
export type ThreadEntry = ThreadAnswer['thread']['entries'][number]
export type ReplyRequest = z.infer<typeof replyRequestSchema>
export type ReplyAnswer = z.infer<typeof replyAnswerSchema>
