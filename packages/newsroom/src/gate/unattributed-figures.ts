import { excerptAround, figuresIn, type Figure } from '@cronista/guard'
import { languages, type Language } from '../story/language.ts'
import type { PrintableStory } from '../story/printable-story.ts'
import { isAttributed } from './attribution.ts'
import type { GateFinding, GatePlace } from './finding.ts'
import { countedBy, sentenceOf } from './sentence.ts'
import { isFullyNamed, quotationsOf } from './speakers.ts'
import type { GateSubject } from './subject.ts'
import { textOfBlock, textsOf } from './texts-of.ts'

/** A count below this is too common in a story to say whose it is. */
const LEAST_COUNT = 13

type Quotation = ReturnType<typeof quotationsOf>[number]

/** Rule 13: what the numbers of a source that is not fully named are has been said, and a share of others is
 *  never of somebody's own life; and a number that is somebody's estimate is never told as the story's own,
 *  unless somebody with a full name says the same of the same. */
export function unattributedFigures(subject: GateSubject): readonly GateFinding[] {
  const { kind, story, sources } = subject
  if (kind === 'withdrawal') return []
  const quotations = quotationsOf(story)
  const named = quotations.filter(({ speaker }) => isFullyNamed(speaker, sources))
  const unnamed = quotations.filter((block) => !named.includes(block))
  const estimates = unnamed
    .filter(({ figures }) => figures === 'own-estimate')
    .flatMap(figuresOf)
    .filter(isTelling)
    .map(keyOf)
  return [
    ...unnamed.flatMap((block) => undeclared(story.id, block)),
    ...unattributed(story, new Set(estimates), confirmedBy(named)),
  ]
}

interface Read {
  readonly place: GatePlace
  readonly text: string
  readonly figures: readonly Figure[]
}

function undeclared(story: string, block: Quotation): readonly GateFinding[] {
  const source = block.speaker.source !== undefined && { source: block.speaker.source }
  return readings(story, block).flatMap(({ place, text, figures }): GateFinding[] => {
    const figure = figures.find((one) => !isDeclared(block, one))
    if (figure === undefined) return []
    const excerpt = excerptAround(text, figure.offset, figure.length)
    return [{ rule: 13, code: 'figure-undeclared', place, ...source, excerpt }]
  })
}

function isDeclared({ figures }: Quotation, { unit }: Figure): boolean {
  return figures === 'own-estimate' || (figures === 'own-life' && unit === 'count')
}

/** What the speaker says, in both languages and in the exact words: digits are the same in all languages. */
function readings(story: string, block: Quotation): readonly Read[] {
  const at = { kind: 'segment', story, segment: block.id } as const
  const { exactWords = '' } = block
  const exact = languages.flatMap((language) => figuresIn(exactWords, language))
  return [
    ...languages.map((language): Read => {
      const text = textOfBlock(block, language)
      const place = { ...at, part: 'text', language } as const
      return { place, text, figures: figuresIn(text, language) }
    }),
    { place: { ...at, part: 'exactWords' }, text: exactWords, figures: exact },
  ]
}

function figuresOf(block: Quotation): readonly Figure[] {
  return readings('', block).flatMap(({ figures }) => figures)
}

function unattributed(
  story: PrintableStory,
  estimates: ReadonlySet<string>,
  isConfirmed: (text: string, figure: Figure, language: Language) => boolean,
): readonly GateFinding[] {
  if (estimates.size === 0) return []
  return ownVoice(story).flatMap(({ place, language, text }): GateFinding[] => {
    const figure = figuresIn(text, language).find(
      (one) =>
        estimates.has(keyOf(one)) &&
        !isAttributed(sentenceOf(text, one, language), language) &&
        !isConfirmed(text, one, language),
    )
    if (figure === undefined) return []
    const excerpt = excerptAround(text, figure.offset, figure.length)
    return [{ rule: 13, code: 'figure-unattributed', place, excerpt }]
  })
}

/** Whether somebody with a full name says this number of the same. */
function confirmedBy(named: readonly Quotation[]) {
  const said = new Set(
    named.flatMap((block) =>
      languages.flatMap((language) => {
        const text = textOfBlock(block, language)
        return figuresIn(text, language).flatMap((one) => countKey(text, one, language) ?? [])
      }),
    ),
  )
  return (text: string, figure: Figure, language: Language): boolean => {
    const key = countKey(text, figure, language)
    return key !== undefined && said.has(key)
  }
}

function countKey(text: string, figure: Figure, language: Language): string | undefined {
  const counted = countedBy(text, figure, language)
  return counted === undefined ? undefined : `${language} ${keyOf(figure)} ${counted}`
}

interface OwnText {
  readonly place: GatePlace
  readonly language: Language
  readonly text: string
}

/** What the story says itself, addresses word by word. */
function ownVoice(story: PrintableStory): readonly OwnText[] {
  const quoted = new Set(quotationsOf(story).map(({ id }) => id))
  return textsOf(story).flatMap(({ place, text, as }): OwnText[] => {
    if (place.kind === 'reason' || !('language' in place)) return []
    if (place.kind === 'segment' && quoted.has(place.segment)) return []
    return [{ place, language: place.language, text: as === 'prose' ? text : words(text) }]
  })
}

/** As many characters, so that places are the same. */
function words(address: string): string {
  return address.replaceAll('-', ' ')
}

function isTelling({ value, unit }: Figure): boolean {
  return unit === 'per-cent' || value >= LEAST_COUNT
}

function keyOf({ value, unit }: Figure): string {
  return `${value} ${unit}`
}
