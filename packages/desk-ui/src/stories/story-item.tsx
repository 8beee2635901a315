import { ListBoxItem } from 'react-aria-components/ListBox'
import { languages } from '@cronista/newsroom'
import type { StorySummary } from '@cronista/desk/story-api'
import { useSpeech } from '../texts/speech.tsx'
import { stateName } from './state-name.ts'

/** One story of the list: both headlines side by side, and where it stands. */
export function StoryItem({ story, nowMillis }: { story: StorySummary; nowMillis: number }) {
  const { texts, moments, language } = useSpeech()
  const { headline, state, penName, waitsForMe, isBlocked, approvals, onSite } = story
  const where = stateName(texts, story)
  const isReviewed = state === 'in-review'
  const isOnlyOnSite = state === 'published' || state === 'corrected'
  return (
    <ListBoxItem
      className={waitsForMe ? 'story-item waits' : 'story-item'}
      id={story.id}
      textValue={headline[language] === '' ? where : headline[language]}
    >
      <div className="story-line">
        <span className={`state ${state}`}>{where}</span>
        {isReviewed && <span>{texts.stories.approvals(approvals)}</span>}
        {isBlocked && <strong className="stopped">{texts.stories.blocked}</strong>}
        {waitsForMe && <strong className="needed">{texts.stories.waitsForMe}</strong>}
        {onSite && !isOnlyOnSite && <span>{texts.stories.onSite}</span>}
        <span>{penName ?? texts.stories.noPenName}</span>
        <time dateTime={new Date(story.updatedAtMillis).toISOString()}>
          {moments.inList(nowMillis, story.updatedAtMillis)}
        </time>
      </div>
      <div className="headlines">
        {languages.map((one) => (
          <span
            key={one}
            className={headline[one] === '' ? 'story-headline none' : 'story-headline'}
            lang={headline[one] === '' ? language : one}
          >
            {headline[one] === '' ? texts.stories.withoutHeadline[one] : headline[one]}
          </span>
        ))}
      </div>
    </ListBoxItem>
  )
}
