import type { StoryView } from '@cronista/desk/story-api'
import { languages, type Bilingual, type PrintableStory } from '@cronista/newsroom'
import { useSpeech } from '../texts/speech.tsx'
import { ComparedStory } from './compared-story.tsx'
import { PrintedRow } from './printed-row.tsx'
import { printedParts } from './printed-parts.ts'

/** A story that is not being written: what is proposed, word for word, or what is on the site. */
export function PrintedStory({ story }: { story: StoryView }) {
  const { texts } = useSpeech()
  const { proposal, onSite, state } = story
  if (proposal?.kind === 'withdrawal')
    return (
      <Printed heading={texts.review.proposedWithdrawal}>
        <Notice note={proposal.note} />
      </Printed>
    )
  if (proposal !== undefined)
    return (
      <>
        {onSite !== undefined && <ComparedStory before={onSite.story} after={proposal.story} />}
        <Printed
          heading={
            proposal.kind === 'correction' ? texts.review.proposedCorrection : texts.review.proposed
          }
        >
          <Rows story={proposal.story} />
        </Printed>
      </>
    )
  if (onSite !== undefined)
    return (
      <Printed heading={texts.review.onSite}>
        <Rows story={onSite.story} />
      </Printed>
    )
  return state === 'withdrawn' ? <p className="lead">{texts.review.withdrawn}</p> : null
}

/** Leads to where what is proposed begins, once nobody can write in the story any more. */
export function goToPrintedHeading(): void {
  const heading = document.querySelector<HTMLElement>('.printed .group-heading')
  heading?.focus({ preventScroll: true })
  heading?.scrollIntoView({ block: 'start' })
}

function Printed(props: { heading: string; children: React.ReactNode }) {
  return (
    <section className="printed" aria-label={props.heading}>
      <h3 className="group-heading" tabIndex={-1}>
        {props.heading}
      </h3>
      {props.children}
    </section>
  )
}

function Rows({ story }: { story: PrintableStory }) {
  return printedParts(story).map((part) => <PrintedRow key={part.key} part={part} />)
}

function Notice({ note }: { note: Bilingual }) {
  return (
    <div className="cells printed-row" data-part="note">
      {languages.map((language) => (
        <p key={language} className={`cell ${language}`} lang={language} tabIndex={-1}>
          {note[language]}
        </p>
      ))}
    </div>
  )
}
