import { Fragment, useEffect, useRef } from 'react'
import type { Thread } from '../api/desk-api.ts'
import { useSpeech } from '../texts/speech.tsx'
import { Entry } from './entry.tsx'
import { writtenAtMillis } from './entry-order.ts'

/** How near the end, in CSS pixels, a transcript counts as being at its end. */
const NEAR_END_PIXELS = 80

interface TranscriptProps {
  readonly thread: Thread
  /** Which of its messages, counted from zero, is the first that nobody had read when it was opened. */
  readonly firstUnread: number | undefined
}

/** What both sides have written, oldest first, with a rule between two days. It opens at the first unread
 *  line. New words are read aloud, and shown from their beginning if the end was in view. */
export function Transcript({ thread, firstUnread }: TranscriptProps) {
  const { texts, moments } = useSpeech()
  const frame = useReadingPlace(thread.entries.length, firstUnread)
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

/** Opens a scrolling element at this message, or at its end, and from then on keeps the end in view while
 *  it was. What is added is never scrolled past. */
function useReadingPlace(length: number, firstUnread: number | undefined) {
  const frame = useRef<HTMLDivElement>(null)
  const wasAtEnd = useRef(true)
  const shown = useRef(0)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const remember = (): void => {
      const left = element.scrollHeight - element.scrollTop - element.clientHeight
      wasAtEnd.current = left < NEAR_END_PIXELS
    }
    const follow = (): void => {
      const added = [...element.querySelectorAll('.entry')][shown.current]
      const isOpening = shown.current === 0
      shown.current = length
      const isPlaced = isOpening && openAt(element, firstUnread)
      if (!isPlaced && wasAtEnd.current) scrollTo(element, isOpening ? undefined : added)
      remember()
    }
    // Observing calls `follow` once at first, after the heading has taken the focus, and again whenever
    // the reply box takes or leaves room.
    const resizing = new ResizeObserver(follow)
    resizing.observe(element)
    element.addEventListener('scroll', remember, { passive: true })
    return () => {
      resizing.disconnect()
      element.removeEventListener('scroll', remember)
    }
  }, [length, firstUnread])
  return frame
}

/** Returns whether it has come. On a narrow page it is the page that scrolls; the very first message is in
 *  view anyway, and its heading with it. */
function openAt(frame: HTMLElement, message: number | undefined): boolean {
  const messages = [...frame.querySelectorAll('.entry.message')]
  const unread = message === undefined ? undefined : messages[message]
  if (unread !== frame.querySelector('.entry')) unread?.scrollIntoView()
  return unread !== undefined
}

/** Down to the end, or to where the beginning of what was added is at the top. */
function scrollTo(frame: HTMLElement, added: Element | undefined): void {
  const end = frame.scrollHeight
  const { top } = frame.getBoundingClientRect()
  const beginning =
    added === undefined ? end : added.getBoundingClientRect().top - top + frame.scrollTop
  frame.scrollTop = Math.min(end, beginning)
}
