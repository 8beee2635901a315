import type { Devices } from '@cronista/desk/device-api'
import { useSpeech } from '../texts/speech.tsx'
import { Copyable } from './copyable.tsx'
import { EightWords } from './eight-words.tsx'

/** This device's card and its words, for whoever admits it. */
export function OwnCard({ own }: { own: Devices['own'] }) {
  const { texts } = useSpeech()
  return (
    <div className="own-card">
      <h3 className="group-heading">{texts.devices.ownCard}</h3>
      <p className="fine">{texts.devices.ownCardExplained}</p>
      <Copyable label={texts.devices.card} text={own.card} />
      <p className="field-label">{texts.devices.words}</p>
      <EightWords words={own.words} />
      <p className="fine">{texts.devices.wordsExplained}</p>
    </div>
  )
}
