import * as z from 'zod'
import { isPlainText } from '../plain-text.ts'
import { MAX_REVISION } from '../revisions.ts'
import type { Bilingual } from '../story/language.ts'
import { isPenName, isSourceLabel, type PenName, type SourceLabel } from '../story/names.ts'
import { isPlainDate, type PlainDate } from '../story/plain-date.ts'

/** Bytes as lower-case hexadecimal digits. */
export function hex(bytes: number): z.ZodString {
  return z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`, 'u'))
}

/** Bytes as base64url without padding, at most so many. */
export function base64Url(mostBytes: number): z.ZodString {
  return z
    .string()
    .max(Math.ceil((mostBytes * 4) / 3))
    .regex(/^[\w-]+$/u)
}

/** Milliseconds since 1970, as far as there are dates: what lies beyond is no day that could be shown. */
export const moment = z.int().nonnegative().max(8_640_000_000_000_000)

/** Counts what its authors revise one after the other. */
export const revision = z.int().positive().max(MAX_REVISION)

/** Plain text of 1 to `most` characters without a space at its ends. */
export function line(most: number): z.ZodString {
  return z.string().min(1).max(most).refine(isLine)
}

/** The same in both languages. */
export function bilingual<Text>(text: z.ZodType<Text>): z.ZodType<Bilingual<Text>> {
  return z.strictObject({ es: text, en: text })
}

/** The last part of an address: `[0-9a-z]` and single hyphens, 1 to 80 characters. */
export const slug = z
  .string()
  .max(80)
  .regex(/^[0-9a-z]+(?:-[0-9a-z]+)*$/u)

/** A day of the calendar. */
export const plainDate = z.custom<PlainDate>(isPlainDate)
/** A pseudonym. */
export const penNameText = z.custom<PenName>(isPenName)
/** What a source is called. */
export const sourceLabelText = z.custom<SourceLabel>(isSourceLabel)

/** Who says so: checked against the author of the entry before it is folded, see `claimsOf`. */
export const person = hex(16)
/** From where it is said, checked likewise. */
export const device = hex(16)

function isLine(text: string): boolean {
  return isPlainText(text) && text.trim() === text
}
