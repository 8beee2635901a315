import type { DeskStatus } from '@cronista/desk/api'
import { useSpeech } from '../texts/speech.tsx'
import { localeOf } from '../texts/index.ts'
import { repliesWaiting } from '../status/waiting-threads.tsx'
import { MAX_REPLY_CHARACTERS, piecesFor } from './records-needed.ts'

interface ReplyMeasureProps {
  readonly characters: number
  /** Records of an edition that the reply takes, about. */
  readonly records: number
  readonly capacity: DeskStatus['capacity'] | undefined
}

/** How long the reply is, and what of the edition it takes. */
export function ReplyMeasure({ characters, records, capacity }: ReplyMeasureProps) {
  const { texts, language } = useSpeech()
  const count = new Intl.NumberFormat(localeOf[language])
  const over = characters - MAX_REPLY_CHARACTERS
  const waiting = repliesWaiting(capacity)
  const pieces = piecesFor(records)
  return (
    <div id="reply-measure" className="reply-measure">
      <p>
        {texts.replyBox.characters(count.format(characters), count.format(MAX_REPLY_CHARACTERS))}
        {capacity !== undefined && records > 0 && records <= capacity.records && (
          <>
            {' · '}
            {texts.replyBox.records(records, capacity.records)}
          </>
        )}
      </p>
      {over > 0 && <p className="measure-warning">{texts.replyBox.tooLong(count.format(over))}</p>}
      {over <= 0 && capacity !== undefined && pieces > 1 && (
        <p>{texts.replyBox.inPieces(pieces, Math.ceil(records / capacity.records))}</p>
      )}
      {over <= 0 && characters > 0 && waiting > 0 && (
        <p className="measure-warning">{texts.replyBox.editionFull(waiting)}</p>
      )}
      <p className="shortcut">{texts.replyBox.shortcut}</p>
    </div>
  )
}
