import { useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import type { Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import { BODY, type Language } from '@cronista/newsroom'
import { useSources } from '../api/desk-queries.ts'
import { useSurroundings } from '../surroundings.tsx'
import { texts as allTexts } from '../texts/index.ts'
import { useSpeech } from '../texts/speech.tsx'
import { BodyToolbar } from './body-toolbar.tsx'
import { openBodyView } from './open-body-view.ts'
import { QuotationFacts } from './quotation-facts.tsx'
import { cursorFacts, writeFact, type CursorFacts } from './segment-commands.ts'
import { FactsPlaces } from './segment-view.ts'
import { kindOf } from './story-schema.ts'

interface BodyEditorProps {
  readonly doc: Y.Doc
  readonly original: Language
  /** Told of the view while there is one, so that others can lead the editor to a place in it. */
  readonly onView: (view: EditorView | undefined) => void
}

const NOWHERE: CursorFacts = { kind: undefined, isEmphasised: false }

/** The body of a story: both languages side by side, and under each quotation its facts. */
export function BodyEditor({ doc, original, onView }: BodyEditorProps) {
  const { texts } = useSpeech()
  const { drawNumber } = useSurroundings()
  const keysId = useId()
  const place = useRef<HTMLDivElement>(null)
  const toolbar = useRef<HTMLDivElement>(null)
  const factsPlaces = useMemo(() => new FactsPlaces(), [])
  const [view, setView] = useState<EditorView>()
  const [facts, setFacts] = useState(NOWHERE)

  useEffect(() => {
    if (place.current === null) return undefined
    const opened = openBodyView({
      place: place.current,
      body: doc.getXmlFragment(BODY),
      original,
      drawNumber,
      factsPlaces,
      attributes: {},
      invite: (language, kind, role) => allTexts[language].editor.invitations[kind][role],
      toToolbar: () => toolbar.current?.querySelector<HTMLElement>('button:enabled')?.focus(),
      onChange: (state) => {
        const next = cursorFacts(state)
        setFacts((last) =>
          last.kind === next.kind && last.isEmphasised === next.isEmphasised ? last : next,
        )
      },
    })
    setView(opened)
    onView(opened)
    return () => {
      onView(undefined)
      setView(undefined)
      opened.destroy()
    }
  }, [doc, original, drawNumber, factsPlaces, onView])

  useEffect(() => {
    view?.setProps({ attributes: rootAttributes(texts.editor.body, keysId) })
  }, [view, texts, keysId])

  const command = (asked: Command): void => {
    if (view === undefined) return
    asked(view.state, view.dispatch.bind(view), view)
    view.focus()
  }
  return (
    <div className="body-editor">
      <BodyToolbar ref={toolbar} facts={facts} onCommand={command} />
      <div ref={place} className="body-place" />
      <p className="fine body-keys" id={keysId}>
        {texts.editor.bodyKeys}
      </p>
      {view !== undefined && <AllFacts places={factsPlaces} view={view} />}
    </div>
  )
}

function rootAttributes(label: string, keysId: string): Record<string, string> {
  return {
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': label,
    'aria-describedby': keysId,
    spellcheck: 'false',
    autocorrect: 'off',
    autocapitalize: 'off',
    writingsuggestions: 'false',
    translate: 'no',
  }
}

function AllFacts({ places, view }: { places: FactsPlaces; view: EditorView }) {
  const shown = useSyncExternalStore(places.subscribe, places.snapshot)
  const { texts } = useSpeech()
  const sources = useSources().data
  if (sources === undefined) return null
  return shown.map(({ key, element, segment, position }) =>
    createPortal(
      kindOf(segment) === 'picture' ? (
        <p className="fine">{texts.editor.pictureExplained}</p>
      ) : (
        <QuotationFacts
          segment={segment}
          sources={sources}
          onChange={(name, value) => {
            const at = position()
            if (at !== undefined) writeFact(view, at, name, value)
          }}
        />
      ),
      element,
      key,
    ),
  )
}
