import type { DeskStatus } from '@cronista/desk/api'
import { Button } from 'react-aria-components/Button'
import { useSpeech } from '../texts/speech.tsx'
import { LanguageChoice } from './language-choice.tsx'

interface MastheadProps {
  /** Absent while the desk has not said whose it is. */
  readonly status?: DeskStatus | undefined
  /** Absent while there is nothing to lock. */
  readonly onLock?: () => void
}

/** The head of every screen: the paper's name, who sits at the desk, the page's language, the lock. */
export function Masthead({ status, onLock }: MastheadProps) {
  const { texts, language, speak } = useSpeech()
  return (
    <header className="masthead">
      <div className="masthead-title">
        <h1>Cronista</h1>
        <p>{status === undefined ? texts.deskName : texts.deskOf(status.newsroomName)}</p>
      </div>
      <div className="masthead-controls">
        {status !== undefined && <p className="person">{texts.desk.person(status.personName)}</p>}
        <LanguageChoice label={texts.interfaceLanguage} value={language} onChange={speak} />
        {onLock !== undefined && (
          <Button className="button quiet" onPress={onLock}>
            {texts.lock}
          </Button>
        )}
      </div>
    </header>
  )
}
