import type {
  GateVerdict,
  LiftProtection,
  NewConsent,
  NewProtection,
  NewSource,
  SourceRevision,
  SourceRow,
} from '@cronista/desk/story-api'
import {
  coveredBy,
  gateSubjectOf,
  isConsentValid,
  isStoryOf,
  judge,
  personName,
  protectedTextsOf,
  siteStories,
  sourceStandingOf,
  sourceStandingsOf,
  type Consent,
  type PlainDate,
  type PrintableStory,
  type ProposalContent,
  type SourceStanding,
} from '@cronista/newsroom'
import type { MemoryNewsroom } from './newsroom.fixture.ts'
import { Refusal } from './refusal.fixture.ts'

const TODAY: PlainDate = '2026-11-22'

/** What the gate says of something that is to be done to the site. No press builds it here: the rule on
 *  built files finds nothing. */
export function verdictOf(
  { state }: MemoryNewsroom,
  judged: GateVerdict['judged'],
  content: ProposalContent | undefined,
): GateVerdict {
  if (content === undefined) return { judged: 'nothing', findings: [] }
  const subject = gateSubjectOf(state, content, { stage: 'review', today: TODAY, siteOf: () => [] })
  const own = content.kind === 'withdrawal' ? content.id : content.story.id
  return {
    judged,
    compared: {
      sources: subject.sources.length,
      texts: subject.sources.flatMap((source) => protectedTextsOf(source, TODAY, [subject.story]))
        .length,
    },
    findings: judge(subject).map((finding) => {
      const { place } = finding
      const isElsewhere = 'story' in place && place.story !== own
      const other = isElsewhere ? onSite(state).find(({ id }) => id === place.story) : undefined
      return { ...finding, ...(other && { storyHeadline: other.headline }) }
    }),
  }
}

function onSite(state: MemoryNewsroom['state']): PrintableStory[] {
  return siteStories(state).flatMap((one) => (one.kind === 'story' ? [one.story] : []))
}

/** The sources of one desk in memory: the newsroom's own rules over {@link MemoryNewsroom}. */
export class MemorySources {
  readonly #newsroom: MemoryNewsroom
  readonly #person: string
  readonly #made = new Map<string, string>()

  constructor(newsroom: MemoryNewsroom, person: string) {
    this.#newsroom = newsroom
    this.#person = person
  }

  /** Answers a request below `/api/sources` or to `/api/people`. */
  answer(method: string, [part, id = '', verb, protection = '']: string[], body: unknown): object {
    const { state } = this.#newsroom
    if (part === 'people')
      return {
        people: [...state.people.values()].map(({ person, name }) => ({
          ...{ id: person, name, own: person === this.#person },
        })),
      }
    if (method === 'GET') return { sources: sourceStandingsOf(state).map((one) => this.#row(one)) }
    if (id === '')
      return this.#once(body as NewSource, (made) => this.#describe(made, body as NewSource))
    if (verb === undefined) return this.#revise(id, body as SourceRevision)
    if (protection === '') return this.#protect(id, body as NewProtection)
    const { consent } = body as LiftProtection
    this.#newsroom.write({
      ...{ v: 1, type: 'protection-lifted', source: id, protection, person: this.#person },
      ...{ consent: this.#consentOf(consent), liftedAtMillis: this.#newsroom.nowMillis },
    })
    return {}
  }

  #row(standing: SourceStanding): SourceRow {
    const { id, described, agreed, protections } = standing
    const { state, nowMillis } = this.#newsroom
    const { level, label, unnamedBecause, deskReason, hiddenFrom, revision } = described
    const isCovered = isConsentValid(standing, TODAY) && coveredBy(standing.agreed.level, level)
    const known = state.sources.get(id)
    const by = personName(state, this.#person) ?? ''
    const consentView = (consent: Consent) => ({
      ...consent,
      askedByName: personName(state, consent.askedBy) ?? '',
      ...{ recordedBy: by, recordedAtMillis: nowMillis },
    })
    return {
      ...{ id, level, label, revision, head: standing.head },
      ...(unnamedBecause && { unnamedBecause }),
      ...(deskReason !== undefined && { deskReason }),
      ...(hiddenFrom !== undefined && { hiddenFrom }),
      ...(agreed && {
        agreed: {
          ...{ level: agreed.level, label: agreed.label },
          consent: consentView(agreed.consent),
        },
      }),
      needsConsent: level !== 'nothing' && !(isCovered && standing.isLabelAgreed),
      protections: protections.map((one) => ({ ...one, by, atMillis: nowMillis })),
      lifted: [...(known?.lifted.values() ?? [])].flatMap(({ protection, consent }) => {
        const all = [...(known?.protections.values() ?? [])]
        const text = all.find((one) => one.protection === protection)
        return text ? [{ ...text, id: protection, consent: consentView(consent) }] : []
      }),
      exposed: onSite(state)
        .filter((story) => isStoryOf(story, standing))
        .filter((story) =>
          verdictOf(this.#newsroom, 'site', { kind: 'correction', story }).findings.some(
            ({ source }) => source === id,
          ),
        )
        .map(({ id: story, headline }) => ({ story, headline })),
    }
  }

  #revise(id: string, asked: SourceRevision): object {
    const standing = sourceStandingOf(this.#newsroom.state, id)
    if (standing === undefined) throw new Refusal('not-found')
    const isSeen = standing.described.revision === asked.revision && standing.head === asked.head
    if (!isSeen) throw new Refusal('changed-meanwhile')
    const most = standing.agreed?.level ?? standing.described.level
    if (asked.consent === undefined && !coveredBy(most, asked.level))
      throw new Refusal('consent-missing')
    this.#describe(id, asked, standing)
    return {}
  }

  #describe(
    source: string,
    { consent, level, label, ...reasons }: Omit<NewSource, 'requestId'>,
    before?: SourceStanding,
  ): void {
    const { unnamedBecause, deskReason, hiddenFrom } = reasons
    this.#newsroom.write({
      ...{ v: 1, type: 'source-described', source, level, label, person: this.#person },
      ...(unnamedBecause && { unnamedBecause }),
      ...(deskReason !== undefined && { deskReason }),
      ...(hiddenFrom !== undefined && { hiddenFrom }),
      ...(consent && { consent: this.#consentOf(consent) }),
      ...(before && { follows: before.head }),
      revision: (before?.described.revision ?? 0) + 1,
      describedAtMillis: this.#newsroom.nowMillis,
    })
  }

  #protect(source: string, { kind, text, requestId }: NewProtection): { id: string } {
    return this.#once({ requestId }, (protection) => {
      this.#newsroom.write({
        ...{ v: 1, type: 'source-protected', source, protection, kind, text },
        ...{ person: this.#person, protectedAtMillis: this.#newsroom.nowMillis },
      })
    })
  }

  #consentOf({ askedBy = this.#person, until, ...consent }: NewConsent): Consent {
    return { ...consent, askedBy, ...(until !== undefined && { until }) }
  }

  #once({ requestId }: { requestId: string }, make: (id: string) => void): { id: string } {
    const known = this.#made.get(requestId)
    if (known !== undefined) return { id: known }
    const id = this.#newsroom.newId()
    make(id)
    this.#made.set(requestId, id)
    return { id }
  }
}
