import type { ThreadEntry } from '@cronista/desk/api'
import { useSpeech } from '../texts/speech.tsx'
import type { Language } from '../texts/index.ts'
import { writtenAtMillis } from './entry-order.ts'

interface EntryProps {
  readonly entry: ThreadEntry
  readonly handle: string
  /** The language the contributor writes in; an entry in another one says so. */
  readonly threadLanguage: Language
}

/** One message or one reply, set like a paragraph of a paper: a byline, then the words as they are. */
export function Entry({ entry, handle, threadLanguage }: EntryProps) {
  const { texts, moments } = useSpeech()
  const atMillis = writtenAtMillis(entry)
  const when = moments.full(atMillis)
  return (
    <article
      className={`entry ${entry.kind}`}
      aria-label={
        entry.kind === 'message'
          ? texts.conversation.message(handle, when)
          : texts.conversation.replyLabel(entry.number, when)
      }
    >
      <header className="byline">
        <span className="by">
          {entry.kind === 'message' ? handle : texts.conversation.reply(entry.number, entry.by)}
        </span>
        {entry.language !== threadLanguage && (
          <span>{texts.conversation.inLanguage[entry.language]}</span>
        )}
        <time dateTime={new Date(atMillis).toISOString()}>{moments.time(atMillis)}</time>
      </header>
      <p className="words" lang={entry.language} dir="auto">
        {entry.text}
      </p>
      {entry.kind === 'reply' && (
        <p className={`reply-state ${entry.state}`}>
          <strong>{texts.conversation.state[entry.state].name}.</strong>{' '}
          {texts.conversation.state[entry.state].explanation}
        </p>
      )}
    </article>
  )
}
