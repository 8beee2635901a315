import { useCallback, useId, useState, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import type * as Y from 'yjs'
import { ALSO_FROM, readDraft } from '@cronista/newsroom'
import { useSources } from '../api/desk-queries.ts'
import type { Source } from '../api/source-api.ts'
import { useAnnounce } from '../chrome/announcer.tsx'
import { PlainSelect } from '../chrome/plain-field.tsx'
import { useSpeech } from '../texts/speech.tsx'

interface BehindStoryProps {
  readonly doc: Y.Doc
  readonly onSource: (source: string) => void
}

/** Who is behind the story: the sources it quotes, and those who told something without being quoted. */
export function BehindStory({ doc, onSource }: BehindStoryProps) {
  const { texts } = useSpeech()
  const headingId = useId()
  const sources = useSources().data ?? []
  const { quoted, unquoted } = useBehind(doc)
  const says = texts.editor.behind
  const of = (ids: readonly string[]) => sources.filter(({ id }) => ids.includes(id))
  return (
    <section className="behind" aria-labelledby={headingId}>
      <h3 className="group-heading" id={headingId}>
        {says.heading}
      </h3>
      <p className="fine">{says.explained}</p>
      {quoted.length + unquoted.length === 0 && <p className="fine">{says.none}</p>}
      <ul className="rows">
        {of(quoted).map((source) => (
          <SourceLine key={source.id} source={source} role={says.quoted} onSource={onSource} />
        ))}
        {of(unquoted).map((source) => (
          <SourceLine
            key={source.id}
            source={source}
            role={says.unquoted}
            onSource={onSource}
            onRemove={() => {
              doc.getMap(ALSO_FROM).delete(source.id)
            }}
          />
        ))}
      </ul>
      <Adding
        sources={sources.filter(({ id }) => !quoted.includes(id) && !unquoted.includes(id))}
        onAdd={(id) => doc.getMap(ALSO_FROM).set(id, true)}
      />
    </section>
  )
}

interface SourceLineProps {
  readonly source: Source
  readonly role: string
  readonly onSource: (source: string) => void
  readonly onRemove?: () => void
}

function SourceLine({ source: { id, label, level }, role, onSource, onRemove }: SourceLineProps) {
  const { texts, language } = useSpeech()
  const says = texts.editor.behind
  return (
    <li className="behind-line">
      <Button
        className="button link label"
        aria-label={says.open(label[language])}
        onPress={() => {
          onSource(id)
        }}
      >
        {label[language]}
      </Button>
      <span className="fine">{texts.names.levels[level]}</span>
      <span className="fine">{role}</span>
      {onRemove !== undefined && (
        <Button
          className="button link fine"
          aria-label={says.removeLabel(label[language])}
          onPress={onRemove}
        >
          {says.remove}
        </Button>
      )}
    </li>
  )
}

interface AddingProps {
  /** Those who can still be added. */
  readonly sources: readonly Source[]
  readonly onAdd: (source: string) => void
}

function Adding({ sources, onAdd }: AddingProps) {
  const { texts, language } = useSpeech()
  const announce = useAnnounce()
  const [chosen, setChosen] = useState('')
  const says = texts.editor.behind
  const source = sources.find(({ id }) => id === chosen)
  if (sources.length === 0) return null
  return (
    <div className="behind-adding">
      <PlainSelect label={says.label} value={source?.id ?? ''} onChange={setChosen}>
        <option value="">{says.choose}</option>
        {sources.map(({ id, label }) => (
          <option key={id} value={id}>
            {label[language]}
          </option>
        ))}
      </PlainSelect>
      <Button
        className="button quiet"
        isDisabled={source === undefined}
        onPress={() => {
          if (source === undefined) return
          onAdd(source.id)
          announce(`${source.label[language]}: ${says.unquoted}`)
        }}
      >
        {says.add}
      </Button>
    </div>
  )
}

interface Behind {
  readonly quoted: readonly string[]
  readonly unquoted: readonly string[]
}

/** The ids of the sources behind the story, as it is written. */
function useBehind(doc: Y.Doc): Behind {
  const subscribe = useCallback(
    (listener: () => void) => {
      doc.on('update', listener)
      return () => {
        doc.off('update', listener)
      }
    },
    [doc],
  )
  const snapshot = useSyncExternalStore(subscribe, () => JSON.stringify(behind(doc)))
  return JSON.parse(snapshot) as Behind
}

function behind(doc: Y.Doc): Behind {
  const { segments, alsoFrom } = readDraft(doc)
  const quoted = segments
    .filter(({ kind, quotation }) => kind === 'quotation' && quotation.speakerKind === 'source')
    .map(({ quotation }) => quotation.speakerSource)
  return { quoted, unquoted: alsoFrom.filter((id) => !quoted.includes(id)) }
}
