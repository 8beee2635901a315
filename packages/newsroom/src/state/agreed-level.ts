// What a source has agreed to, out of everything that was ever told of it. A level is raised only by a
// consent; anything lowers it; and whoever raises it without knowing of a lowering does not raise it.
import type { Consent, SourceDescribed } from '../events/source-events.ts'
import { canonicalText } from '../story/canonical.ts'
import { taggedDigest, type Digest } from '../story/digest.ts'
import { coveredBy, lowestOf, type IdentificationLevel } from '../story/identification.ts'

/** What a source has agreed to. */
export interface Agreed {
  readonly level: IdentificationLevel
  /** As agreed; or, since the level was lowered without asking, that of the lowering. */
  readonly label: SourceDescribed['label']
  /** Whether it may be printed: not if a lowering kept the label of the level above. */
  readonly isLabelUsable: boolean
  /** The newest. */
  readonly consent: Consent
}

/** What all descriptions come to, given in the order of their revisions; `undefined` as long as nobody
 *  has recorded a consent. Those of one revision were made by desks that did not know of each other:
 *  their consents count first and the lowerings last, so that none is lost. */
export function agreedOver(descriptions: readonly SourceDescribed[]): Agreed | undefined {
  let agreed: Agreed | undefined
  for (let at = 0; at < descriptions.length;) {
    const before = descriptions.slice(0, at)
    const revision = descriptions[at]?.revision
    const together = descriptions.slice(at).filter((told) => told.revision === revision)
    agreed = lowered(consented(agreed, together, before), together, before)
    at += together.length
  }
  return agreed
}

/** Names a set of descriptions, given in the order of their revisions. */
export function headOf(descriptions: readonly SourceDescribed[]): Digest {
  return taggedDigest('source descriptions', descriptions)
}

type Told = SourceDescribed & { readonly consent: Consent }

function isConsented(told: SourceDescribed): told is Told {
  return told.consent !== undefined
}

function consented(
  agreed: Agreed | undefined,
  together: readonly SourceDescribed[],
  before: readonly SourceDescribed[],
): Agreed | undefined {
  const told = together.filter(isConsented)
  const [first] = told
  if (first === undefined) return agreed
  const head = headOf(before)
  // A later consent that names nothing was made by somebody who may have known of nothing.
  const isInformed = told.every(({ follows, revision }) =>
    follows === undefined ? revision === 1 : follows === head,
  )
  // What somebody did not know of could have been a lowering.
  const bound: readonly IdentificationLevel[] = isInformed ? [] : [agreed?.level ?? 'nothing']
  const level = lowestOf([...bound, ...told.map((one) => one.level)])
  const { label, consent } = told.find((one) => one.level === level) ?? first
  return { level, label, consent, isLabelUsable: coveredBy(level, levelOf(told, label)) }
}

function lowered(
  agreed: Agreed | undefined,
  together: readonly SourceDescribed[],
  before: readonly SourceDescribed[],
): Agreed | undefined {
  const told = together.filter((one) => !isConsented(one))
  if (agreed === undefined || told.length === 0) return agreed
  const level = lowestOf([agreed.level, ...told.map((one) => one.level)])
  if (level === agreed.level && agreed.isLabelUsable) return agreed
  const tells = told.find((one) => one.level === level) ?? told[0]
  if (tells === undefined) return agreed
  const tooMuch = [...before, ...together].filter((one) => !coveredBy(level, one.level))
  const isLabelUsable = !tooMuch.some(({ label }) => isSameLabel(label, tells.label))
  return { ...agreed, level, label: tells.label, isLabelUsable }
}

/** The level for which these give the label. */
function levelOf(told: readonly Told[], label: SourceDescribed['label']): IdentificationLevel {
  return lowestOf(told.filter((one) => isSameLabel(one.label, label)).map(({ level }) => level))
}

/** Whether both say the same in both languages. */
export function isSameLabel(
  one: SourceDescribed['label'],
  other: SourceDescribed['label'],
): boolean {
  return canonicalText(one) === canonicalText(other)
}
