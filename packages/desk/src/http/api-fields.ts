// The small shapes that the contracts between the desk and its page share.
import * as z from 'zod'
import {
  isPlainDate,
  plainText,
  textLimits,
  type Bilingual,
  type PlainDate,
} from '@cronista/newsroom'

/** Milliseconds since 1970. */
export const moment = z.int().nonnegative()
/** A language of the site. */
export const language = z.enum(['es', 'en'])
/** Text in both languages, as the desk gives it. */
export const bilingual = z.strictObject({ es: z.string(), en: z.string() })
/** Text as the newsroom takes it; what nobody sees is left out of it. */
export const plain = z.string().transform((text) => plainText(text).trim())
/** A day of the calendar. */
export const plainDate = z.custom<PlainDate>(isPlainDate)
/** An id of 16 bytes, as hexadecimal digits. */
export const hex16 = z.string().regex(/^[0-9a-f]{32}$/u)
/** A digest or hash of 32 bytes, as hexadecimal digits. */
export const hex32 = z.string().regex(/^[0-9a-f]{64}$/u)
/** Names a request, so that its repetition changes nothing. */
export const requestId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/u)

/** Filled plain text of at most so many characters. */
export function line(most: number): z.ZodType<string, string> {
  return plain.pipe(z.string().min(1).max(most))
}

/** The same in both languages. */
export function bilingualLine(most: number): z.ZodType<Bilingual, Bilingual> {
  return z.strictObject({ es: line(most), en: line(most) })
}

/** A note to readers, in both languages. */
export const note = bilingualLine(textLimits.note)
