import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { CardAnswer } from '@cronista/desk/device-api'
import { useDeskAction } from '../api/use-desk-action.ts'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { Confirmation } from '../chrome/confirmation.tsx'
import { PlainField } from '../chrome/plain-field.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { Copyable } from './copyable.tsx'
import { EightWords } from './eight-words.tsx'
import { withoutSpace } from './without-space.ts'

/** Admits another device: its card, the words that two people compare, and only then the welcome. */
export function Admission() {
  const { texts } = useSpeech()
  const [card, setCard] = useState('')
  const [shown, setShown] = useState<CardAnswer>()
  const [welcome, setWelcome] = useState<string>()
  const reading = useDeskAction()
  const pasted = withoutSpace(card)
  const startAnew = (): void => {
    setCard('')
    setShown(undefined)
    setWelcome(undefined)
  }
  const read = async (): Promise<void> => {
    setShown(await reading.run(pasted, (api, bearer) => api.devices.readCard(bearer, pasted)))
  }
  return (
    <div className="admission">
      <h3 className="group-heading">{texts.devices.admit}</h3>
      {shown === undefined && (
        <>
          <p className="fine">{texts.devices.admitExplained}</p>
          <PlainField isLong label={texts.devices.theirCard} value={card} onChange={setCard} />
          <Button
            className="button"
            isDisabled={pasted === '' || reading.isBusy}
            onPress={() => void read()}
          >
            {texts.devices.readCard}
          </Button>
          <ActionFailure code={reading.failure} />
        </>
      )}
      {shown !== undefined && welcome === undefined && (
        <Comparing card={pasted} shown={shown} onAdmitted={setWelcome} onOther={startAnew} />
      )}
      {welcome !== undefined && (
        <>
          <p>{texts.devices.welcomeExplained}</p>
          <Copyable label={texts.devices.welcome} text={welcome} />
          <Button className="button quiet" onPress={startAnew}>
            {texts.devices.done}
          </Button>
        </>
      )}
    </div>
  )
}

interface ComparingProps {
  readonly card: string
  readonly shown: CardAnswer
  readonly onAdmitted: (welcome: string) => void
  readonly onOther: () => void
}

function Comparing({ card, shown, onAdmitted, onOther }: ComparingProps) {
  const { texts } = useSpeech()
  const [isConfirmed, setConfirmed] = useState(false)
  const { run, isBusy, failure } = useDeskAction()
  const admit = async (): Promise<void> => {
    const welcome = await run(card, (api, bearer) => api.devices.admit(bearer, card))
    if (welcome !== undefined) onAdmitted(welcome)
  }
  return (
    <>
      <p>
        <strong>{texts.devices.cardOf(shown.personName)}</strong>
      </p>
      <p>{texts.devices.compare}</p>
      <EightWords words={shown.words} />
      <Confirmation isConfirmed={isConfirmed} onChange={setConfirmed}>
        {texts.devices.confirm}
      </Confirmation>
      <div className="form-actions">
        <Button
          className="button strong"
          isDisabled={!isConfirmed || isBusy}
          onPress={() => void admit()}
        >
          {texts.devices.admitDevice}
        </Button>
        <Button className="button quiet" onPress={onOther}>
          {texts.devices.otherCard}
        </Button>
      </div>
      <ActionFailure code={failure} />
    </>
  )
}
