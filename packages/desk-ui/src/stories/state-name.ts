import type { StorySummary } from '@cronista/desk/story-api'
import type { Texts } from '../texts/index.ts'

/** What an editor calls the state of a story in which this is proposed. */
export function stateName(
  { stories }: Texts,
  { state, proposed }: Pick<StorySummary, 'proposed' | 'state'>,
): string {
  const isProposed = state === 'in-review' || state === 'approved' || state === 'held'
  return isProposed && proposed === 'withdrawal' ? stories.withdrawal[state] : stories.states[state]
}
