import * as z from 'zod'
import { textLimits } from '../story/story-limits.ts'
import { bilingual, hex, line, moment, penNameText, person, revision, slug } from './fields.ts'

const personIntroduced = z.strictObject({
  v: z.literal(1),
  type: z.literal('person-introduced'),
  person,
  name: line(80),
})

const penNameRecorded = z.strictObject({
  v: z.literal(1),
  type: z.literal('pen-name-recorded'),
  penName: hex(16),
  name: penNameText,
  thread: z.exactOptional(hex(16)),
  person,
  recordedAtMillis: moment,
})

const seriesRecorded = z.strictObject({
  v: z.literal(1),
  type: z.literal('series-recorded'),
  series: hex(16),
  title: bilingual(line(textLimits.headline)),
  slug: bilingual(slug),
  revision,
  person,
  recordedAtMillis: moment,
})

/** An editor says how colleagues call them. */
export type PersonIntroduced = z.infer<typeof personIntroduced>
/** A contributor has a name to stand over stories. */
export type PenNameRecorded = z.infer<typeof penNameRecorded>
/** Stories may be parts of a series; the highest revision holds. */
export type SeriesRecorded = z.infer<typeof seriesRecorded>
/** What people, pen names and series are called. */
export type NameEvent = PenNameRecorded | PersonIntroduced | SeriesRecorded

/** The shapes of the events that name somebody or something. */
export const nameEvents = [personIntroduced, penNameRecorded, seriesRecorded] as const
