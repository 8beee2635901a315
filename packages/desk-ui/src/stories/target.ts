// Where a sentence beside the story leads: a field or a segment, in a language, or a fact of a quotation.
import type { GatePlaceView, StoryView } from '@cronista/desk/story-api'
import type { Language } from '@cronista/newsroom'
import type { ProtectedText } from '@cronista/guard'

/** One thing that is missing, as the desk says it. */
export type Fault = StoryView['faults'][number]

/** A place in a story that somebody can be led to. */
export interface Target {
  /** The name of a field, of a choice, or of a quotation's fact; absent for a segment's own words. */
  readonly field?: string | undefined
  readonly segment?: string | undefined
  /** Spanish if it is not said: the first column. */
  readonly language?: Language | undefined
  /** What is to be selected there, if it is found. */
  readonly seen?: ProtectedText | undefined
}

/** The places of what is chosen, for faults that name no field. */
const CHOSEN: Readonly<Partial<Record<Fault['code'], string>>> = {
  'pen-name-missing': 'penName',
  'series-incomplete': 'series',
  'correction-missing': 'correction-es',
  'source-unknown': 'speaker',
  'source-unnamed-without-reason': 'speaker',
  'source-withheld': 'speaker',
}

/** Where a fault is. */
export function targetOfFault({ code, field, segment, language }: Fault): Target {
  return { field: field ?? CHOSEN[code], segment, language }
}

/** Where in its own story a place is; `undefined` for what stands in no story: a source, a built file. */
export function targetOfPlace(place: GatePlaceView): Target | undefined {
  switch (place.kind) {
    case 'field':
      return { field: place.field, language: place.language }
    case 'segment': {
      const { segment, part, language } = place
      return { segment, language, field: part === 'text' ? undefined : part }
    }
    case 'pen-name':
      return { field: 'penName' }
    case 'series':
      return { field: 'series', language: place.language }
    case 'correction':
      return { field: `correction ${String(place.index)}`, language: place.language }
    case 'note':
      return { field: 'note', language: place.language }
    case 'story':
      return { field: 'headline' }
    case 'reason':
    case 'site':
    case 'source':
      return undefined
  }
}
