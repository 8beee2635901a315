import type { GateFindingView, GatePlaceView } from '@cronista/desk/story-api'
import type { Language } from '@cronista/newsroom'
import { segmentName, type NamedSegment } from '../stories/segment-name.ts'
import type { Texts } from '../texts/index.ts'

/** What the names of places are made with. */
export interface PlaceWords {
  readonly texts: Texts
  readonly language: Language
  /** The story on the page, and its segments in their order. */
  readonly story: string
  readonly segments: readonly NamedSegment[]
}

/** What the place of a finding is called, in the editor's language. */
export function placeName(
  { place, storyHeadline }: Pick<GateFindingView, 'place' | 'storyHeadline'>,
  words: PlaceWords,
): string {
  const name = nameInStory(place, words)
  if (!('story' in place) || place.story === words.story) return name
  const headline = storyHeadline?.[words.language] ?? ''
  return words.texts.gate.places.otherStory(headline, name)
}

function nameInStory(place: GatePlaceView, { texts, segments }: PlaceWords): string {
  const { places } = texts.gate
  switch (place.kind) {
    case 'field':
      return places.in(texts.editor.fields[place.field], place.language)
    case 'segment': {
      const segment = segmentName(place.segment, segments, texts) ?? places.aSegment
      const { part, language } = place
      const name = part === 'text' ? segment : places.part(segment, places[part])
      return language === undefined ? name : places.in(name, language)
    }
    case 'pen-name':
      return places.penName
    case 'series':
      return places.in(places.series, place.language)
    case 'correction':
      return places.in(places.correction(place.index + 1), place.language)
    case 'note':
      return places.in(places.note, place.language)
    case 'reason':
      return places.in(places.reason, place.language)
    case 'site':
      return places.site[place.part](place.path)
    case 'source':
      return places.source
    case 'story':
      return places.story
  }
}
