import type { GateFindingView, GateVerdict, StoryView } from '@cronista/desk/story-api'
import { useSources } from '../api/desk-queries.ts'
import type { NamedSegment } from '../stories/segment-name.ts'
import type { GateTexts } from '../texts/gate-texts.ts'
import { useSpeech } from '../texts/speech.tsx'
import { Finding } from './finding.tsx'
import { groupedFindings } from './grouped-findings.ts'

/** What leads from a finding to where it is settled. */
export interface GateWays {
  /** To its place, with the cursor on what was seen; `seen` is the protected text. */
  readonly onPlace: (finding: GateFindingView, seen: string | undefined) => void
  /** To what is noted of a source, at this field of it. */
  readonly onSource: (source: string, field: string | undefined) => void
  /** To where a quotation says what its figures are. */
  readonly onFigures: (finding: GateFindingView) => void
}

interface GateProps extends GateWays {
  readonly story: StoryView
  /** The story's segments, in their order. */
  readonly segments: readonly NamedSegment[]
  /** The verdict is on every word that is written here. */
  readonly isJudged: boolean
}

const HEADING = 'gate-heading'
const NO_SOURCES = { sources: 0, texts: 0 }

/** What may be said of a story in which nothing was found. */
function clearSentence(
  { nothing, noSources, clear, compared: comparedWith }: GateTexts,
  { judged, compared = NO_SOURCES }: GateVerdict,
): string {
  if (judged === 'nothing') return nothing
  return compared.sources === 0
    ? noSources
    : `${clear} ${comparedWith(compared.sources, compared.texts)}`
}

/** Leads to the findings from elsewhere on the page. */
export function goToGate(): void {
  const heading = document.getElementById(HEADING)
  heading?.focus({ preventScroll: true })
  heading?.scrollIntoView({ block: 'start' })
}

/** Whether the story says more than was agreed: what was found, in sentences that lead to their places, or
 *  that nothing was found, with what that does not mean. */
export function Gate({ story, segments, isJudged, ...ways }: GateProps) {
  const { texts } = useSpeech()
  const sources = useSources().data ?? []
  const { judged, findings } = story.gate
  const isBlocked = findings.length > 0
  if (!isBlocked && (judged === 'site' || (judged === 'nothing' && story.state !== 'draft')))
    return null
  const says = texts.gate
  const verdict = judged === 'site' ? says.exposed : says.blocked
  return (
    <section className={isBlocked ? 'gate blocked' : 'gate'} aria-labelledby={HEADING}>
      <div className="gate-head">
        <h4 id={HEADING} tabIndex={-1}>
          {says.heading}
        </h4>
        {!isJudged && <span className="fine">{says.judging}</span>}
      </div>
      <div role="status">
        {isBlocked ? (
          <p className="verdict">{verdict(findings.length)}</p>
        ) : (
          <p>{clearSentence(says, story.gate)}</p>
        )}
      </div>
      {!isBlocked && judged !== 'nothing' && <p className="fine">{says.limits}</p>}
      {isBlocked && <p className="fine">{says.settle[judged]}</p>}
      {groupedFindings(findings).map((group) => (
        <div key={group.rule} className="rule">
          <h5>{says.groups[group.rule]}</h5>
          <ul>
            {group.findings.map((finding) => (
              <Finding
                key={finding.key}
                finding={finding}
                sources={sources}
                story={story}
                segments={segments}
                {...ways}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
