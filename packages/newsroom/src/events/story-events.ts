import * as z from 'zod'
import { MAX_UPDATE_BYTES } from '../draft/draft-limits.ts'
import { MAX_TURN, textLimits } from '../story/story-limits.ts'
import { base64Url, bilingual, device, hex, line, moment, person } from './fields.ts'
import { printableStory, printedCorrection } from './printable-story-schema.ts'

const ofStory = { v: z.literal(1), story: hex(16), person }
const digest = hex(32)

const storyOpened = z.strictObject({
  ...ofStory,
  type: z.literal('story-opened'),
  original: z.enum(['es', 'en']),
  thread: z.exactOptional(hex(16)),
  openedAtMillis: moment,
})

const storyEdited = z.strictObject({
  ...ofStory,
  type: z.literal('story-edited'),
  update: base64Url(MAX_UPDATE_BYTES),
  editedAtMillis: moment,
})

const move = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begin') }),
  z.strictObject({ kind: z.literal('submit'), content: printableStory, digest }),
  z.strictObject({
    kind: z.literal('return'),
    reason: z.exactOptional(line(textLimits.note)),
  }),
  z.strictObject({ kind: z.literal('approve'), digest, device }),
  z.strictObject({ kind: z.literal('hold'), notBeforeMillis: moment }),
  z.strictObject({ kind: z.literal('reopen') }),
  z.strictObject({ kind: z.literal('note-correction'), ...printedCorrection.shape }),
  z.strictObject({
    kind: z.literal('propose-withdrawal'),
    note: bilingual(line(textLimits.note)),
    digest,
  }),
])

const storyMoved = z.strictObject({
  ...ofStory,
  type: z.literal('story-moved'),
  turn: z.int().positive().max(MAX_TURN),
  move,
  movedAtMillis: moment,
})

/** There is a story, with nothing in it; one language is its original. */
export type StoryOpened = z.infer<typeof storyOpened>
/** Somebody has typed: a Yjs update, version 1 of its encoding. */
export type StoryEdited = z.infer<typeof storyEdited>
/** A story is to go from one state to another. `turn` is one more than the highest its author had
 *  seen of this story; a move that is impossible in its turn changes nothing. */
export type StoryMoved = z.infer<typeof storyMoved>
/** What somebody wants a story to do. */
export type Move = z.infer<typeof move>
/** What happens to a story. */
export type StoryEvent = StoryEdited | StoryMoved | StoryOpened

/** The shapes of a story's events. */
export const storyEvents = [storyOpened, storyEdited, storyMoved] as const
