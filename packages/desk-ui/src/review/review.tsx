import { useSyncExternalStore } from 'react'
import type { StoryView } from '@cronista/desk/story-api'
import type { Manuscript } from '../manuscript/manuscript.ts'
import type { Fault } from '../stories/go-to-fault.ts'
import { useSpeech } from '../texts/speech.tsx'
import { Approving } from './approving.tsx'
import { Beginning, Holding, Reopening } from './plain-moves.tsx'
import { Corrections } from './corrections.tsx'
import { History } from './history.tsx'
import { Publishing } from './publishing.tsx'
import { Returning } from './returning.tsx'
import { Standing } from './standing.tsx'
import { Submitting } from './submitting.tsx'
import { Withdrawing } from './withdrawing.tsx'

interface ReviewProps {
  readonly story: StoryView
  readonly manuscript: Manuscript
  readonly onFault: (fault: Fault) => void
}

/** Where a story stands, and everything that this person can do with it now. */
export function Review({ story, manuscript, onFault }: ReviewProps) {
  const { texts } = useSpeech()
  const { isSaved } = useSyncExternalStore(manuscript.subscribe, manuscript.snapshot)
  const can = new Set(story.moves)
  return (
    <aside className="review" aria-labelledby="review-heading">
      <h3 id="review-heading" className="group-heading">
        {texts.review.heading}
      </h3>
      <Standing story={story} />
      {can.has('begin') && <Beginning story={story} />}
      {can.has('submit') && (
        <Submitting story={story} doc={manuscript.doc} isSaved={isSaved} onFault={onFault} />
      )}
      {can.has('approve') && <Approving story={story} />}
      {can.has('hold') && <Holding story={story} />}
      {story.state === 'held' && <Publishing story={story} />}
      {can.has('reopen') && <Reopening story={story} />}
      {(can.has('note-correction') || story.corrections.length > 0) && (
        <Corrections story={story} canAdd={can.has('note-correction')} />
      )}
      {can.has('return') && <Returning story={story} />}
      {can.has('propose-withdrawal') && <Withdrawing story={story} />}
      <History story={story} />
    </aside>
  )
}
