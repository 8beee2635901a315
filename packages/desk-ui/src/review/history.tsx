import type { StoryView } from '@cronista/desk/story-api'
import { Button } from 'react-aria-components/Button'
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import { useSpeech } from '../texts/speech.tsx'

/** Every move that was made, the newest first; and what was said when the story was returned. */
export function History({ story }: { story: StoryView }) {
  const { texts, moments } = useSpeech()
  const entries = withoutEmptyHolds(story.history).toReversed()
  if (entries.length === 0) return null
  return (
    <Disclosure className="step" defaultExpanded>
      <Button slot="trigger" className="button link">
        {texts.review.history}
      </Button>
      <DisclosurePanel>
        <ol className="history">
          {entries.map(({ move, by, atMillis, reason }, index) => (
            <li key={entries.length - index}>
              {texts.review.historyEntry(
                nameOf(move, texts.review.done),
                by,
                moments.full(atMillis),
              )}
              {reason !== undefined && <blockquote>{reason}</blockquote>}
            </li>
          ))}
        </ol>
      </DisclosurePanel>
    </Disclosure>
  )
}

/** A withdrawal waits for nothing, so its hold is nothing that happened. */
function withoutEmptyHolds(history: StoryView['history']): StoryView['history'] {
  let proposed = ''
  return history.filter(({ move }) => {
    if (move === 'submit' || move === 'propose-withdrawal') proposed = move
    return move !== 'hold' || proposed !== 'propose-withdrawal'
  })
}

function nameOf(move: string, names: Readonly<Record<string, string>>): string {
  return names[move] ?? move
}
