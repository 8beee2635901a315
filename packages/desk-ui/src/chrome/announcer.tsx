import { createContext, use, useState, type ReactNode } from 'react'

const AnnouncerContext = createContext<(sentence: string) => void>(() => undefined)

/** Gives `children` one polite live region, for what a screen reader would otherwise miss. */
export function AnnouncerProvider(props: { children: ReactNode }) {
  const [sentence, announce] = useState('')
  return (
    <AnnouncerContext value={announce}>
      {props.children}
      <div className="visually-hidden" role="status">
        {sentence}
      </div>
    </AnnouncerContext>
  )
}

/** Says a sentence aloud, once whatever is being said has ended. */
export function useAnnounce(): (sentence: string) => void {
  return use(AnnouncerContext)
}
