import { Button } from 'react-aria-components/Button'
import { useHeldStrangers } from '../api/desk-queries.ts'
import { useDeskAction } from '../api/use-desk-action.ts'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { useSpeech } from '../texts/speech.tsx'

/** Messages of strangers that one press lets in: as many as somebody can look at. */
const AT_MOST = 20

/** What is held back of people who have no conversation yet, and the way to let some of it in. */
export function HeldStrangers() {
  const { texts } = useSpeech()
  const held = useHeldStrangers().data
  const { isBusy, failure, run } = useDeskAction()
  if (held === undefined || held.messages + held.dropped === 0) return null
  return (
    <div className="inbox-held">
      {held.messages > 0 && (
        <>
          <p className="fine">{texts.inbox.strangersHeld(held.messages)}</p>
          <Button
            className="button quiet"
            isDisabled={isBusy}
            onPress={() =>
              void run('admit-strangers', (api, bearer) => api.admitStrangers(bearer, AT_MOST))
            }
          >
            {texts.inbox.admitStrangers(Math.min(AT_MOST, held.messages))}
          </Button>
        </>
      )}
      {held.dropped > 0 && <p className="fine">{texts.inbox.dropped(held.dropped)}</p>}
      <ActionFailure code={failure} />
    </div>
  )
}
