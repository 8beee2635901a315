// What the gate finds, as the desk tells it to its page: which rule, at which place, about which source.
// The sentences are the page's own, in the editor's language.
import * as z from 'zod'
import { gateCodes, storyFields } from '@cronista/newsroom'
import { bilingual, hex16, language } from './api-fields.ts'

const story = hex16

/** Where something was found. `story` is the one that is judged, or another of the same source. */
export const gatePlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('field'), story, field: z.enum(storyFields), language }),
  z.object({
    kind: z.literal('segment'),
    story,
    segment: z.string(),
    part: z.enum(['text', 'speaker', 'where', 'exactWords']),
    language: language.optional(),
  }),
  z.object({ kind: z.literal('pen-name'), story }),
  z.object({ kind: z.literal('series'), story, language }),
  /** `index` counts the corrections that readers see, from 0. */
  z.object({ kind: z.literal('correction'), story, index: z.int().nonnegative(), language }),
  /** The note of a withdrawal. */
  z.object({ kind: z.literal('note'), story, language }),
  /** Why readers are not told the full name of this source. */
  z.object({ kind: z.literal('reason'), story, source: hex16, language }),
  /** A file of the built site: the path that readers ask for, and in what of it. */
  z.object({
    kind: z.literal('site'),
    path: z.string(),
    part: z.enum(['path', 'text', 'attribute', 'data', 'raw']),
  }),
  /** What is recorded of a source. */
  z.object({ kind: z.literal('source'), source: hex16 }),
  z.object({ kind: z.literal('story'), story }),
])

/** One thing that keeps the story from being published. */
export const gateFinding = z.object({
  rule: z.literal([1, 2, 4, 5, 13, 18]),
  code: z.enum(Object.values(gateCodes).flat()),
  place: gatePlace,
  /** Whose agreement it breaks. */
  source: hex16.optional(),
  /** Which of the source's protected texts was seen. */
  protection: hex16.optional(),
  /** At most 80 characters around what was found, as they are written. */
  excerpt: z.string().optional(),
  /** The headline of the other story, if the place is in another. */
  storyHeadline: bilingual.optional(),
})

/** What the gate says of a story. Without findings it passes. */
export const gateVerdict = z.object({
  /** What was judged: what is proposed; the draft as it stands, if it is complete; what is on the site, if
   *  nothing else is asked for; or nothing. */
  judged: z.enum(['proposal', 'draft', 'site', 'nothing']),
  findings: z.array(gateFinding),
  /** With how many sources of the story and how many protected texts of theirs it was compared: without
   *  any, that nothing was found says nothing. Absent if nothing was judged. */
  compared: z.object({ sources: z.int().nonnegative(), texts: z.int().nonnegative() }).optional(),
})

export type GatePlaceView = z.infer<typeof gatePlace>
export type GateFindingView = z.infer<typeof gateFinding>
export type GateVerdict = z.infer<typeof gateVerdict>
