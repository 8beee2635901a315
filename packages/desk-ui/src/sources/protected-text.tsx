import { useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import type { Source } from '../api/source-api.ts'
import { useDeskAction } from '../api/use-desk-action.ts'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { useAnnounce } from '../chrome/announcer.tsx'
import { calendarDay } from '../moments/calendar-day.ts'
import { useSurroundings } from '../surroundings.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { ConsentFields } from './consent-fields.tsx'
import { consentAsked, consentLack, emptyConsent } from './consent-form.ts'

interface ProtectedTextProps {
  readonly source: Source
  readonly protection: Source['protections'][number]
}

/** One text that must not get out, and the way to permit it: with what the source agreed to. */
export function ProtectedText({ source, protection }: ProtectedTextProps) {
  const { texts, moments } = useSpeech()
  const { kind, text, liftedUntil } = protection
  const says = texts.protections
  return (
    <li>
      <Disclosure className="protected-text">
        <p>
          <span className="fine">{says.kinds[kind]}</span> <strong>{text}</strong>{' '}
          {liftedUntil !== undefined && (
            <span className="fine">{says.until(moments.plainDay(liftedUntil))}</span>
          )}
        </p>
        <Button slot="trigger" className="button link" aria-label={says.liftOf(text)}>
          {says.lift}
        </Button>
        <DisclosurePanel className="step-panel">
          <Lifting source={source} protection={protection} />
        </DisclosurePanel>
      </Disclosure>
    </li>
  )
}

function Lifting({ source, protection }: ProtectedTextProps) {
  const { texts } = useSpeech()
  const announce = useAnnounce()
  const today = calendarDay(useSurroundings().now())
  const [consent, setConsent] = useState(() => emptyConsent(today))
  const [isAsked, setAsked] = useState(false)
  const panel = useRef<HTMLDivElement>(null)
  const { run, isBusy, failure } = useDeskAction()
  const says = texts.protections
  const lift = async (): Promise<void> => {
    const asked = consentAsked(consent)
    setAsked(true)
    if (asked === undefined) {
      const place = consentLack(consent) ?? 'words'
      panel.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus()
      return
    }
    const what = { source: source.id, protection: protection.id }
    const done = await run({ ...what, ...asked }, async (api, bearer, requestId) => {
      await api.sources.lift(bearer, what, { consent: asked, requestId })
      return true
    })
    if (done !== true) return
    announce(says.lifted(protection.text))
    // This row goes with its text; who works with the keyboard goes on below it.
    panel.current
      ?.closest('.protections')
      ?.querySelector<HTMLElement>('.new-protection input')
      ?.focus()
  }
  return (
    <div className="lifting" ref={panel}>
      <p className="fine">{says.liftExplained}</p>
      <ConsentFields
        consent={consent}
        lack={isAsked ? consentLack(consent) : undefined}
        onChange={setConsent}
      />
      <Button className="button" isDisabled={isBusy} onPress={() => void lift()}>
        {says.liftNow}
      </Button>
      <ActionFailure code={failure} />
    </div>
  )
}
