import { Button } from 'react-aria-components/Button'
import { languages } from '@cronista/newsroom'
import type { Source } from '../api/source-api.ts'
import { useSpeech } from '../texts/speech.tsx'
import { Agreed } from './agreed.tsx'
import { missingOf } from './missing-of.ts'

interface SourceRowProps {
  readonly source: Source
  /** Which of its buttons takes the focus: the one that somebody has come back from. */
  readonly focused: 'form' | 'protections' | undefined
  readonly isProtecting: boolean
  readonly onEdit: () => void
  readonly onProtect: () => void
  readonly onStory: (storyId: string) => void
}

/** One source of the list: what may be printed, what was agreed, what is still missing, what is exposed. */
export function SourceRow(props: SourceRowProps) {
  const { texts, language } = useSpeech()
  const { source, focused, isProtecting, onEdit, onProtect, onStory } = props
  const { level, label, protections, agreed } = source
  return (
    <div className="name-row">
      <p className="fine">{texts.names.levels[level]}</p>
      {languages.map((one) => (
        <p key={one} className="label" lang={one}>
          {label[one]}
        </p>
      ))}
      {(level !== 'nothing' || agreed !== undefined) && <Agreed agreed={agreed} />}
      <Missing source={source} />
      <Exposed source={source} onStory={onStory} />
      <div className="row-actions">
        <Button
          className="button link"
          aria-label={texts.names.edit(label[language])}
          autoFocus={focused === 'form'}
          onPress={onEdit}
        >
          {texts.names.change}
        </Button>
        <Button
          className="button link"
          aria-label={`${texts.protections.of(label[language])}: ${texts.protections.count(protections.length)}`}
          aria-expanded={isProtecting}
          autoFocus={focused === 'protections'}
          onPress={onProtect}
        >
          {texts.protections.heading}
        </Button>
        <span className="fine" aria-hidden="true">
          {texts.protections.count(protections.length)}
        </span>
      </div>
    </div>
  )
}

/** What keeps stories with this source from being published, whatever they say. */
function Missing({ source }: { source: Source }) {
  const { texts } = useSpeech()
  const missing = missingOf(source)
  if (missing.length === 0) return null
  const names = { consent: texts.consents.heading, ...texts.names }
  return (
    <div className="notice">
      <p>{texts.names.blockedUntil}</p>
      <ul>
        {missing.map((one) => (
          <li key={one}>{names[one]}</li>
        ))}
      </ul>
    </div>
  )
}

/** Stories on the site that say more than is agreed now. */
function Exposed({ source: { exposed }, onStory }: Pick<SourceRowProps, 'onStory' | 'source'>) {
  const { texts, language } = useSpeech()
  if (exposed.length === 0) return null
  return (
    <div className="notice">
      <p>{texts.names.exposed}</p>
      <ul>
        {exposed.map(({ story, headline }) => (
          <li key={story}>
            <Button
              className="button link"
              onPress={() => {
                onStory(story)
              }}
            >
              {texts.names.openExposed(headline[language])}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
