// The contract between the desk and its page for stories, their sources and what is published: what both
// sides parse. It imports nothing of Node, so that the page can share it. Problems: ./api.ts.
import * as z from 'zod'
import {
  isPenName,
  MAX_UPDATE_BYTES,
  printableStory,
  storyFaultCodes,
  textLimits,
} from '@cronista/newsroom'
import {
  bilingual,
  bilingualLine,
  hex16,
  hex32,
  language,
  line,
  moment,
  note,
  plain,
  plainDate,
  requestId,
} from './api-fields.ts'
import { gateVerdict } from './gate-api.ts'

export * from './gate-api.ts'
export * from './source-api.ts'

const base64Url = z
  .string()
  .regex(/^[A-Za-z0-9_-]*$/u)
  .max(Math.ceil((MAX_UPDATE_BYTES * 4) / 3))

/** The states of a story, in the order of its life. */
export const storyStates = [
  'pitch',
  'draft',
  'in-review',
  'approved',
  'held',
  'published',
  'corrected',
  'withdrawn',
] as const
const storyState = z.enum(storyStates)

/** What an editor can ask for. */
export const storyMoves = [
  'begin',
  'submit',
  'return',
  'approve',
  'hold',
  'reopen',
  'note-correction',
  'propose-withdrawal',
  'publish',
] as const
const storyMove = z.enum(storyMoves)

const storyFault = z.object({
  code: z.enum(storyFaultCodes),
  field: z.string().optional(),
  segment: z.string().optional(),
  language: language.optional(),
})

const proposalKind = z.enum(['publication', 'correction', 'withdrawal'])

/** One line of the list of stories. */
export const storySummarySchema = z.object({
  id: hex16,
  /** As the draft has it; either may be empty. */
  headline: bilingual,
  state: storyState,
  /** What waits for approval or publication, if anything does. */
  proposed: proposalKind.optional(),
  original: language,
  /** The contributor's conversation, if the story began there. */
  thread: hex16.optional(),
  penName: z.string().optional(),
  updatedAtMillis: moment,
  approvals: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  /** It is in review, this person has not approved it, and the gate does not block it. */
  waitsForMe: z.boolean(),
  /** The gate keeps what is proposed from being approved and published. Drafts are judged when they are
   *  opened. */
  isBlocked: z.boolean(),
  onSite: z.boolean(),
})

/** `GET /api/stories`, the last one worked on first. */
export const storiesSchema = z.object({ stories: z.array(storySummarySchema) })

/** `POST /api/stories`; repeating a `requestId` changes nothing and gives the same id. */
export const newStorySchema = z.strictObject({
  original: language,
  thread: hex16.optional(),
  requestId,
})

/** The answer to whatever was made. */
export const madeSchema = z.object({ id: hex16 })

const proposal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('publication'), digest: hex32, story: printableStory }),
  z.object({ kind: z.literal('correction'), digest: hex32, story: printableStory }),
  z.object({ kind: z.literal('withdrawal'), digest: hex32, note: bilingual }),
])

/** `GET /api/stories/:id`. */
export const storySchema = z.object({
  story: z.object({
    id: hex16,
    original: language,
    state: storyState,
    thread: hex16.optional(),
    proposal: proposal.optional(),
    approvals: z.array(z.object({ person: hex16, name: z.string(), own: z.boolean() })),
    /** It may not be published before. A withdrawal has no such moment. */
    notBeforeMillis: moment.optional(),
    onSite: z
      .object({ paths: bilingual, publishedOn: plainDate, digest: hex32, story: printableStory })
      .optional(),
    /** What keeps the draft from being submitted as it is now. */
    faults: z.array(storyFault),
    /** What keeps it from being published. */
    gate: gateVerdict,
    /** The draft is no longer what was proposed. */
    changedSinceProposal: z.boolean(),
    /** Noted since the story went to the site; oldest first. */
    corrections: z.array(z.object({ madeOn: plainDate, text: bilingual })),
    /** Oldest first. */
    history: z.array(
      z.object({
        move: z.string(),
        by: z.string(),
        atMillis: moment,
        /** What was to be improved, if it was returned. */
        reason: z.string().optional(),
      }),
    ),
    /** What this person can do now: neither `approve` nor `publish` while the gate blocks what is proposed. */
    moves: z.array(storyMove),
  }),
})

/** `POST /api/stories/:id/sync`: this page's state vector and, if it has one, its update (Yjs, version 1;
 *  at most {@link MAX_UPDATE_BYTES}). */
export const syncRequestSchema = z.strictObject({ vector: base64Url, update: base64Url.optional() })

/** Its answer: what the page lacks (empty if nothing), and the desk's state vector. The page's update is
 *  durable before it comes. */
export const syncAnswerSchema = z.object({ update: base64Url, vector: base64Url })

/** `POST /api/stories/:id/moves`. `approve` and `publish` name the digest they mean; `propose-withdrawal`
 *  and `note-correction` bring a `note`. Repeating a `requestId` changes nothing. While the gate has findings,
 *  `submit`, `approve` and `publish` are refused with `gate-blocked`. */
export const moveRequestSchema = z
  .strictObject({
    move: storyMove,
    digest: hex32.optional(),
    note: note.optional(),
    reason: line(textLimits.note).optional(),
    requestId,
  })
  .refine(({ move, digest }) => move !== 'approve' || digest !== undefined)
  .refine(({ move, note }) => (note !== undefined) === needsNote(move))

/** Its answer. */
export const moveAnswerSchema = z.object({ state: storyState })

const penName = plain.transform((text, context) => {
  if (isPenName(text)) return text
  context.addIssue('no pen name')
  return z.NEVER
})

/** `GET /api/pen-names`. */
export const penNamesSchema = z.object({
  penNames: z.array(z.object({ id: hex16, name: z.string(), thread: hex16.optional() })),
})
/** `POST /api/pen-names`, answered with the id. */
export const newPenNameSchema = z.strictObject({
  name: penName,
  thread: hex16.optional(),
  requestId,
})

const slug = z
  .string()
  .max(80)
  .regex(/^[0-9a-z]+(-[0-9a-z]+)*$/u)

/** `GET /api/series`. */
export const seriesSchema = z.object({
  series: z.array(z.object({ id: hex16, title: bilingual, slug: bilingual })),
})
/** `POST /api/series`, answered with the id. */
export const newSeriesSchema = z.strictObject({
  title: bilingualLine(textLimits.headline),
  slug: z.strictObject({ es: slug, en: slug }),
  requestId,
})

/** Where a release stands that is not on the site yet. */
export const releaseStages = ['waits-for-signature', 'uploading', 'refused'] as const

/** `GET /api/site`. */
export const siteSchema = z.object({
  /** The last release that this newsroom published. */
  release: z.object({ number: z.int().positive(), head: hex32 }).optional(),
  pending: z
    .object({
      number: z.int().positive(),
      head: hex32,
      stage: z.enum(releaseStages),
      /** Files with the relay, and all files. */
      done: z.int().nonnegative(),
      total: z.int().nonnegative(),
      /** Why it goes no further; a code of docs/errors.md. */
      code: z.string().optional(),
    })
    .optional(),
  warnings: z.array(z.object({ code: z.string() })),
})

function needsNote(move: (typeof storyMoves)[number]): boolean {
  return move === 'propose-withdrawal' || move === 'note-correction'
}

export type StoryStateName = (typeof storyStates)[number]
export type StoryMoveName = (typeof storyMoves)[number]
export type StorySummary = z.infer<typeof storySummarySchema>
export type Stories = z.infer<typeof storiesSchema>
export type NewStory = z.infer<typeof newStorySchema>
export type Made = z.infer<typeof madeSchema>
export type StoryAnswer = z.infer<typeof storySchema>
export type StoryView = StoryAnswer['story']
export type SyncRequest = z.infer<typeof syncRequestSchema>
export type SyncAnswer = z.infer<typeof syncAnswerSchema>
export type MoveRequest = z.infer<typeof moveRequestSchema>
export type MoveAnswer = z.infer<typeof moveAnswerSchema>
export type PenNames = z.infer<typeof penNamesSchema>
export type NewPenName = z.infer<typeof newPenNameSchema>
export type SeriesList = z.infer<typeof seriesSchema>
export type NewSeries = z.infer<typeof newSeriesSchema>
export type ReleaseStage = (typeof releaseStages)[number]
export type SiteAnswer = z.infer<typeof siteSchema>
