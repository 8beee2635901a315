import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import type { DeskStatus, ThreadSummary } from '@cronista/desk/api'
import type { DeskFailureCode } from '../api/desk-failure.ts'
import { useRefresh } from '../api/desk-queries.ts'
import { useAnnounce } from '../chrome/announcer.tsx'
import { LanguageChoice } from '../chrome/language-choice.tsx'
import { useSurroundings } from '../surroundings.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { estimateRecords, MAX_REPLY_CHARACTERS } from './records-needed.ts'
import { ReplyMeasure } from './reply-measure.tsx'

interface ReplyBoxProps {
  readonly thread: ThreadSummary
  readonly capacity: DeskStatus['capacity'] | undefined
}

/** Where an editor writes a reply. The words live in `Drafts`, so that they outlast this component. */
export function ReplyBox({ thread, capacity }: ReplyBoxProps) {
  const { drafts } = useSurroundings()
  const { texts } = useSpeech()
  const announce = useAnnounce()
  const refresh = useRefresh()
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.find(thread.id))
  const text = draft?.text ?? ''
  const language = draft?.language ?? thread.language
  const sending = draft?.sending ?? false
  const recordsNeeded = useRecordsNeeded(text)
  const canSend = text.trim() !== '' && text.length <= MAX_REPLY_CHARACTERS

  const send = async (): Promise<void> => {
    if (!canSend) return
    const saved = await drafts.send(thread.id)
    if (saved === undefined) return
    const { number, pieces, editions } = saved
    announce(
      pieces === 1
        ? texts.replyBox.sent(number)
        : texts.replyBox.sentInPieces(number, pieces, editions),
    )
    refresh()
  }

  return (
    <div className="reply-box">
      <TextField
        className="field"
        value={text}
        onChange={(written) => {
          drafts.write(thread.id, written, language)
        }}
        isReadOnly={sending}
        isInvalid={text.length > MAX_REPLY_CHARACTERS}
        autoComplete="off"
        autoCorrect="off"
        spellCheck="false"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
          else event.continuePropagation()
        }}
      >
        <div className="reply-head">
          <Label>{texts.replyBox.label(thread.handle)}</Label>
          <LanguageChoice
            label={texts.replyBox.language}
            value={language}
            isDisabled={sending}
            onChange={(chosen) => {
              drafts.write(thread.id, text, chosen)
            }}
          />
        </div>
        <TextArea
          className="input reply-text"
          rows={3}
          lang={language}
          aria-describedby="reply-measure"
        />
      </TextField>
      {draft?.failure !== undefined && <ReplyFailure code={draft.failure} />}
      <div className="reply-foot">
        <ReplyMeasure characters={text.length} records={recordsNeeded} capacity={capacity} />
        <Button
          className="button strong"
          isDisabled={!canSend}
          aria-keyshortcuts="Control+Enter"
          onPress={() => void send()}
        >
          {sending
            ? texts.replyBox.sending
            : draft?.failure === undefined
              ? texts.replyBox.send
              : texts.replyBox.retry}
        </Button>
      </div>
    </div>
  )
}

function ReplyFailure({ code }: { code: DeskFailureCode }) {
  const { texts } = useSpeech()
  return (
    <p className="notice" role="alert">
      {code === 'desk-unreachable' ? (
        texts.replyBox.unconfirmed
      ) : (
        <>
          <strong>{texts.replyBox.notSent}</strong> {texts.failures[code]}
        </>
      )}
    </p>
  )
}

function useRecordsNeeded(text: string): number {
  const [needed, setNeeded] = useState(0)
  useEffect(() => {
    let isCurrent = true
    void estimateRecords(text).then((records) => {
      if (isCurrent) setNeeded(records)
    })
    return () => {
      isCurrent = false
    }
  }, [text])
  return needed
}
