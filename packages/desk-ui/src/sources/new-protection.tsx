import { useRef, useState, type KeyboardEvent } from 'react'
import { Button } from 'react-aria-components/Button'
import { protectionKinds, type ProtectionKindName } from '@cronista/desk/story-api'
import { useDeskAction } from '../api/use-desk-action.ts'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { useAnnounce } from '../chrome/announcer.tsx'
import { PlainField, PlainSelect } from '../chrome/plain-field.tsx'
import { useSpeech } from '../texts/speech.tsx'

interface NewProtectionProps {
  /** The source's id. */
  readonly source: string
  readonly onClose: () => void
}

/** One more text that must not get out. Enter adds it, and the next can be typed at once. */
export function NewProtection({ source, onClose }: NewProtectionProps) {
  const { texts } = useSpeech()
  const announce = useAnnounce()
  const [kind, setKind] = useState<ProtectionKindName>('surname')
  const [typed, setTyped] = useState('')
  const line = useRef<HTMLDivElement>(null)
  const { run, isBusy, failure } = useDeskAction()
  const says = texts.protections
  const add = async (): Promise<void> => {
    const text = typed.trim()
    const field = line.current?.querySelector('input')
    field?.focus()
    if (text === '') return
    const id = await run({ source, kind, text }, (api, bearer, requestId) =>
      api.sources.protect(bearer, source, { kind, text, requestId }),
    )
    if (id === undefined) return
    setTyped('')
    announce(says.added(text))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const isTyping = event.target instanceof HTMLInputElement && !event.nativeEvent.isComposing
    if (event.key === 'Enter' && isTyping) void add()
  }
  return (
    <>
      <div className="new-protection" ref={line} onKeyDown={onKeyDown}>
        <PlainSelect
          label={says.kind}
          value={kind}
          onChange={(value) => {
            setKind(protectionKinds.find((one) => one === value) ?? kind)
          }}
        >
          {protectionKinds.map((one) => (
            <option key={one} value={one}>
              {says.kinds[one]}
            </option>
          ))}
        </PlainSelect>
        <PlainField label={says.text} value={typed} onChange={setTyped} />
        <Button className="button" isDisabled={isBusy} onPress={() => void add()}>
          {says.add}
        </Button>
        <Button className="button quiet" onPress={onClose}>
          {says.close}
        </Button>
      </div>
      <ActionFailure code={failure} />
    </>
  )
}
