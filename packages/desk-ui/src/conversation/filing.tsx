import { Button } from 'react-aria-components/Button'
import type { ThreadSummary } from '@cronista/desk/api'
import { useDeskAction } from '../api/use-desk-action.ts'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { useSpeech } from '../texts/speech.tsx'

/** Files a conversation away or takes it back, and lets in what is held back of it. */
export function Filing({ thread: { id, muted, held } }: { readonly thread: ThreadSummary }) {
  const { texts } = useSpeech()
  const { isBusy, failure, run } = useDeskAction()
  return (
    <>
      <Button
        className="button quiet"
        isDisabled={isBusy}
        onPress={() =>
          void run(['mute', id, !muted], (api, bearer) => api.mute(bearer, id, !muted))
        }
      >
        {muted ? texts.conversation.takeBack : texts.conversation.fileAway}
      </Button>
      {muted && <p className="fine">{texts.conversation.filedAway}</p>}
      {held > 0 && (
        <div className="notice">
          <p>{texts.conversation.held(held)}</p>
          <Button
            className="button quiet"
            isDisabled={isBusy}
            onPress={() => void run(['admit', id], (api, bearer) => api.admit(bearer, id))}
          >
            {texts.conversation.admit}
          </Button>
        </div>
      )}
      <ActionFailure code={failure} />
    </>
  )
}
