import type { StoryView } from '@cronista/desk/story-api'
import { inGroups } from '../status/fingerprint.ts'
import { useSpeech } from '../texts/speech.tsx'

/** How much of a digest people compare: as many characters as an eye holds, 64 bits. */
const SHOWN_DIGITS = 16

/** What is proposed and who has approved it; what is on the site and where. */
export function Standing({ story }: { story: StoryView }) {
  const { texts, moments } = useSpeech()
  const { approvals, proposal, onSite, state, changedSinceProposal } = story
  const isReviewed = state === 'in-review' || state === 'approved' || state === 'held'
  return (
    <div className="standing">
      {state === 'withdrawn' && <p>{texts.review.withdrawn}</p>}
      {onSite !== undefined && (
        <p>{texts.review.published(moments.plainDay(onSite.publishedOn))}</p>
      )}
      {isReviewed && (
        <ul className="approvals">
          {approvals.map(({ person, name, own }) => (
            <li key={person}>{texts.review.approvedBy(own ? texts.review.you(name) : name)}</li>
          ))}
          {approvals.length === 0 && <li className="none">{texts.review.noApproval}</li>}
          {approvals.length === 1 && <li className="none">{texts.review.secondNeeded}</li>}
        </ul>
      )}
      {changedSinceProposal && <p className="notice">{texts.review.changedSince}</p>}
      {proposal !== undefined && (
        <div className="digest">
          <p className="field-label">{texts.review.digest}</p>
          <p className="fingerprint">{inGroups(proposal.digest.slice(0, SHOWN_DIGITS))}</p>
          <p className="fine">{texts.review.digestExplained}</p>
        </div>
      )}
    </div>
  )
}
