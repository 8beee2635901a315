// A printable story as rows of a page: what stands where, in both languages, in the reader's order.
import {
  languages,
  textOfSpans,
  type Bilingual,
  type Language,
  type PrintableStory,
  type PrintedBlock,
  type Spans,
} from '@cronista/newsroom'
import { texts } from '../texts/index.ts'

/** One row of what is printed. */
export interface PrintedPart {
  /** The same for the same part of two versions. */
  readonly key: string
  readonly role: 'block' | 'field' | 'heading' | 'picture' | 'quotation'
  /** For `field`: which one, as a label of the page. */
  readonly field?:
    | 'byline'
    | 'correction'
    | 'editorsNote'
    | 'headline'
    | 'kicker'
    | 'path'
    | 'place'
    | 'series'
    | 'sourcing'
    | 'summary'
  readonly text: Bilingual<Spans>
  /** For a correction: its day. */
  readonly madeOn?: string
  readonly quotation?: Extract<PrintedBlock, { kind: 'quotation' }>
}

/** All that readers will see of the story, as rows. */
export function printedParts(story: PrintableStory): PrintedPart[] {
  const { series, editorsNote, penName, slug } = story
  const plain = (field: NonNullable<PrintedPart['field']>, text: Bilingual): PrintedPart => ({
    key: field,
    role: 'field',
    field,
    text: spansOf(text),
  })
  return [
    plain('kicker', story.kicker),
    plain('headline', story.headline),
    plain('summary', story.summary),
    plain('place', story.place),
    plain('byline', { es: penName.name, en: penName.name }),
    ...(series === undefined ? [] : [plain('series', inSeries(series))]),
    ...story.blocks.map(partOfBlock),
    ...(editorsNote === undefined ? [] : [plain('editorsNote', editorsNote)]),
    plain('sourcing', story.sourcing),
    ...story.corrections.map(({ madeOn, text }, index): PrintedPart => ({
      ...plain('correction', text),
      key: `correction ${String(index)}`,
      madeOn,
    })),
    plain('path', { es: `/es/${slug.es}/`, en: `/en/${slug.en}/` }),
  ]
}

function inSeries({ title, part }: NonNullable<PrintableStory['series']>): Bilingual {
  return { es: `${title.es} · ${String(part)}`, en: `${title.en} · ${String(part)}` }
}

function partOfBlock(block: PrintedBlock): PrintedPart {
  const { text } = block
  const key = `block ${block.id}`
  if (block.kind === 'quotation') return { key, role: 'quotation', text, quotation: block }
  return { key, role: block.kind === 'paragraph' ? 'block' : block.kind, text }
}

function spansOf(text: Bilingual): Bilingual<Spans> {
  return { es: [{ text: text.es }], en: [{ text: text.en }] }
}

/** What a part says in one language, facts of a quotation included, for comparing two versions. */
function wordsOf({ text, quotation }: PrintedPart, language: Language): string {
  if (quotation === undefined) return textOfSpans(text[language])
  const { speaker, saidOn, where, exactWords, spokenIn, figures } = quotation
  const reason = speaker.unnamedBecause?.[language]
  const said = figures === undefined ? undefined : texts[language].review.figures[figures]
  const spoken = [saidOn, where[language], spokenIn, exactWords, said]
  const facts = [speaker.label[language], reason, ...spoken]
  const all = facts.filter((fact) => fact !== undefined).join(' · ')
  return `${textOfSpans(text[language])} — ${all}`
}

/** A part of which the two versions say something else; either may be absent. */
export interface ChangedPart {
  readonly key: string
  readonly part: PrintedPart
  readonly before: Bilingual
  readonly after: Bilingual
}

/** The parts that differ between two versions, in the order of the newer one; what it no longer has
 *  comes last. */
export function changedParts(before: PrintableStory, after: PrintableStory): ChangedPart[] {
  const old = new Map(printedParts(before).map((part) => [part.key, part]))
  const next = printedParts(after)
  const kept = new Set(next.map(({ key }) => key))
  const gone = [...old.values()].filter(({ key }) => !kept.has(key))
  return [
    ...next.map((part) => changed(old.get(part.key), part)),
    ...gone.map((part) => changed(part, undefined)),
  ].filter(({ before: was, after: is }) =>
    languages.some((language) => was[language] !== is[language]),
  )
}

function changed(old: PrintedPart | undefined, next: PrintedPart | undefined): ChangedPart {
  const part = next ?? old
  if (part === undefined) throw new TypeError('a change of nothing')
  const says = (one: PrintedPart | undefined): Bilingual => ({
    es: one === undefined ? '' : wordsOf(one, 'es'),
    en: one === undefined ? '' : wordsOf(one, 'en'),
  })
  return { key: part.key, part, before: says(old), after: says(next) }
}
