import * as z from 'zod'
import { identificationLevels } from '../story/identification.ts'
import { MAX_PROTECTED_TEXT, textLimits } from '../story/story-limits.ts'
import {
  bilingual,
  hex,
  line,
  moment,
  person,
  plainDate,
  revision,
  sourceLabelText,
} from './fields.ts'

/** The kinds of texts that must not get out. */
export const protectionKinds = [
  'given-name',
  'surname',
  'nickname',
  'employer',
  'kin',
  'place',
  'phone',
  'plate',
  'document',
  'other',
] as const

const consent = z.strictObject({
  words: line(textLimits.note),
  agreedOn: plainDate,
  askedBy: hex(16),
  until: z.exactOptional(plainDate),
})

const sourceDescribed = z.strictObject({
  v: z.literal(1),
  type: z.literal('source-described'),
  source: hex(16),
  level: z.enum(identificationLevels),
  label: bilingual(sourceLabelText),
  unnamedBecause: z.exactOptional(bilingual(line(textLimits.note))),
  consent: z.exactOptional(consent),
  deskReason: z.exactOptional(line(textLimits.note)),
  hiddenFrom: z.exactOptional(line(textLimits.note)),
  follows: z.exactOptional(hex(32)),
  revision,
  person,
  describedAtMillis: moment,
})

const sourceProtected = z.strictObject({
  v: z.literal(1),
  type: z.literal('source-protected'),
  source: hex(16),
  protection: hex(16),
  kind: z.enum(protectionKinds),
  text: line(MAX_PROTECTED_TEXT),
  person,
  protectedAtMillis: moment,
})

const protectionLifted = z.strictObject({
  v: z.literal(1),
  type: z.literal('protection-lifted'),
  source: hex(16),
  protection: hex(16),
  consent,
  person,
  liftedAtMillis: moment,
})

/** What a source agreed to: in which words, on which day, asked by which person, and until which day,
 *  that one included; without it, until something else is agreed. */
export type Consent = z.infer<typeof consent>
/** What may be printed of a source; the highest revision holds. With `consent` it was agreed; without,
 *  it can only lower what was. `deskReason` says why the source is not fully named, `hiddenFrom` from
 *  whom it is hidden; `follows` names the descriptions that its author knew (`SourceStanding.head`).
 *  With the level `nothing` the label is for the desk alone. */
export type SourceDescribed = z.infer<typeof sourceDescribed>
/** A text that must not be printed of a source, unless its level permits the kind. */
export type SourceProtected = z.infer<typeof sourceProtected>
/** The source has agreed that this text may be printed. */
export type ProtectionLifted = z.infer<typeof protectionLifted>
/** The kind of a text that must not get out. */
export type ProtectionKind = SourceProtected['kind']
/** What happens to a source. */
export type SourceEvent = ProtectionLifted | SourceDescribed | SourceProtected

/** The shapes of a source's events. */
export const sourceEvents = [sourceDescribed, sourceProtected, protectionLifted] as const
