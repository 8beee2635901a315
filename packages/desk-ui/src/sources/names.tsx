import type { Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import { usePenNames } from '../api/desk-queries.ts'
import { useSpeech } from '../texts/speech.tsx'
import { SourceList } from './source-list.tsx'

/** A source that a story led to, and the field of its form that settles what led there. */
export interface LedToSource {
  readonly source: string
  readonly field: string | undefined
}

interface NamesProps {
  /** Absent if nobody was led anywhere. */
  readonly led: LedToSource | undefined
  /** Where the way back leads: to the list of stories, or to one that is open. */
  readonly isFromStory: boolean
  readonly onBack: () => void
  readonly onStory: (storyId: string) => void
  readonly ref: Ref<HTMLHeadingElement>
}

/** The names that readers see: sources, as agreed with each; and pen names, which are something else. */
export function Names({ led, isFromStory, onBack, onStory, ref }: NamesProps) {
  const { texts } = useSpeech()
  return (
    <section className="sheet names" aria-labelledby="names-heading">
      <div className="story-head">
        <Button className="button quiet" onPress={onBack}>
          <span aria-hidden="true">←</span>{' '}
          {isFromStory ? texts.names.backToStory : texts.stories.back}
        </Button>
      </div>
      <h2 id="names-heading" ref={ref} tabIndex={-1}>
        {texts.names.heading}
      </h2>
      <div className="name-columns">
        <SourceList led={led} onStory={onStory} />
        <PenNameList />
      </div>
    </section>
  )
}

function PenNameList() {
  const { texts } = useSpeech()
  const penNames = usePenNames().data
  return (
    <div className="pen-names">
      <h3 className="group-heading">{texts.names.penNames}</h3>
      <p className="fine">{texts.names.penNamesExplained}</p>
      {penNames?.length === 0 && <p className="fine">{texts.names.noPenNames}</p>}
      <ul className="rows">
        {penNames?.map(({ id, name }) => (
          <li key={id} className="pen-name">
            {name}
          </li>
        ))}
      </ul>
    </div>
  )
}
