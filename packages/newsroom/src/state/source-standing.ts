import type { ProtectedText } from '@cronista/guard'
import type { ProtectionKind, ProtectionLifted, SourceDescribed } from '../events/source-events.ts'
import type { Digest } from '../story/digest.ts'
import type { PlainDate } from '../story/plain-date.ts'
import type { PrintableStory, PrintedSpeaker } from '../story/printable-story.ts'
import { agreedOver, headOf, isSameLabel, type Agreed } from './agreed-level.ts'
import { newest } from './chosen.ts'
import type { NewsroomState } from './newsroom-state.ts'
import type { SourceState } from './source-state.ts'

/** A text that must not be printed of a source, unless its level permits the kind. */
export interface Protection {
  readonly id: string
  readonly kind: ProtectionKind
  readonly text: string
  /** The last day of a consent to print it that runs out. */
  readonly liftedUntil?: PlainDate
}

/** What the newsroom knows of a source, worked out of all its events. */
export interface SourceStanding {
  readonly id: string
  /** The newest. */
  readonly described: SourceDescribed
  /** All there ever were, in the order of their revisions. */
  readonly descriptions: readonly SourceDescribed[]
  /** Names all descriptions: what a new one follows. */
  readonly head: Digest
  /** Absent as long as nobody has recorded a consent: then nothing may be printed. */
  readonly agreed?: Agreed
  /** Whether the newest description has the label that may be printed. */
  readonly isLabelAgreed: boolean
  /** Those that were not lifted for good, in the order of their ids. */
  readonly protections: readonly Protection[]
}

/** Sources are never changed, so what was worked out for one holds as long as it exists. */
const known = new WeakMap<SourceState, SourceStanding>()

/** Where the source stands; `undefined` as long as no description of it has come. */
export function sourceStandingOf(state: NewsroomState, id: string): SourceStanding | undefined {
  const source = state.sources.get(id)
  if (source === undefined) return undefined
  const standing = known.get(source) ?? standingOf(id, source)
  if (standing !== undefined) known.set(source, standing)
  return standing
}

/** Where all sources stand that somebody has described, in the order of their ids. */
export function sourceStandingsOf(state: NewsroomState): readonly SourceStanding[] {
  return [...state.sources.keys()].flatMap((id) => sourceStandingOf(state, id) ?? [])
}

/** Whether the source has agreed to something that has not run out on this day. */
export function isConsentValid(
  standing: SourceStanding,
  today: PlainDate,
): standing is SourceStanding & { readonly agreed: Agreed } {
  const { agreed } = standing
  return agreed !== undefined && !isOver(agreed.consent.until, today)
}

/** What must not be printed of the source on this day: all but the names that its level permits, and
 *  what was lifted. */
export function protectedTextsOf(
  standing: SourceStanding,
  today: PlainDate,
): readonly ProtectedText[] {
  const level = isConsentValid(standing, today) ? standing.agreed.level : 'nothing'
  const permitted: readonly ProtectionKind[] =
    level === 'full' ? ['given-name', 'surname'] : level === 'first-name' ? ['given-name'] : []
  return standing.protections.filter(
    ({ kind, liftedUntil }) =>
      !permitted.includes(kind) && (liftedUntil === undefined || isOver(liftedUntil, today)),
  )
}

/** Whether the story quotes the source, or the source stands behind it. In what earlier versions stored,
 *  a source is known by its label alone. */
export function isStoryOf(story: PrintableStory, standing: SourceStanding): boolean {
  if (story.alsoFrom?.includes(standing.id) === true) return true
  return story.blocks.some((block) => 'speaker' in block && isSpeaker(block.speaker, standing))
}

/** Whether this is how the source is printed. */
export function isSpeaker(speaker: PrintedSpeaker, standing: SourceStanding): boolean {
  if (speaker.source !== undefined) return speaker.source === standing.id
  return standing.descriptions.some(({ label }) => isSameLabel(label, speaker.label))
}

function standingOf(id: string, source: SourceState): SourceStanding | undefined {
  const descriptions = [...source.descriptions.values()]
  const described = descriptions.reduce<SourceDescribed | undefined>(newest, undefined)
  if (described === undefined) return undefined
  const agreed = agreedOver(descriptions)
  const isLabelAgreed = agreed?.isLabelUsable === true && isSameLabel(agreed.label, described.label)
  const protections = protectionsOf(source)
  const told = { id, described, descriptions, head: headOf(descriptions) }
  return { ...told, ...(agreed && { agreed }), isLabelAgreed, protections }
}

/** The newest description of the source, or `undefined`. */
export function newestDescription(state: NewsroomState, id: string): SourceDescribed | undefined {
  return sourceStandingOf(state, id)?.described
}

function protectionsOf({ protections, lifted }: SourceState): readonly Protection[] {
  const lifts = [...lifted.values()]
  return [...protections.values()].flatMap(({ protection: id, kind, text }) => {
    const days = lifts.filter(({ protection }) => protection === id).map(lastDay)
    if (days.includes(undefined)) return []
    const liftedUntil = days
      .flatMap((day) => day ?? [])
      .sort()
      .at(-1)
    return [{ id, kind, text, ...(liftedUntil !== undefined && { liftedUntil }) }]
  })
}

function lastDay({ consent }: ProtectionLifted): PlainDate | undefined {
  return consent.until
}

/** Days are compared as text: both have four digits, two and two. */
function isOver(until: PlainDate | undefined, today: PlainDate): boolean {
  return until !== undefined && until < today
}
