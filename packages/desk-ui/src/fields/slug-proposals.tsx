import { Button } from 'react-aria-components/Button'
import type * as Y from 'yjs'
import { fieldName, languages, type Language } from '@cronista/newsroom'
import { useSpeech } from '../texts/speech.tsx'
import { slugProposal } from './slug-proposal.ts'
import { useSharedText } from './use-shared-text.ts'

/** Offers an address made of the headline, in each language that has none yet. */
export function SlugProposals({ doc }: { doc: Y.Doc }) {
  return (
    <div className="cells slug-proposals">
      {languages.map((language) => (
        <SlugProposal key={language} doc={doc} language={language} />
      ))}
    </div>
  )
}

function SlugProposal({ doc, language }: { doc: Y.Doc; language: Language }) {
  const { texts } = useSpeech()
  const slug = doc.getText(fieldName('slug', language))
  const written = useSharedText(slug)
  const headline = useSharedText(doc.getText(fieldName('headline', language)))
  const proposed = slugProposal(headline)
  return (
    <div className={`cell ${language}`}>
      {written === '' && proposed !== '' && (
        <Button
          className="button link"
          onPress={() => {
            if (slug.length === 0) slug.insert(0, proposed)
          }}
        >
          {texts.editor.proposeSlug(proposed)}
        </Button>
      )}
    </div>
  )
}
