import { languages, type PrintableStory } from '@cronista/newsroom'
import { useSpeech } from '../texts/speech.tsx'
import { changedParts, type ChangedPart } from './printed-parts.ts'
import { labelOf } from './printed-row.tsx'
import { wordDiff } from './word-diff.ts'

interface ComparedStoryProps {
  readonly before: PrintableStory
  readonly after: PrintableStory
}

/** What readers would find changed against what is on the site, word by word in both languages. */
export function ComparedStory({ before, after }: ComparedStoryProps) {
  const { texts } = useSpeech()
  const changes = changedParts(before, after)
  return (
    <section className="printed compared" aria-label={texts.review.compared}>
      <h3 className="group-heading" tabIndex={-1}>
        {texts.review.compared}
      </h3>
      {changes.length === 0 && <p className="fine">{texts.review.nothingChanged}</p>}
      {changes.map((change) => (
        <ComparedRow key={change.key} change={change} />
      ))}
    </section>
  )
}

function ComparedRow({ change: { part, before, after } }: { change: ChangedPart }) {
  return (
    <div className={`cells printed-row part-${part.role}`}>
      {languages.map((language) => (
        <div key={language} className={`cell ${language}`} lang={language}>
          {labelOf(part, language) !== undefined && (
            <p className="part-label">{labelOf(part, language)}</p>
          )}
          <p>
            <Runs before={before[language]} after={after[language]} />
          </p>
        </div>
      ))}
    </div>
  )
}

function Runs({ before, after }: { before: string; after: string }) {
  return wordDiff(before, after).map(({ kind, text }, index) => {
    if (kind === 'added') return <ins key={index}>{text}</ins>
    if (kind === 'removed') return <del key={index}>{text}</del>
    return <span key={index}>{text}</span>
  })
}
