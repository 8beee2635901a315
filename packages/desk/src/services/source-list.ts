// Sources at the desk: as they agreed to be called, what they agreed to, and what of them must not get out.
// There is no field for who a source is; a protected text is kept so that the desk finds it before
// readers do.
import { toHex } from '@cronista/protocol'
import {
  canonicalText,
  coveredBy,
  isFindable,
  MAX_PROTECTIONS,
  revisionAfter,
  sourceStandingOf,
  sourceStandingsOf,
  type Consent,
  type JournalEvent,
  type PlainDate,
  type SourceStanding,
} from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import { plainDateOf } from '../domain/day.ts'
import { idOfRequest } from '../domain/request-id.ts'
import type {
  LiftProtection,
  NewConsent,
  NewProtection,
  NewSource,
  SourceRevision,
  Sources,
} from '../http/source-api.ts'
import type { Clock } from '../ports/clock.ts'
import { appendChecked } from './checked-append.ts'
import type { DeskKeys } from './desk-keys.ts'
import { Exposures } from './exposures.ts'
import type { Journal } from './journal.ts'
import { sourceRow } from './source-views.ts'

/** What the list of sources works with. */
export interface SourceListParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly journal: Pick<Journal, 'append' | 'state'>
}

type Described = Omit<SourceRevision, 'head' | 'revision'>

/** The newsroom's sources. What is recorded is durable when the call returns; the same request again
 *  changes nothing. Everything that writes throws `request-malformed` or `storage-failed`. One person's
 *  word is enough to record a consent; who that was is shown, and two people approve what is printed. */
export class SourceList {
  readonly #parts: SourceListParts
  readonly #exposures = new Exposures()

  constructor(parts: SourceListParts) {
    this.#parts = parts
  }

  list(): Sources {
    const { state } = this.#parts.journal
    const exposed = this.#exposures.bySource(state, this.#today)
    const rows = sourceStandingsOf(state).map((standing) =>
      sourceRow(state, standing, this.#today, exposed.get(standing.id) ?? []),
    )
    const { compare } = new Intl.Collator('es')
    return { sources: rows.sort((a, b) => compare(a.label.es, b.label.es)) }
  }

  add({ requestId, ...described }: NewSource): string {
    const source = this.#idOf('source', requestId)
    if (sourceStandingOf(this.#parts.journal.state, source) === undefined)
      this.#describe(source, described, { revision: 1 })
    return source
  }

  /** Describes a source anew. Throws `not-found`, `changed-meanwhile` if the page had not seen what the
   *  desk knows, and `consent-missing` if it would raise the level and brings no consent. */
  revise(source: string, { revision, head, ...described }: SourceRevision): void {
    const known = this.#standing(source)
    const isSeen = known.described.revision === revision && head === known.head
    if (!isSeen) throw new DeskError('changed-meanwhile')
    const most = known.agreed?.level ?? known.described.level
    if (described.consent === undefined && !coveredBy(most, described.level))
      throw new DeskError('consent-missing')
    this.#describe(source, described, {
      revision: revisionAfter(revision),
      follows: known.head,
    })
  }

  /** Records a text that must not get out, and gives its id. Throws `not-found`, `protection-unfindable`
   *  for what the gate could not look for, and `too-large` if this person has recorded as many as count. */
  protect(source: string, { requestId, kind, text }: NewProtection): string {
    const { protections } = this.#standing(source)
    if (!isFindable(text)) throw new DeskError('protection-unfindable')
    const protection = this.#idOf('protection', `${source} ${requestId}`)
    const told = this.#protectionsTold(source)
    if (told.some((one) => one.protection === protection)) return protection
    const { person, nowMillis: protectedAtMillis } = this.#author()
    const inForce = new Set(protections.map(({ id }) => id))
    const own = told.filter((one) => one.person === person && inForce.has(one.protection))
    if (own.length >= MAX_PROTECTIONS) throw new DeskError('too-large')
    const recorded = { source, protection, kind, text, person, protectedAtMillis }
    this.#append({ v: 1, type: 'source-protected', ...recorded })
    return protection
  }

  /** Records that the source lets a protected text be printed. Throws `not-found`. */
  lift(source: string, protection: string, { consent: asked }: LiftProtection): void {
    this.#standing(source)
    const isKnown = this.#protectionsTold(source).some((one) => one.protection === protection)
    if (!isKnown) throw new DeskError('not-found')
    const consent = this.#consentOf(asked)
    const { person, nowMillis: liftedAtMillis } = this.#author()
    const same = canonicalText([protection, consent, person])
    const lifts = [...(this.#parts.journal.state.sources.get(source)?.lifted.values() ?? [])]
    const texts = lifts.map((one) => canonicalText([one.protection, one.consent, one.person]))
    if (texts.includes(same)) return
    const lifted = { source, protection, consent, person, liftedAtMillis }
    this.#append({ v: 1, type: 'protection-lifted', ...lifted })
  }

  #describe(
    source: string,
    { level, label, unnamedBecause, deskReason, hiddenFrom, consent }: Described,
    place: { readonly revision: number; readonly follows?: string },
  ): void {
    const { person, nowMillis: describedAtMillis } = this.#author()
    this.#append({
      ...{ v: 1, type: 'source-described', source, level, label },
      ...(unnamedBecause && { unnamedBecause }),
      ...(deskReason !== undefined && { deskReason }),
      ...(hiddenFrom !== undefined && { hiddenFrom }),
      ...(consent && { consent: this.#consentOf(consent) }),
      ...{ ...place, person, describedAtMillis },
    })
  }

  /** Whoever asked is one of the people whom this desk knows; without a name it was this person. */
  #consentOf({ words, agreedOn, until, askedBy: asked }: NewConsent): Consent {
    const { person } = this.#author()
    const askedBy = asked ?? person
    if (askedBy !== person && !this.#parts.journal.state.people.has(askedBy))
      throw new DeskError('request-malformed')
    return { words, agreedOn, askedBy, ...(until && { until }) }
  }

  #protectionsTold(source: string) {
    return [...(this.#parts.journal.state.sources.get(source)?.protections.values() ?? [])]
  }

  #standing(source: string): SourceStanding {
    const standing = sourceStandingOf(this.#parts.journal.state, source)
    if (standing === undefined) throw new DeskError('not-found')
    return standing
  }

  #append(event: JournalEvent): void {
    appendChecked(this.#parts.journal, [event])
  }

  #author() {
    const { keys, clock } = this.#parts
    return { person: toHex(keys.personId), nowMillis: clock.nowMillis() }
  }

  #idOf(kind: 'protection' | 'source', requestId: string): string {
    const { p, deviceId } = this.#parts.keys
    return idOfRequest(p, deviceId, kind, requestId)
  }

  get #today(): PlainDate {
    return plainDateOf(this.#parts.clock.nowMillis())
  }
}
