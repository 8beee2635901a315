import { useSyncExternalStore } from 'react'
import type { StoryView } from '@cronista/desk/story-api'
import type { Manuscript } from '../manuscript/manuscript.ts'
import type { NamedSegment } from '../stories/segment-name.ts'
import type { Fault } from '../stories/target.ts'
import { useSpeech } from '../texts/speech.tsx'
import { Approving } from './approving.tsx'
import { Beginning, Holding, Reopening } from './plain-moves.tsx'
import { readDraft } from '@cronista/newsroom'
import { Corrections } from './corrections.tsx'
import { Gate, type GateWays } from './gate.tsx'
import { History } from './history.tsx'
import { Publishing } from './publishing.tsx'
import { Returning } from './returning.tsx'
import { Standing } from './standing.tsx'
import { Submitting } from './submitting.tsx'
import { Withdrawing } from './withdrawing.tsx'

interface ReviewProps extends GateWays {
  readonly story: StoryView
  readonly manuscript: Manuscript
  readonly isJudged: boolean
  readonly onFault: (fault: Fault) => void
}

/** Where a story stands, and everything that this person can do with it now. */
export function Review({ story, manuscript, isJudged, onFault, ...ways }: ReviewProps) {
  const { texts } = useSpeech()
  const { isSaved } = useSyncExternalStore(manuscript.subscribe, manuscript.snapshot)
  const can = new Set(story.moves)
  const isBlocked = story.gate.findings.length > 0
  return (
    <aside className="review" aria-labelledby="review-heading">
      <h3 id="review-heading" className="group-heading">
        {texts.review.heading}
      </h3>
      <Standing story={story} />
      <Gate story={story} segments={segmentsOf(story, manuscript)} isJudged={isJudged} {...ways} />
      {can.has('begin') && <Beginning story={story} />}
      {can.has('submit') && (
        <Submitting story={story} doc={manuscript.doc} isSaved={isSaved} onFault={onFault} />
      )}
      {/* What is blocked is not approved: it is returned. */}
      {can.has('return') && isBlocked && <Returning story={story} />}
      {can.has('approve') && <Approving story={story} />}
      {can.has('hold') && <Holding story={story} />}
      {story.state === 'held' && <Publishing story={story} />}
      {can.has('reopen') && <Reopening story={story} />}
      {(can.has('note-correction') || story.corrections.length > 0) && (
        <Corrections story={story} canAdd={can.has('note-correction')} />
      )}
      {can.has('return') && !isBlocked && <Returning story={story} />}
      {can.has('propose-withdrawal') && <Withdrawing story={story} />}
      <History story={story} />
    </aside>
  )
}

/** The segments that a sentence about one of them counts: as proposed, or as they are being written. */
function segmentsOf({ proposal }: StoryView, { doc }: Manuscript): readonly NamedSegment[] {
  return proposal !== undefined && 'story' in proposal
    ? proposal.story.blocks
    : readDraft(doc).segments
}
