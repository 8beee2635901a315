import type { NewConsent } from '@cronista/desk/story-api'
import { isPlainDate } from '@cronista/newsroom'

/** A consent as it is being typed; '' where nothing is. */
export interface ConsentTyped {
  readonly words: string
  readonly agreedOn: string
  readonly until: string
  /** A person's id; '' for whoever is writing. */
  readonly askedBy: string
}

/** Nothing typed, except that it is most often written down on the day itself. */
export function emptyConsent(today: string): ConsentTyped {
  return { words: '', agreedOn: today, until: '', askedBy: '' }
}

/** What of a consent is missing or impossible; the field to go to. */
export type ConsentLack = 'agreedOn' | 'until' | 'words'

/** The first thing that keeps it from being recorded, or `undefined`. */
export function consentLack({ words, agreedOn, until }: ConsentTyped): ConsentLack | undefined {
  if (words.trim() === '') return 'words'
  if (!isPlainDate(agreedOn)) return 'agreedOn'
  return until === '' || (isPlainDate(until) && until >= agreedOn) ? undefined : 'until'
}

/** The consent as the desk takes it; `undefined` as long as {@link consentLack} names something. */
export function consentAsked({
  words,
  agreedOn,
  until,
  askedBy,
}: ConsentTyped): NewConsent | undefined {
  if (consentLack({ words, agreedOn, until, askedBy }) !== undefined) return undefined
  if (!isPlainDate(agreedOn)) return undefined
  return {
    words: words.trim(),
    agreedOn,
    ...(isPlainDate(until) ? { until } : {}),
    ...(askedBy === '' ? {} : { askedBy }),
  }
}
