import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { AnnouncerProvider } from './chrome/announcer.tsx'
import { Desk } from './desk.tsx'
import { UnlockScreen } from './session/unlock-screen.tsx'
import { SurroundingsProvider, type Surroundings } from './surroundings.tsx'
import type { Language } from './texts/index.ts'
import { SpeechProvider } from './texts/speech.tsx'

interface AppProps {
  readonly surroundings: Surroundings
  readonly queryClient: QueryClient
  readonly firstLanguage: Language
}

/** The whole page: locked or at the desk. */
export function App({ surroundings, queryClient, firstLanguage }: AppProps) {
  return (
    <SurroundingsProvider value={surroundings}>
      <QueryClientProvider client={queryClient}>
        <SpeechProvider first={firstLanguage}>
          <AnnouncerProvider>
            <Screen surroundings={surroundings} />
          </AnnouncerProvider>
        </SpeechProvider>
      </QueryClientProvider>
    </SurroundingsProvider>
  )
}

function Screen({ surroundings: { session } }: { surroundings: Surroundings }) {
  const state = useSyncExternalStore(session.subscribe, session.snapshot)
  return state === 'unlocked' ? <Desk /> : <UnlockScreen state={state} />
}
