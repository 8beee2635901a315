import { excerptAround, figuresIn, type Figure } from '@cronista/guard'
import { languages, type Language } from '../story/language.ts'
import type { PrintableStory } from '../story/printable-story.ts'
import { isAttributed } from './attribution.ts'
import type { GateFinding, GatePlace } from './finding.ts'
import { isFullyNamed, quotationsOf } from './speakers.ts'
import type { GateSubject } from './subject.ts'
import { textOfBlock } from './texts-of.ts'

type Quotation = ReturnType<typeof quotationsOf>[number]

/** Rule 13: what the numbers of a source that is not fully named are has been said; and a number that is
 *  somebody's estimate is never told as the story's own, unless somebody with a full name tells it too. */
export function unattributedFigures(subject: GateSubject): readonly GateFinding[] {
  const { kind, story, sources } = subject
  if (kind === 'withdrawal') return []
  const quotations = quotationsOf(story)
  const named = quotations.filter(({ speaker }) => isFullyNamed(speaker, sources))
  const unnamed = quotations.filter((block) => !named.includes(block))
  const confirmed = new Set(named.flatMap(figuresOf).map(keyOf))
  const estimates = unnamed
    .filter(({ figures }) => figures === 'own-estimate')
    .flatMap(figuresOf)
    .map(keyOf)
    .filter((key) => !confirmed.has(key))
  return [
    ...unnamed.flatMap((block) => undeclared(story.id, block)),
    ...unattributed(story, new Set(estimates)),
  ]
}

function undeclared(story: string, block: Quotation): readonly GateFinding[] {
  const { id: segment, figures, speaker } = block
  if (figures !== undefined) return []
  const source = speaker.source !== undefined && { source: speaker.source }
  return languages.flatMap((language): GateFinding[] => {
    const text = textOfBlock(block, language)
    const [figure] = figuresIn(text, language)
    if (figure === undefined) return []
    const place = { kind: 'segment', story, segment, part: 'text', language } as const
    const excerpt = excerptAround(text, figure.offset, figure.length)
    return [{ rule: 13, code: 'figure-undeclared', place, ...source, excerpt }]
  })
}

function unattributed(
  story: PrintableStory,
  estimates: ReadonlySet<string>,
): readonly GateFinding[] {
  if (estimates.size === 0) return []
  return ownVoice(story).flatMap(({ place, language, text }): GateFinding[] => {
    const figure = figuresIn(text, language).find((one) => estimates.has(keyOf(one)))
    if (figure === undefined || isAttributed(text, language)) return []
    const excerpt = excerptAround(text, figure.offset, figure.length)
    return [{ rule: 13, code: 'figure-unattributed', place, excerpt }]
  })
}

interface OwnText {
  readonly place: GatePlace
  readonly language: Language
  readonly text: string
}

/** What the story says itself. */
function ownVoice(story: PrintableStory): readonly OwnText[] {
  const { id } = story
  return languages.flatMap((language) => [
    ...(['headline', 'kicker', 'summary', 'editorsNote'] as const).map((field): OwnText => {
      const text = story[field]?.[language] ?? ''
      return { place: { kind: 'field', story: id, field, language }, language, text }
    }),
    ...story.blocks
      .filter(({ kind }) => kind !== 'quotation')
      .map((block): OwnText => {
        const at = { kind: 'segment', story: id, segment: block.id, part: 'text' } as const
        return { place: { ...at, language }, language, text: textOfBlock(block, language) }
      }),
  ])
}

function figuresOf(block: Quotation): readonly Figure[] {
  return languages.flatMap((language) => figuresIn(textOfBlock(block, language), language))
}

function keyOf({ value, unit }: Figure): string {
  return `${value} ${unit}`
}
