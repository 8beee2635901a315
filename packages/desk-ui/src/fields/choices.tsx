import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type * as Y from 'yjs'
import { CHOICES, type Bilingual } from '@cronista/newsroom'
import { usePenNames, useSeriesList } from '../api/desk-queries.ts'
import { useDeskAction } from '../api/use-desk-action.ts'
import { ActionFailure } from '../chrome/action-failure.tsx'
import { BilingualField, PlainField, PlainSelect } from '../chrome/plain-field.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { slugProposal } from './slug-proposal.ts'
import { useSharedChoice } from './use-shared-text.ts'

/** The option behind which something new is made. */
const NEW = 'new'

interface ChoicesProps {
  readonly doc: Y.Doc
  /** The conversation that the story began in: a new pen name belongs to its contributor. */
  readonly thread: string | undefined
}

/** What is chosen from the newsroom's lists: who signs, and what series it is part of. */
export function Choices({ doc, thread }: ChoicesProps) {
  const choices = doc.getMap(CHOICES)
  return (
    <div className="choices">
      <PenNameChoice choices={choices} thread={thread} />
      <SeriesChoice choices={choices} />
    </div>
  )
}

interface ChoiceProps {
  readonly choices: Y.Map<unknown>
}

function PenNameChoice({ choices, thread }: ChoiceProps & Pick<ChoicesProps, 'thread'>) {
  const { texts } = useSpeech()
  const penNames = usePenNames().data ?? []
  const chosen = useSharedChoice(choices, 'penName')
  const [isMaking, setMaking] = useState(false)
  const [name, setName] = useState('')
  const making = useDeskAction()
  const make = async (): Promise<void> => {
    const asked = { name: name.trim(), ...(thread === undefined ? {} : { thread }) }
    const id = await making.run(asked, (api, bearer, requestId) =>
      api.names.newPenName(bearer, { ...asked, requestId }),
    )
    if (id === undefined) return
    choices.set('penName', id)
    setMaking(false)
    setName('')
  }
  return (
    <div className="choice">
      <PlainSelect
        label={texts.editor.penName}
        value={isMaking ? NEW : chosen}
        place="penName"
        onChange={(value) => {
          setMaking(value === NEW)
          if (value !== NEW) choices.set('penName', value)
        }}
      >
        <option value="">{texts.editor.noPenName}</option>
        {ownFirst(penNames, thread).map(({ id, name: known }) => (
          <option key={id} value={id}>
            {known}
          </option>
        ))}
        <option value={NEW}>{texts.editor.newPenName}</option>
      </PlainSelect>
      {isMaking && (
        <div className="making">
          <PlainField label={texts.editor.penName} value={name} onChange={setName} />
          <Button
            className="button quiet"
            isDisabled={name.trim() === ''}
            onPress={() => void make()}
          >
            {texts.editor.makePenName}
          </Button>
        </div>
      )}
      <ActionFailure code={making.failure} />
      <p className="fine">{texts.editor.penNameExplained}</p>
    </div>
  )
}

/** The contributor's own pen names come first; another contributor's are still there, because some
 *  stories are written by several. */
function ownFirst<PenName extends { readonly thread?: string | undefined }>(
  penNames: readonly PenName[],
  thread: string | undefined,
): PenName[] {
  const isOwn = (penName: PenName) => thread !== undefined && penName.thread === thread
  return [...penNames.filter(isOwn), ...penNames.filter((penName) => !isOwn(penName))]
}

function SeriesChoice({ choices }: ChoiceProps) {
  const { texts, language } = useSpeech()
  const series = useSeriesList().data ?? []
  const chosen = useSharedChoice(choices, 'series')
  const part = useSharedChoice(choices, 'part')
  const [isMaking, setMaking] = useState(false)
  return (
    <div className="choice">
      <PlainSelect
        label={texts.editor.series}
        value={isMaking ? NEW : chosen}
        place="series"
        onChange={(value) => {
          setMaking(value === NEW)
          if (value !== NEW) choices.set('series', value)
        }}
      >
        <option value="">{texts.editor.noSeries}</option>
        {series.map(({ id, title }) => (
          <option key={id} value={id}>
            {title[language]}
          </option>
        ))}
        <option value={NEW}>{texts.editor.newSeries}</option>
      </PlainSelect>
      {isMaking && (
        <NewSeries
          onMade={(id) => {
            choices.set('series', id)
            setMaking(false)
          }}
        />
      )}
      {chosen !== '' && !isMaking && (
        <PlainField
          className="part"
          label={texts.editor.part}
          value={part}
          onChange={(value) => choices.set('part', value)}
        />
      )}
    </div>
  )
}

function NewSeries({ onMade }: { onMade: (id: string) => void }) {
  const { texts } = useSpeech()
  const [title, setTitle] = useState<Bilingual>({ es: '', en: '' })
  const making = useDeskAction()
  const slug = { es: slugProposal(title.es), en: slugProposal(title.en) }
  const make = async (): Promise<void> => {
    const asked = { title: { es: title.es.trim(), en: title.en.trim() }, slug }
    const id = await making.run(asked, (api, bearer, requestId) =>
      api.names.newSeries(bearer, { ...asked, requestId }),
    )
    if (id !== undefined) onMade(id)
  }
  return (
    <div className="making">
      <BilingualField
        label={texts.editor.seriesTitle}
        value={title}
        onChange={(language, text) => {
          setTitle({ ...title, [language]: text })
        }}
      />
      <Button
        className="button quiet"
        isDisabled={slug.es === '' || slug.en === ''}
        onPress={() => void make()}
      >
        {texts.editor.makeSeries}
      </Button>
      <ActionFailure code={making.failure} />
    </div>
  )
}
