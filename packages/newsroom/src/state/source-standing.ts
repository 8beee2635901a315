import type { ProtectedText } from '@cronista/guard'
import type {
  ProtectionKind,
  ProtectionLifted,
  SourceDescribed,
  SourceProtected,
} from '../events/source-events.ts'
import type { Digest } from '../story/digest.ts'
import { lowestOf, type IdentificationLevel } from '../story/identification.ts'
import type { PlainDate } from '../story/plain-date.ts'
import type { PrintableStory, PrintedSpeaker } from '../story/printable-story.ts'
import { MAX_PROTECTIONS } from '../story/story-limits.ts'
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
  /** Whether anything was ever protected, lifted or not. */
  readonly isProtectionRecorded: boolean
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
 *  what was lifted. With `texts`, the names are permitted only as far as one of these quotes the source at
 *  such a level: who only stands behind a story has agreed to be named in another. */
export function protectedTextsOf(
  standing: SourceStanding,
  today: PlainDate,
  texts?: readonly PrintableStory[],
): readonly ProtectedText[] {
  const permitted = namesPermitted(standing, today, texts)
  return standing.protections
    .filter(
      ({ kind, liftedUntil }) =>
        !permitted.includes(kind) && (liftedUntil === undefined || isOver(liftedUntil, today)),
    )
    .map(soughtText)
}

/** Of these each word tells who it is: two surnames, several given names. */
const NAMES: readonly ProtectionKind[] = ['given-name', 'surname', 'kin']

/** Made once for each protection, so that what is sought is prepared once for all texts. */
const sought = new WeakMap<Protection, ProtectedText>()

function soughtText(protection: Protection): ProtectedText {
  const { id, kind, text } = protection
  const known = sought.get(protection)
  if (known !== undefined) return known
  const made = { id, text, ...(NAMES.includes(kind) && ({ eachWord: true } as const)) }
  sought.set(protection, made)
  return made
}

function namesPermitted(
  standing: SourceStanding,
  today: PlainDate,
  texts: readonly PrintableStory[] | undefined,
): readonly ProtectionKind[] {
  if (!isConsentValid(standing, today)) return []
  const { agreed } = standing
  const levels = texts?.flatMap((text) => levelsIn(text, standing, agreed)) ?? [agreed.level]
  if (levels.includes('full')) return ['given-name', 'surname']
  return levels.includes('first-name') ? ['given-name'] : []
}

/** The levels at which the text quotes the source, none of them above what was agreed. */
function levelsIn(
  { blocks }: PrintableStory,
  standing: SourceStanding,
  agreed: Agreed,
): readonly IdentificationLevel[] {
  const speakers = blocks.flatMap((block) => ('speaker' in block ? [block.speaker] : []))
  return speakers
    .filter((speaker) => isSpeaker(speaker, standing))
    .map(({ label }) => {
      if (isSameLabel(agreed.label, label)) return agreed.level
      const described = standing.descriptions.filter((told) => isSameLabel(told.label, label))
      return lowestOf([agreed.level, ...described.map(({ level }) => level)])
    })
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
  const isProtectionRecorded = source.protections.size > 0
  return {
    ...{ ...told, ...(agreed && { agreed }), isLabelAgreed },
    ...{ protections, isProtectionRecorded },
  }
}

/** The newest description of the source, or `undefined`. */
export function newestDescription(state: NewsroomState, id: string): SourceDescribed | undefined {
  return sourceStandingOf(state, id)?.described
}

/** Of each person's the first ones count, so that one device can neither slow down every desk nor push out
 *  what others recorded. */
function protectionsOf({ protections, lifted }: SourceState): readonly Protection[] {
  const lifts = [...lifted.values()]
  const inForce = [...protections.values()].flatMap((told) => {
    const days = lifts.filter(({ protection }) => protection === told.protection).map(lastDay)
    if (days.includes(undefined)) return []
    const liftedUntil = days
      .flatMap((day) => day ?? [])
      .sort()
      .at(-1)
    return [{ told, ...(liftedUntil !== undefined && { liftedUntil }) }]
  })
  const counting = new Set(firstOfEach(inForce.map(({ told }) => told)))
  return inForce
    .filter(({ told }) => counting.has(told))
    .map(({ told: { protection: id, kind, text }, ...until }) => ({ id, kind, text, ...until }))
}

function firstOfEach(told: readonly SourceProtected[]): readonly SourceProtected[] {
  const counts = new Map<string, number>()
  return [...told]
    .sort(
      (a, b) => a.protectedAtMillis - b.protectedAtMillis || (a.protection < b.protection ? -1 : 1),
    )
    .filter(({ person }) => {
      const count = (counts.get(person) ?? 0) + 1
      counts.set(person, count)
      return count <= MAX_PROTECTIONS
    })
}

function lastDay({ consent }: ProtectionLifted): PlainDate | undefined {
  return consent.until
}

/** Days are compared as text: both have four digits, two and two. */
function isOver(until: PlainDate | undefined, today: PlainDate): boolean {
  return until !== undefined && until < today
}
