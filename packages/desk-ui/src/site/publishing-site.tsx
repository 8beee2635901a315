import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import { useDeskAction } from '../api/use-desk-action.ts'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { Confirmation } from '../chrome/confirmation.tsx'
import { useSpeech } from '../texts/speech.tsx'

/** Publishes the site with the stories that stand on it and nothing new: the first time, and when the
 *  desks have a newer version of its pages. */
export function PublishingSite() {
  const { texts } = useSpeech()
  const [isConfirmed, setConfirmed] = useState(false)
  const { run, isBusy, failure } = useDeskAction()
  const publish = async (): Promise<void> => {
    await run('site', (api, bearer) => api.stories.publishSite(bearer))
    setConfirmed(false)
  }
  return (
    <Disclosure className="step">
      <Button slot="trigger" className="button quiet">
        {texts.site.publish}…
      </Button>
      <DisclosurePanel className="step-panel">
        <p className="fine">{texts.site.publishExplained}</p>
        <Confirmation isConfirmed={isConfirmed} onChange={setConfirmed}>
          {texts.review.publishConfirm}
        </Confirmation>
        <Button
          className="button"
          isDisabled={!isConfirmed || isBusy}
          onPress={() => void publish()}
        >
          {isBusy ? texts.review.working : texts.site.publish}
        </Button>
        <ActionFailure code={failure} />
      </DisclosurePanel>
    </Disclosure>
  )
}
