import type { Ref } from 'react'
import { useSpeech } from '../texts/speech.tsx'

/** Stands where a conversation will be, and says how to get there. */
export function NothingChosen(props: { inboxIsEmpty: boolean; ref: Ref<HTMLHeadingElement> }) {
  const { texts } = useSpeech()
  return (
    <div className="nothing-chosen">
      <h2 ref={props.ref} tabIndex={-1}>
        {props.inboxIsEmpty ? texts.inbox.emptyHeading : texts.conversation.nothingChosenHeading}
      </h2>
      <p>{props.inboxIsEmpty ? texts.inbox.emptyText : texts.conversation.nothingChosenText}</p>
    </div>
  )
}
