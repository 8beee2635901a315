import { useSpeech } from '../texts/speech.tsx'

/** Says that this is a demonstration: with short times, and no place for real words. */
export function DemoBanner() {
  const { texts } = useSpeech()
  return (
    <aside className="demo-banner" aria-label={texts.demo.label}>
      <strong>{texts.demo.label}.</strong> {texts.demo.sentence}
    </aside>
  )
}
