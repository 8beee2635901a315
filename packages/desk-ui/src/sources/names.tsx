import { useState, type Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import { languages } from '@cronista/newsroom'
import { usePenNames, useSources } from '../api/desk-queries.ts'
import type { Source } from '../api/name-api.ts'
import { useSpeech } from '../texts/speech.tsx'
import { SourceForm } from './source-form.tsx'

interface NamesProps {
  readonly onBack: () => void
  readonly ref: Ref<HTMLHeadingElement>
}

/** The names that readers see: sources, as agreed with each; and pen names, which are something else. */
export function Names({ onBack, ref }: NamesProps) {
  const { texts } = useSpeech()
  return (
    <section className="sheet names" aria-labelledby="names-heading">
      <div className="story-head">
        <Button className="button quiet" onPress={onBack}>
          <span aria-hidden="true">←</span> {texts.stories.back}
        </Button>
      </div>
      <h2 id="names-heading" ref={ref} tabIndex={-1}>
        {texts.names.heading}
      </h2>
      <div className="name-columns">
        <SourceList />
        <PenNameList />
      </div>
    </section>
  )
}

/** Which source is being written on: one of the list, a new one, or none. */
type Editing = Source | 'new' | undefined

function SourceList() {
  const { texts } = useSpeech()
  const sources = useSources().data
  const [editing, setEditing] = useState<Editing>()
  const close = (): void => {
    setEditing(undefined)
  }
  return (
    <div className="source-list">
      <h3 className="group-heading">{texts.names.sources}</h3>
      <p className="fine">{texts.names.sourcesExplained}</p>
      {editing === 'new' ? (
        <SourceForm source={undefined} onClose={close} />
      ) : (
        <Button
          className="button quiet"
          onPress={() => {
            setEditing('new')
          }}
        >
          {texts.names.newSource}
        </Button>
      )}
      {sources?.length === 0 && <p className="fine">{texts.names.noSources}</p>}
      <ul className="rows">
        {sources?.map((source) => (
          <li key={source.id}>
            {editing !== undefined && editing !== 'new' && editing.id === source.id ? (
              <SourceForm source={editing} onClose={close} />
            ) : (
              <SourceRow
                source={source}
                onEdit={() => {
                  setEditing(source)
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function SourceRow({ source, onEdit }: { source: Source; onEdit: () => void }) {
  const { texts, language } = useSpeech()
  return (
    <div className="name-row">
      <p className="fine">{texts.names.levels[source.level]}</p>
      {languages.map((one) => (
        <p key={one} className="label" lang={one}>
          {source.label[one]}
        </p>
      ))}
      <Button
        className="button link"
        aria-label={texts.names.edit(source.label[language])}
        onPress={onEdit}
      >
        {texts.names.change}
      </Button>
    </div>
  )
}

function PenNameList() {
  const { texts } = useSpeech()
  const penNames = usePenNames().data
  return (
    <div className="pen-names">
      <h3 className="group-heading">{texts.names.penNames}</h3>
      <p className="fine">{texts.names.penNamesExplained}</p>
      {penNames?.length === 0 && <p className="fine">{texts.names.noPenNames}</p>}
      <ul className="rows">
        {penNames?.map(({ id, name }) => (
          <li key={id} className="pen-name">
            {name}
          </li>
        ))}
      </ul>
    </div>
  )
}
