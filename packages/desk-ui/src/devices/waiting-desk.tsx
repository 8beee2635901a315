import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useDevices } from '../api/desk-queries.ts'
import { useDeskAction } from '../api/use-desk-action.ts'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { PlainField } from '../chrome/plain-field.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { OwnCard } from './own-card.tsx'
import { withoutSpace } from './without-space.ts'

/** All that a desk shows which has not been admitted: its card, its words, and a place for the welcome. */
export function WaitingDesk() {
  const { texts } = useSpeech()
  const { waiting, loading } = texts.devices
  const devices = useDevices().data
  const [welcome, setWelcome] = useState('')
  const { run, isBusy, failure } = useDeskAction()
  const pasted = withoutSpace(welcome)
  return (
    <main className="sheet narrow waiting">
      <h2>{waiting.heading}</h2>
      <p className="lead">{waiting.explanation}</p>
      <ol className="steps">
        {waiting.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {devices === undefined ? <p className="fine">{loading}</p> : <OwnCard own={devices.own} />}
      <h3 className="group-heading">{waiting.welcome}</h3>
      <PlainField isLong label={waiting.welcome} value={welcome} onChange={setWelcome} />
      <Button
        className="button strong"
        isDisabled={pasted === '' || isBusy}
        onPress={() => void run(pasted, (api, bearer) => api.devices.accept(bearer, pasted))}
      >
        {isBusy ? waiting.working : waiting.accept}
      </Button>
      <ActionFailure code={failure} />
    </main>
  )
}
