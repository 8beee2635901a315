import { useEffect, useRef } from 'react'
import type { Source } from '../api/source-api.ts'
import { useSpeech } from '../texts/speech.tsx'
import { ConsentSentence } from './agreed.tsx'
import { NewProtection } from './new-protection.tsx'
import { ProtectedText } from './protected-text.tsx'

interface ProtectionsProps {
  readonly source: Source
  readonly onClose: () => void
}

/** What must not get out about a source: the list, more for it, and what the source permitted later. */
export function Protections({ source, onClose }: ProtectionsProps) {
  const { texts, language } = useSpeech()
  const panel = useRef<HTMLDivElement>(null)
  const { protections, lifted } = source
  const says = texts.protections
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input')?.focus()
  }, [])
  return (
    <div
      className="protections"
      role="group"
      aria-label={says.of(source.label[language])}
      ref={panel}
    >
      <h4>{says.heading}</h4>
      <p className="fine">{says.explained}</p>
      {protections.length === 0 && <p className="fine">{says.none}</p>}
      <ul className="protected-texts">
        {protections.map((protection) => (
          <ProtectedText key={protection.id} source={source} protection={protection} />
        ))}
      </ul>
      <NewProtection source={source.id} onClose={onClose} />
      <p className="fine">{says.limits}</p>
      {lifted.length > 0 && (
        <>
          <h4>{says.liftedHeading}</h4>
          <ul className="protected-texts">
            {lifted.map(({ kind, text, consent }, index) => (
              <li key={lifted.length - index}>
                <ConsentSentence
                  what={says.liftedEntry(says.kinds[kind], text)}
                  consent={consent}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
