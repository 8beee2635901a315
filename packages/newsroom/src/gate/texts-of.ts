// Every text of a story that readers find, with its place. What is not in here is not judged: a field
// that is added to a story has to be added here, and a test compares.
import { textOfSpans } from '../story/block.ts'
import { languages, type Bilingual, type Language } from '../story/language.ts'
import type {
  PrintableStory,
  PrintedBlock,
  PrintedSpeaker,
  WithdrawnStory,
} from '../story/printable-story.ts'
import type { GatePlace } from './finding.ts'

/** One text of a story. */
export interface PlacedText {
  readonly place: GatePlace
  readonly text: string
  /** How it is read: as words, or run together as in an address. */
  readonly as: 'address' | 'prose'
}

type PlaceOf = (language: Language) => GatePlace

const fields = ['headline', 'kicker', 'summary', 'place', 'sourcing', 'editorsNote'] as const

/** All texts of the story, in the order in which the desk shows them. */
export function textsOf(story: PrintableStory): readonly PlacedText[] {
  const { id, penName, series } = story
  const placed = fields.flatMap((field) =>
    inBoth(story[field], (language) => ({ kind: 'field', story: id, field, language })),
  )
  const slug = { kind: 'field', story: id, field: 'slug' } as const
  const byline = { kind: 'pen-name', story: id } as const
  const ofSeries: PlaceOf = (language) => ({ kind: 'series', story: id, language })
  return [
    ...placed,
    ...inBoth(story.slug, (language) => ({ ...slug, language }), 'address'),
    { place: byline, text: penName.name, as: 'prose' },
    { place: byline, text: penName.slug, as: 'address' },
    ...inBoth(series?.title, ofSeries),
    ...inBoth(series?.slug, ofSeries, 'address'),
    ...story.blocks.flatMap((block) => textsOfBlock(id, block)),
    ...story.corrections.flatMap(({ text }, index) =>
      inBoth(text, (language) => ({ kind: 'correction', story: id, index, language })),
    ),
  ]
}

/** What readers are told of a withdrawal. */
export function textsOfNote(story: string, note: Bilingual | undefined): readonly PlacedText[] {
  return inBoth(note, (language) => ({ kind: 'note', story, language }))
}

/** What stands in place of a story that was withdrawn. */
export function textsOfNotice({ id, slug, note }: WithdrawnStory): readonly PlacedText[] {
  const at = { kind: 'field', story: id, field: 'slug' } as const
  return [...inBoth(slug, (language) => ({ ...at, language }), 'address'), ...textsOfNote(id, note)]
}

/** The text of a segment in one language, without its emphasis. */
export function textOfBlock(block: PrintedBlock, language: Language): string {
  return textOfSpans(block.text[language])
}

function textsOfBlock(story: string, block: PrintedBlock): readonly PlacedText[] {
  const at = { kind: 'segment', story, segment: block.id } as const
  const text = { es: textOfBlock(block, 'es'), en: textOfBlock(block, 'en') }
  const own = inBoth(text, (language) => ({ ...at, part: 'text', language }))
  if (block.kind !== 'quotation') return own
  const { speaker, where, exactWords } = block
  const exact = {
    place: { ...at, part: 'exactWords' },
    text: exactWords ?? '',
    as: 'prose',
  } as const
  return [
    ...own,
    ...inBoth(speaker.label, (language) => ({ ...at, part: 'speaker', language })),
    ...inBoth(speaker.unnamedBecause, reasonOf(story, block.id, speaker)),
    ...inBoth(where, (language) => ({ ...at, part: 'where', language })),
    ...(exactWords === undefined ? [] : [exact]),
  ]
}

function reasonOf(story: string, segment: string, { source }: PrintedSpeaker): PlaceOf {
  return source === undefined
    ? (language) => ({ kind: 'segment', story, segment, part: 'speaker', language })
    : (language) => ({ kind: 'reason', story, source, language })
}

function inBoth(
  text: Bilingual | undefined,
  placeOf: PlaceOf,
  as: PlacedText['as'] = 'prose',
): readonly PlacedText[] {
  if (text === undefined) return []
  return languages.map((language) => ({ place: placeOf(language), text: text[language], as }))
}
