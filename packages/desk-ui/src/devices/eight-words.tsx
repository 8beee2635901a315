import { languages, type Bilingual } from '@cronista/newsroom'
import { useSpeech } from '../texts/speech.tsx'

/** Eight words to read aloud, numbered, in both languages: two people may each read their own. */
export function EightWords({ words }: { words: Bilingual<readonly string[]> }) {
  const { texts } = useSpeech()
  return (
    <div className="eight-words">
      {languages.map((language) => (
        <ol key={language} lang={language} aria-label={texts.languageNames[language]}>
          {words[language].map((word, index) => (
            <li key={index}>{word}</li>
          ))}
        </ol>
      ))}
    </div>
  )
}
