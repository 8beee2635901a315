// The contract between the desk and its page for sources: what may be printed of them, what they agreed
// to and in which words, and what must not get out. Problems: ./api.ts.
import * as z from 'zod'
import {
  identificationLevels,
  isSourceLabel,
  MAX_PROTECTED_TEXT,
  protectionKinds,
  textLimits,
  type IdentificationLevel,
  type ProtectionKind,
} from '@cronista/newsroom'
import {
  bilingual,
  hex16,
  hex32,
  line,
  moment,
  note,
  plain,
  plainDate,
  requestId,
} from './api-fields.ts'

export { identificationLevels, protectionKinds } from '@cronista/newsroom'

const level = z.enum(identificationLevels)
const protectionKind = z.enum(protectionKinds)

const sourceLabel = plain.transform((text, context) => {
  if (isSourceLabel(text)) return text
  context.addIssue('no source label')
  return z.NEVER
})

/** What a source agreed to, as an editor records it. `askedBy` is this person unless another of
 *  `GET /api/people` asked. */
export const newConsentSchema = z
  .strictObject({
    /** In which words, so far as they were kept. */
    words: line(textLimits.note),
    agreedOn: plainDate,
    /** The last day on which it holds. */
    until: plainDate.optional(),
    askedBy: hex16.optional(),
  })
  .refine(({ agreedOn, until = agreedOn }) => agreedOn <= until)

const consent = z.object({
  words: z.string(),
  agreedOn: plainDate,
  until: plainDate.optional(),
  askedBy: hex16,
  /** What colleagues call whoever asked. */
  askedByName: z.string(),
  /** Who wrote it down, and when: by the signature of the entry, whatever `askedBy` says. */
  recordedBy: z.string(),
  recordedAtMillis: moment,
})

const description = {
  level,
  /** What readers see; with the level `nothing` it is for the desk alone. */
  label: z.strictObject({ es: sourceLabel, en: sourceLabel }),
  /** Why readers are not told the full name. */
  unnamedBecause: note.optional(),
  /** Why the newsroom does not name the source; for the desk. */
  deskReason: line(textLimits.note).optional(),
  /** From whom the source is hidden; for the desk. */
  hiddenFrom: line(textLimits.note).optional(),
  /** Needed by whatever tells more than was agreed; and by another label, or the gate blocks it. */
  consent: newConsentSchema.optional(),
}

const protection = z.object({
  id: hex16,
  kind: protectionKind,
  text: z.string(),
  /** Who recorded it, and when. */
  by: z.string(),
  atMillis: moment,
  /** Until this day, included, it may be printed; absent once the day is past. */
  liftedUntil: plainDate.optional(),
})

/** `GET /api/sources`. */
export const sourcesSchema = z.object({
  sources: z.array(
    z.object({
      id: hex16,
      level,
      label: bilingual,
      unnamedBecause: bilingual.optional(),
      deskReason: z.string().optional(),
      hiddenFrom: z.string().optional(),
      revision: z.int().positive(),
      /** Names all descriptions that the desk knows of the source. */
      head: hex32,
      /** The most that may be printed; absent while nothing was agreed in words. */
      agreed: z.object({ level, label: bilingual, consent }).optional(),
      /** What is described is not covered by a consent that holds today: stories with it are blocked. */
      needsConsent: z.boolean(),
      /** What must not get out, in the order in which it was recorded. */
      protections: z.array(protection),
      /** Every consent to print one of them, for good or until a day, newest first. */
      lifted: z.array(z.object({ id: hex16, kind: protectionKind, text: z.string(), consent })),
      /** Stories on the site that say more than is agreed now. */
      exposed: z.array(z.object({ story: hex16, headline: bilingual })),
    }),
  ),
})

/** `POST /api/sources`, answered with the id. A level above `nothing` without consent is taken; the gate
 *  blocks its stories until there is one. */
export const newSourceSchema = z.strictObject({ ...description, requestId })

/** `PUT /api/sources/:id`; `revision` and `head` are those that the page saw: whoever raises a level must have
 *  seen every lowering. Raising the level above the agreed one
 *  (above the described one, if nothing is agreed) without a consent is refused with `consent-missing`. */
export const sourceRevisionSchema = z.strictObject({
  ...description,
  revision: z.int().positive(),
  head: hex32,
})

/** `POST /api/sources/:id/protections`, answered with the id; repeating a `requestId` changes nothing. */
export const newProtectionSchema = z.strictObject({
  kind: protectionKind,
  text: line(MAX_PROTECTED_TEXT),
  requestId,
})

/** `POST /api/sources/:id/protections/:protection/lift`: it may be printed as far as the consent goes.
 *  Repeating it changes nothing. */
export const liftProtectionSchema = z.strictObject({ consent: newConsentSchema, requestId })

/** `GET /api/people`: the editors of this newsroom, as far as they have introduced themselves. */
export const peopleSchema = z.object({
  people: z.array(z.object({ id: hex16, name: z.string(), own: z.boolean() })),
})

export type { IdentificationLevel }
export type ProtectionKindName = ProtectionKind
export type Sources = z.infer<typeof sourcesSchema>
export type SourceRow = Sources['sources'][number]
export type ConsentView = z.infer<typeof consent>
export type NewConsent = z.infer<typeof newConsentSchema>
export type NewSource = z.infer<typeof newSourceSchema>
export type SourceRevision = z.infer<typeof sourceRevisionSchema>
export type NewProtection = z.infer<typeof newProtectionSchema>
export type LiftProtection = z.infer<typeof liftProtectionSchema>
export type People = z.infer<typeof peopleSchema>
