import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useSources } from '../api/desk-queries.ts'
import { useSpeech } from '../texts/speech.tsx'
import { Protections } from './protections.tsx'
import type { LedToSource } from './names.tsx'
import { SourceForm } from './source-form.tsx'
import { SourceRow } from './source-row.tsx'

/** What of a source is open: what may be printed, or what must not get out. */
type Part = 'form' | 'protections'

/** What is open in the list: a part of a source, or a new one, which has no id yet. */
interface Open {
  readonly part: Part
  readonly source: string | undefined
}

interface SourceListProps {
  /** Its form is open. */
  readonly led: LedToSource | undefined
  readonly onStory: (storyId: string) => void
}

/** All sources. One of them at a time is worked on. */
export function SourceList({ led, onStory }: SourceListProps) {
  const { texts } = useSpeech()
  const sources = useSources().data
  const [open, setOpen] = useState<Open | undefined>(
    led === undefined ? undefined : { part: 'form', source: led.source },
  )
  const [left, setLeft] = useState<Open>()
  const close = (): void => {
    setLeft(open)
    setOpen(undefined)
  }
  const isOpen = (part: Part, source: string | undefined): boolean =>
    open?.part === part && open.source === source
  return (
    <div className="source-list">
      <h3 className="group-heading">{texts.names.sources}</h3>
      <p className="fine">{texts.names.sourcesExplained}</p>
      {isOpen('form', undefined) ? (
        <SourceForm
          source={undefined}
          onClose={(saved) => {
            if (saved === undefined) close()
            else setOpen({ part: 'protections', source: saved })
          }}
        />
      ) : (
        <Button
          className="button quiet"
          autoFocus={left !== undefined && left.source === undefined}
          onPress={() => {
            setOpen({ part: 'form', source: undefined })
          }}
        >
          {texts.names.newSource}
        </Button>
      )}
      {sources?.length === 0 && open === undefined && (
        <p className="fine">{texts.names.noSources}</p>
      )}
      <ul className="rows">
        {sources?.map((source) => {
          const { id } = source
          return (
            <li key={id}>
              {isOpen('form', id) ? (
                <SourceForm
                  source={source}
                  startAt={led?.source === id ? led.field : undefined}
                  onClose={close}
                />
              ) : (
                <SourceRow
                  source={source}
                  focused={left?.source === id ? left.part : undefined}
                  isProtecting={isOpen('protections', id)}
                  onEdit={() => {
                    setOpen({ part: 'form', source: id })
                  }}
                  onProtect={() => {
                    if (isOpen('protections', id)) close()
                    else setOpen({ part: 'protections', source: id })
                  }}
                  onStory={onStory}
                />
              )}
              {isOpen('protections', id) && <Protections source={source} onClose={close} />}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
