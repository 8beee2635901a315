// The stories that the press and its peer are given: 800 words in each language, with quotations, a
// series, a sourcing note, and now and then a correction, all made of the demonstration's sentences.
import {
  languages,
  penName,
  sourceLabel,
  type Bilingual,
  type Language,
  type PlainDate,
  type PrintableStory,
  type PrintedBlock,
  type StandingStory,
} from '@cronista/newsroom'
import { demoStories } from '@cronista/testbed'

const STORY_WORDS = 800
const PEN_NAMES = 40
const SERIES_PARTS = 8
const DAY_MILLIS = 86_400_000

type SeedStory = (typeof demoStories)[number]
type SeedSegment = SeedStory['segments'][number]
type Quoted = Extract<SeedSegment, { kind: 'quotation' }>

interface Sourced {
  readonly segment: SeedSegment
  readonly seed: SeedStory
}

const pool: readonly Sourced[] = demoStories.flatMap((seed) =>
  seed.segments.map((segment) => ({ segment, seed })),
)

function labelled(label: Bilingual): PrintedSpeakerLabel {
  return { es: sourceLabel(label.es), en: sourceLabel(label.en) }
}

type PrintedSpeakerLabel = Extract<PrintedBlock, { kind: 'quotation' }>['speaker']['label']

function speakerOf(
  { speaker }: Quoted,
  seed: SeedStory,
): Extract<PrintedBlock, { kind: 'quotation' }>['speaker'] {
  if (speaker.kind === 'public') return { label: labelled(speaker.label) }
  const source = seed.sources[speaker.source]
  if (source === undefined) throw new RangeError('A quotation names a source that its story lacks')
  const { label, unnamedBecause } = source
  return { label: labelled(label), ...(unnamedBecause && { unnamedBecause }) }
}

/** The sentences of a text, in an order that `turn` decides, so that no two stories are alike. */
function turned(text: string, turn: number): string {
  const sentences = text.split(/(?<=[.?!]) /u)
  const first = turn % sentences.length
  return [...sentences.slice(first), ...sentences.slice(0, first)].join(' ')
}

function blockOf({ segment, seed }: Sourced, id: string, turn: number): PrintedBlock {
  const text = {
    es: [{ text: turned(segment.text.es, turn) }],
    en: [{ text: turned(segment.text.en, turn) }],
  }
  if (segment.kind !== 'quotation') return { kind: segment.kind, id, text }
  const { saidOn, where, spokenIn, figures } = segment
  const speaker = speakerOf(segment, seed)
  const said = { kind: 'quotation', id, text, speaker, saidOn, where, spokenIn } as const
  return figures === undefined ? said : { ...said, figures }
}

/** Words of the blocks in `language`. */
export function wordsOf(blocks: readonly PrintedBlock[], language: Language): number {
  const texts = blocks.flatMap(({ text }) => text[language].map((span) => span.text))
  return texts.join(' ').split(/\s+/u).length
}

function blocksFrom(number: number): readonly PrintedBlock[] {
  const blocks: PrintedBlock[] = []
  for (let at = number; languages.some((one) => wordsOf(blocks, one) < STORY_WORDS); at++) {
    const sourced = pool[at % pool.length]
    if (sourced === undefined) throw new RangeError('The demonstration has no story')
    blocks.push(blockOf(sourced, `s${String(blocks.length)}`, number))
  }
  return blocks
}

function seedAt(number: number): SeedStory {
  const seed = demoStories.at(number % demoStories.length)
  if (seed === undefined) throw new RangeError('The demonstration has no story')
  return seed
}

/** The newest of the demonstration's stories, sentence by sentence as readers get it, but for its
 *  number in the corpus. */
export function demoStoryAsTold(number: number): StandingStory {
  const seed = seedAt(-1)
  const { fields, series } = seed
  const { kind, story, publishedOn } = corpusStory(number)
  return {
    kind,
    publishedOn,
    story: {
      ...story,
      ...fields,
      ...(series && { series }),
      blocks: seed.segments.map((segment, at) => blockOf({ segment, seed }, `s${String(at)}`, 0)),
    },
  }
}

/** The story of this number, from 0: the same one every time. */
export function corpusStory(number: number): StandingStory {
  const seed = seedAt(number)
  const { fields } = seed
  const [serie, part] = [Math.floor(number / SERIES_PARTS), (number % SERIES_PARTS) + 1]
  const author = number % PEN_NAMES
  const day = new Date(Date.UTC(2000, 0, 1) + number * DAY_MILLIS)
    .toISOString()
    .slice(0, 10) as PlainDate
  const numbered = (text: Bilingual, joint: string): Bilingual => ({
    es: `${text.es}${joint}${String(number)}`,
    en: `${text.en}${joint}${String(number)}`,
  })
  const story: PrintableStory = {
    version: 1,
    id: number.toString(16).padStart(32, '0'),
    original: seed.original,
    penName: {
      name: penName(`${seed.penName} ${String(author)}`),
      slug: `firma-${String(author)}`,
    },
    series: {
      title: { es: `La serie ${String(serie)}`, en: `Series ${String(serie)}` },
      slug: { es: `serie-${String(serie)}`, en: `series-${String(serie)}` },
      part,
    },
    slug: numbered(fields.slug, '-'),
    kicker: fields.kicker,
    headline: numbered(fields.headline, ', '),
    summary: fields.summary,
    place: fields.place,
    blocks: blocksFrom(number),
    sourcing: fields.sourcing,
    editorsNote: {
      es: 'Los nombres de los lugares son los verdaderos.',
      en: 'The names of the places are their own.',
    },
    corrections: [
      {
        madeOn: day,
        text: { es: 'Una fecha estaba equivocada.', en: 'One date was wrong.' },
      },
    ],
  }
  return { kind: 'story', story, publishedOn: day }
}
