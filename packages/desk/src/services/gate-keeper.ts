// The gate at this desk: it puts together what the newsroom's rules judge (the story, its sources, their
// other stories, and the site that would be built of them) and remembers what they found, so that a page
// that asks again and again costs nothing. It decides nothing itself and cannot be told to let pass.
import {
  canonicalText,
  digestOf,
  findHeld,
  gateRules,
  gateSubjectOf,
  isEverOf,
  judge,
  protectedTextsOf,
  siteStories,
  sourcesOfStory,
  standingOf,
  type Bilingual,
  type BuiltFile,
  type GateFinding,
  type GateSubject,
  type NewsroomState,
  type OpenedStory,
  type PlainDate,
  type PrintableStory,
  type Printable,
  type Proposal,
  type ProposalContent,
  type ReleaseChange,
  type SiteStory,
  type SourceStanding,
  type Standing,
} from '@cronista/newsroom'
import { codeOf, DeskError } from '../desk-error.ts'
import { plainDateOf } from '../domain/day.ts'
import type { GateFindingView, GateVerdict } from '../http/gate-api.ts'
import type { Clock } from '../ports/clock.ts'
import type { SitePress } from '../ports/site-press.ts'
import type { Journal } from './journal.ts'
import { CleanReadings, type Readable } from './clean-readings.ts'
import { SourceSites, type SiteFile } from './source-sites.ts'

/** Verdicts that are remembered. */
const MOST_VERDICTS = 100

/** What the gate stands on. */
export interface GateKeeperParts {
  readonly clock: Clock
  readonly journal: Pick<Journal, 'state'>
  /** For the gate alone. */
  readonly press: SitePress
}

/** What holds as long as the journal and the day are the same. */
interface Moment {
  readonly state: NewsroomState
  readonly today: PlainDate
  readonly site: readonly SiteStory[]
  /** By digest. */
  readonly blocks: Map<string, boolean>
}

/** Judges by what this desk knows at the moment: what another desk has recorded and this one has not
 *  received, it cannot find. */
export class GateKeeper {
  readonly #parts: GateKeeperParts
  readonly #sites: SourceSites
  readonly #clean = new CleanReadings()
  readonly #known = new Map<string, readonly GateFinding[]>()
  #moment: Moment | undefined

  constructor(parts: GateKeeperParts) {
    this.#parts = parts
    this.#sites = new SourceSites(parts.press)
  }

  /** What keeps this from being proposed or approved. Throws `story-incomplete` where the press does. */
  judge(content: ProposalContent): readonly GateFinding[] {
    return this.#judged('review', content, siteWith(this.#now().site, content, this.#today))
  }

  /** What keeps these changes from being released, by the built bytes and the approvals. Throws as
   *  {@link judge}, and the newsroom's `change-not-held`. */
  judgeChanges(changes: readonly ReleaseChange[]): readonly GateFinding[] {
    const { state } = this.#parts.journal
    const site = siteStories(state, changes)
    const contents = changes.flatMap((change) => findHeld(state, change)?.proposal ?? [])
    return contents.flatMap((content) => this.#judged('release', content, site))
  }

  /** Where this note for readers of a story would say what is protected of its sources, or of those behind
   *  it (ids) as it is being written. */
  judgeNote(
    onSite: PrintableStory,
    alsoFrom: readonly string[],
    note: Bilingual,
  ): readonly GateFinding[] {
    const story = { ...onSite, alsoFrom }
    const sources = sourcesOfStory(this.#parts.journal.state, story)
    const alone = { siblings: () => [], siteOf: () => [] }
    const today = this.#today
    return gateRules[1]({
      stage: 'review',
      kind: 'withdrawal',
      story,
      note,
      today,
      sources,
      ...alone,
    })
  }

  /** Whether something keeps this from being approved or published. Lists ask for it again and again: while
   *  nothing has come or been written, nothing is worked out. */
  blocks(proposal: Proposal): boolean {
    const { blocks } = this.#now()
    const known = blocks.get(proposal.digest)
    if (known !== undefined) return known
    const isBlocked = !isEmpty(this.#findings(proposal) ?? [])
    blocks.set(proposal.digest, isBlocked)
    return isBlocked
  }

  /** What the page is told of a story: of what is proposed, or else of the draft. */
  verdictOf(story: OpenedStory, printable: Printable): GateVerdict {
    const asked = askedOf(standingOf(story), printable)
    if (asked === undefined) return { judged: 'nothing', findings: [] }
    const findings = this.#findings(asked.content)
    if (findings === undefined) return { judged: 'nothing', findings: [] }
    const { site } = this.#now()
    const told = findings.map((one) => viewOf(one, story.id, site))
    return { judged: asked.judged, findings: told, compared: this.#compared(asked.content) }
  }

  /** Drops what it remembers: texts that must not get out are among it. */
  forget(): void {
    this.#known.clear()
    this.#moment = undefined
    this.#clean.forget()
    this.#sites.forget()
  }

  /** With how much the story was compared: what nobody recorded is not looked for. */
  #compared(content: ProposalContent): NonNullable<GateVerdict['compared']> {
    const today = this.#today
    const context = { stage: 'review', today, siteOf: () => [], site: [] } as const
    const { story, sources } = gateSubjectOf(this.#parts.journal.state, content, context)
    const texts = sources.flatMap((source) => protectedTextsOf(source, today, [story]))
    return { sources: sources.length, texts: texts.length }
  }

  #now(): Moment {
    const { state } = this.#parts.journal
    const today = this.#today
    if (this.#moment?.state !== state || this.#moment.today !== today)
      this.#moment = { state, today, site: siteStories(state), blocks: new Map() }
    return this.#moment
  }

  /** As {@link judge}; `undefined` where the press cannot build it. */
  #findings(content: ProposalContent): readonly GateFinding[] | undefined {
    try {
      return this.judge(content)
    } catch (error) {
      if (codeOf(error, 'internal') !== 'story-incomplete') throw error
      return undefined
    }
  }

  #judged(
    stage: GateSubject['stage'],
    content: ProposalContent,
    site: readonly SiteStory[],
  ): readonly GateFinding[] {
    const { state } = this.#parts.journal
    const siteOf = () => []
    const subject = gateSubjectOf(state, content, { stage, today: this.#today, siteOf, site })
    const others = subject.sources.map((source) => storiesOf(state, source, site).map(nameOf))
    const key = canonicalText([digestOf(content), dependenciesOf(subject), others])
    const findings = this.#known.get(key) ?? oneAPlace(judge(this.#withUnclean(subject, site)))
    this.#remember(key, findings)
    return findings
  }

  /** The subject with its site, and of site and other stories only what is not known to be clean. What
   *  other stories of a source say stands there whether or not this one is corrected. */
  #withUnclean(subject: GateSubject, site: readonly SiteStory[]): GateSubject {
    const { sources, today, siblings, story: judged, kind } = subject
    const isMade = (one: SiteStory) =>
      kind !== 'correction' || (one.kind === 'story' && one.story.id === judged.id)
    const alone = { ...subject, siblings: () => [] }
    const findOf = (id: string) => sources.filter((source) => source.id === id)
    return {
      ...subject,
      siblings: (id) =>
        findOf(id).flatMap((source) =>
          this.#clean.unclean(source, today, siblings(id).map(readableStory), (story) =>
            isEmpty(gateRules[1]({ ...alone, story, sources: [source] })),
          ),
        ),
      siteOf: (id) =>
        findOf(id).flatMap((source) => {
          const files = this.#sites
            .filesOf(storiesOf(this.#parts.journal.state, source, site).filter(isMade))
            .map(readableFile)
          const isClean = (file: SiteFile) =>
            isEmpty(gateRules[2]({ ...alone, sources: [source], siteOf: () => [builtFile(file)] }))
          return this.#clean.unclean(source, today, files, isClean).map(builtFile)
        }),
    }
  }

  /** The one that was asked for last is dropped last. */
  #remember(key: string, findings: readonly GateFinding[]): void {
    this.#known.delete(key)
    this.#known.set(key, findings)
    const [oldest] = this.#known.keys()
    if (this.#known.size > MOST_VERDICTS && oldest !== undefined) this.#known.delete(oldest)
  }

  get #today(): PlainDate {
    return plainDateOf(this.#parts.clock.nowMillis())
  }
}

/** Throws `gate-blocked` unless the gate has found nothing. */
export function requirePassed(findings: readonly GateFinding[]): void {
  if (findings.length > 0) throw new DeskError('gate-blocked')
}

/** Everything besides the story and the site on which a verdict depends, by what names it. */
function dependenciesOf({ stage, today, onSite, approvals, sources }: GateSubject): unknown {
  return {
    ...{ stage, today, approvals: approvals ?? [] },
    onSite: onSite === undefined ? '' : digestOf({ kind: 'publication', story: onSite }),
    sources: sources.map(({ id, head, protections }) => ({ id, head, protections })),
  }
}

function storiesOf(
  state: NewsroomState,
  source: SourceStanding,
  site: readonly SiteStory[],
): readonly SiteStory[] {
  return site.filter((one) => one.kind === 'story' && isEverOf(state, one.story, source))
}

/** A text that says something often is to be corrected once. */
function oneAPlace(findings: readonly GateFinding[]): readonly GateFinding[] {
  const seen = new Set<string>()
  return findings.filter(({ code, place, source = '', protection }) => {
    if (protection === undefined) return true
    const name = canonicalText({ code, place, source, protection })
    const isNew = !seen.has(name)
    seen.add(name)
    return isNew
  })
}

function readableStory(story: PrintableStory): Readable<PrintableStory> {
  return { name: digestOf({ kind: 'publication', story }), one: story }
}

function readableFile(file: SiteFile): Readable<SiteFile> {
  return { name: `${file.path} ${file.hash}`, one: file }
}

function builtFile(file: SiteFile): BuiltFile {
  return [file.path, file.bytes(), () => file.blank()]
}

function isEmpty(findings: readonly GateFinding[]): boolean {
  return findings.length === 0
}

/** Names what stands on the site; a notice is made of no source's words. */
function nameOf(one: SiteStory): readonly string[] {
  if (one.kind === 'withdrawn') return []
  return [one.publishedOn, digestOf({ kind: 'publication', story: one.story })]
}

/** The site with this in its place. */
function siteWith(
  site: readonly SiteStory[],
  content: ProposalContent,
  today: PlainDate,
): readonly SiteStory[] {
  if (content.kind === 'withdrawal') return site
  const { story } = content
  const isSame = (one: SiteStory) => one.kind === 'story' && one.story.id === story.id
  const known = site.find(isSame)
  const publishedOn = known?.kind === 'story' ? known.publishedOn : today
  return [...site.filter((one) => !isSame(one)), { kind: 'story', story, publishedOn }]
}

interface Asked {
  readonly judged: Exclude<GateVerdict['judged'], 'nothing'>
  readonly content: ProposalContent
}

function askedOf(standing: Standing, printable: Printable): Asked | undefined {
  if ('proposal' in standing) return { judged: 'proposal', content: standing.proposal }
  if (standing.state === 'published' || standing.state === 'corrected')
    return { judged: 'site', content: { kind: 'publication', story: standing.onSite.story } }
  if (standing.state === 'withdrawn' || printable.kind === 'incomplete') return undefined
  const kind = 'onSite' in standing ? 'correction' : 'publication'
  return { judged: 'draft', content: { kind, story: printable.story } }
}

function viewOf(finding: GateFinding, story: string, site: readonly SiteStory[]): GateFindingView {
  const { place } = finding
  if (!('story' in place) || place.story === story) return finding
  const other = site.find((one) => one.kind === 'story' && one.story.id === place.story)
  return other?.kind === 'story' ? { ...finding, storyHeadline: other.story.headline } : finding
}
