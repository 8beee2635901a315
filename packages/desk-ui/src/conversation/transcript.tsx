import { Fragment, useEffect, useRef } from 'react'
import type { Thread } from '../api/desk-api.ts'
import { useSpeech } from '../texts/speech.tsx'
import { Entry } from './entry.tsx'
import { writtenAtMillis } from './entry-order.ts'

/** How near the end, in CSS pixels, a transcript counts as being at its end. */
const NEAR_END_PIXELS = 80

/** What both sides have written, oldest first, with a rule between two days. New words are read aloud,
 *  and scrolled to if the end was in view. */
export function Transcript({ thread }: { thread: Thread }) {
  const { texts, moments } = useSpeech()
  const frame = useFollowedEnd(thread.entries.length)
  let lastDay: string | undefined
  return (
    <div
      ref={frame}
      className="transcript"
      role="log"
      tabIndex={0}
      aria-label={texts.conversation.transcript(thread.handle)}
    >
      {thread.entries.map((entry) => {
        const day = moments.day(writtenAtMillis(entry))
        const isNewDay = day !== lastDay
        lastDay = day
        return (
          <Fragment key={entry.kind === 'message' ? entry.id : entry.number}>
            {isNewDay && (
              <p className="day">
                <span>{day}</span>
              </p>
            )}
            <Entry entry={entry} handle={thread.handle} threadLanguage={thread.language} />
          </Fragment>
        )
      })}
    </div>
  )
}

/** Keeps the end of a scrolling element in view while it was in view, and at first. */
function useFollowedEnd(length: number) {
  const frame = useRef<HTMLDivElement>(null)
  const wasAtEnd = useRef(true)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const follow = (): void => {
      if (wasAtEnd.current) element.scrollTop = element.scrollHeight
    }
    const remember = (): void => {
      const left = element.scrollHeight - element.scrollTop - element.clientHeight
      wasAtEnd.current = left < NEAR_END_PIXELS
    }
    // Observing calls `follow` once at first, and again whenever the reply box takes or leaves room.
    const resizing = new ResizeObserver(follow)
    resizing.observe(element)
    element.addEventListener('scroll', remember, { passive: true })
    return () => {
      resizing.disconnect()
      element.removeEventListener('scroll', remember)
    }
  }, [length])
  return frame
}
