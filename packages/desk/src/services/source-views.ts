// Sources as the desk's page shows them. Whoever recorded a consent is told by the signature of the entry,
// whatever the consent says of who asked: a stolen device can invent one, and not under another's name.
import {
  coveredBy,
  isConsentValid,
  personName,
  type Consent,
  type NewsroomState,
  type PlainDate,
  type SourceStanding,
} from '@cronista/newsroom'
import type { ConsentView, SourceRow } from '../http/source-api.ts'
import type { ExposingStory } from './exposures.ts'

/** One line of the list of sources. */
export function sourceRow(
  state: NewsroomState,
  standing: SourceStanding,
  today: PlainDate,
  exposed: readonly ExposingStory[],
): SourceRow {
  const { id, described, head } = standing
  const { level, label, unnamedBecause, deskReason, hiddenFrom, revision } = described
  const agreed = agreedOf(state, standing)
  return {
    ...{ id, level, label, revision, head },
    ...(unnamedBecause && { unnamedBecause }),
    ...(deskReason !== undefined && { deskReason }),
    ...(hiddenFrom !== undefined && { hiddenFrom }),
    ...(agreed && { agreed }),
    needsConsent: level !== 'nothing' && !isAgreed(standing, today),
    protections: protectionsOf(state, standing, today),
    lifted: liftedOf(state, id),
    exposed: [...exposed],
  }
}

function isAgreed(standing: SourceStanding, today: PlainDate): boolean {
  const { described, isLabelAgreed } = standing
  return (
    isConsentValid(standing, today) &&
    isLabelAgreed &&
    coveredBy(standing.agreed.level, described.level)
  )
}

function agreedOf(
  state: NewsroomState,
  { agreed, descriptions }: SourceStanding,
): SourceRow['agreed'] {
  if (agreed === undefined) return undefined
  const { level, label, consent } = agreed
  const told = descriptions.find((one) => one.consent === consent)
  if (told === undefined) return undefined
  return { level, label, consent: consentView(state, consent, told.person, told.describedAtMillis) }
}

function protectionsOf(
  state: NewsroomState,
  { id: source, protections }: SourceStanding,
  today: PlainDate,
): SourceRow['protections'] {
  const told = [...(state.sources.get(source)?.protections.values() ?? [])]
  return protections
    .flatMap(({ id, kind, text, liftedUntil }) => {
      const one = told.find((by) => by.protection === id && by.kind === kind && by.text === text)
      if (one === undefined) return []
      const by = colleague(state, one.person)
      const recorded = { id, kind, text, by, atMillis: one.protectedAtMillis }
      const isLifted = liftedUntil !== undefined && today <= liftedUntil
      return [{ ...recorded, ...(isLifted && { liftedUntil }) }]
    })
    .sort((a, b) => a.atMillis - b.atMillis)
}

function liftedOf(state: NewsroomState, source: string): SourceRow['lifted'] {
  const known = state.sources.get(source)
  if (known === undefined) return []
  const told = [...known.protections.values()]
  return [...known.lifted.values()]
    .sort((a, b) => b.liftedAtMillis - a.liftedAtMillis)
    .flatMap(({ protection, consent, person, liftedAtMillis }) =>
      told
        .filter((one) => one.protection === protection)
        .map(({ kind, text }) => ({
          ...{ id: protection, kind, text },
          consent: consentView(state, consent, person, liftedAtMillis),
        })),
    )
}

function consentView(
  state: NewsroomState,
  consent: Consent,
  person: string,
  recordedAtMillis: number,
): ConsentView {
  const askedByName = colleague(state, consent.askedBy)
  return { ...consent, askedByName, recordedBy: colleague(state, person), recordedAtMillis }
}

function colleague(state: NewsroomState, person: string): string {
  return personName(state, person) ?? person.slice(0, 8)
}
