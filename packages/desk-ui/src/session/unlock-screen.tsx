import { useState, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import { Masthead } from '../chrome/masthead.tsx'
import { DeskFailure, type DeskFailureCode } from '../api/desk-failure.ts'
import { useSurroundings } from '../surroundings.tsx'
import { useSpeech } from '../texts/speech.tsx'
import { PassphraseField } from './passphrase-field.tsx'
import { UnlockProgress } from './unlock-progress.tsx'
import type { SessionState } from './desk-session.ts'

/** Asks for the passphrase. It is kept in this component only until the desk has answered. */
export function UnlockScreen({ state }: { state: Exclude<SessionState, 'unlocked'> }) {
  const { session } = useSurroundings()
  const { texts } = useSpeech()
  const hasToken = useSyncExternalStore(session.subscribe, session.hasToken)
  const [passphrase, setPassphrase] = useState('')
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<DeskFailureCode>()

  const unlock = async (): Promise<void> => {
    if (passphrase === '' || working) return
    setWorking(true)
    setFailure(undefined)
    try {
      await session.unlock(passphrase)
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error
      setFailure(error.code)
      if (error.code === 'wrong-passphrase') setPassphrase('')
    } finally {
      setWorking(false)
    }
  }

  return (
    <div className="page locked">
      <Masthead />
      <main className="unlock" id="conversation">
        <h2>{texts.unlock.heading}</h2>
        <p className="lead">{texts.unlock.explanation}</p>
        {state === 'expired' && <p className="notice">{texts.unlock.expired}</p>}
        {state === 'locked-here-only' && <p className="notice">{texts.unlock.lockedHereOnly}</p>}
        {!hasToken && <p className="fine">{texts.unlock.withoutToken}</p>}
        <KeptDrafts />
        <PassphraseField
          value={passphrase}
          onChange={setPassphrase}
          onEnter={() => void unlock()}
          isReadOnly={working}
          failure={failure === undefined ? undefined : texts.failures[failure]}
        />
        <Button
          className="button strong"
          isDisabled={passphrase === ''}
          onPress={() => void unlock()}
        >
          {texts.unlock.submit}
        </Button>
        {working && <UnlockProgress />}
        <p className="fine">{texts.unlock.nothingStored}</p>
      </main>
    </div>
  )
}

function KeptDrafts() {
  const { drafts, manuscripts } = useSurroundings()
  const { texts } = useSpeech()
  const hasReplies = useSyncExternalStore(drafts.subscribe, drafts.anyUnsent)
  const hasStories = useSyncExternalStore(manuscripts.subscribe, manuscripts.anyUnsent)
  if (!hasReplies && !hasStories) return null
  return (
    <div className="notice">
      <p>{texts.unlock.draftsKept}</p>
      <Button
        className="button quiet"
        onPress={() => {
          drafts.discardAll()
          manuscripts.forgetAll()
        }}
      >
        {texts.unlock.discardDrafts}
      </Button>
    </div>
  )
}
