import type { DeskStatus } from '@cronista/desk/api'
import { useSpeech } from '../texts/speech.tsx'

type Capacity = DeskStatus['capacity']

/** How many replies found no room in the newest edition. */
export function repliesWaiting(capacity: Capacity | undefined): number {
  return (capacity?.waiting ?? []).reduce((sum, { replies }) => sum + replies, 0)
}

interface WaitingThreadsProps {
  readonly waiting: Capacity['waiting']
  readonly nowMillis: number
}

/** For whom there was no room in the newest edition, and since when; nothing while there is room. */
export function WaitingThreads({ waiting, nowMillis }: WaitingThreadsProps) {
  const { texts, moments } = useSpeech()
  if (waiting.length === 0) return null
  return (
    <section className="folio-waiting" aria-label={texts.desk.withoutPlace}>
      <p>{texts.desk.withoutPlace}</p>
      <ul>
        {waiting.map(({ thread, handle, replies, sinceMillis }) => (
          <li key={thread}>
            {texts.desk.waitsSince(handle, replies, moments.ago(nowMillis, sinceMillis))}
          </li>
        ))}
      </ul>
    </section>
  )
}
