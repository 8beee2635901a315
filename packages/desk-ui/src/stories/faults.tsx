import { Button } from 'react-aria-components/Button'
import type * as Y from 'yjs'
import { readDraft, storyFields, type QuotationField, type StoryField } from '@cronista/newsroom'
import { useSpeech } from '../texts/speech.tsx'
import type { Texts } from '../texts/index.ts'
import { segmentName, type NamedSegment } from './segment-name.ts'
import type { Fault } from './target.ts'

interface FaultsProps {
  readonly faults: readonly Fault[]
  readonly doc: Y.Doc
  readonly onFault: (fault: Fault) => void
}

/** What keeps the story from being submitted, in sentences that lead to their places. */
export function Faults({ faults, doc, onFault }: FaultsProps) {
  const { texts } = useSpeech()
  const { segments } = readDraft(doc)
  return (
    <ul className="faults">
      {faults.map((fault) => (
        <li key={JSON.stringify(fault)}>
          <Button
            className="button link"
            onPress={() => {
              onFault(fault)
            }}
          >
            {placeOf(fault, segments, texts)}
            {texts.faults.codes[fault.code]}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** "Headline, Spanish: ", as far as the fault says. */
function placeOf(
  { field, segment, language }: Fault,
  segments: readonly NamedSegment[],
  texts: Texts,
): string {
  const parts = [
    segment === undefined ? undefined : segmentName(segment, segments, texts),
    field === undefined ? undefined : nameOf(field, texts),
    language === undefined ? undefined : texts.faults.only[language],
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? '' : `${parts.join(', ')}: `
}

function nameOf(field: string, { editor, faults }: Texts): string | undefined {
  if (isStoryField(field)) return editor.fields[field]
  return isQuotationField(field, faults.quotationFields) ? faults.quotationFields[field] : undefined
}

function isStoryField(field: string): field is StoryField {
  return storyFields.some((one) => one === field)
}

function isQuotationField(field: string, names: object): field is QuotationField {
  return Object.hasOwn(names, field)
}
