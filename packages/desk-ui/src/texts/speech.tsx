import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { momentsOf, type Moments } from '../moments/moments.ts'
import { texts } from './index.ts'
import { localeOf, type Language } from './language.ts'
import type { Texts } from './texts.ts'

/** The interface's language, its sentences, its dates, and how to change it. */
export interface Speech {
  readonly language: Language
  readonly texts: Texts
  readonly moments: Moments
  readonly speak: (language: Language) => void
}

const SpeechContext = createContext<Speech | undefined>(undefined)

/** Gives `children` the interface's language. The choice lives in memory: reloading forgets it. */
export function SpeechProvider(props: { first: Language; children: ReactNode }) {
  const [language, speak] = useState(props.first)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speech = useMemo(
    () => ({ language, texts: texts[language], moments: momentsOf[language], speak }),
    [language],
  )
  return (
    <I18nProvider locale={localeOf[language]}>
      <SpeechContext value={speech}>{props.children}</SpeechContext>
    </I18nProvider>
  )
}

/** The interface's language and sentences. Throws outside `SpeechProvider`. */
export function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (speech === undefined) throw new TypeError('rendered outside SpeechProvider')
  return speech
}
