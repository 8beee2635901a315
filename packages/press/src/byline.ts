import type { Language, StandingStory } from '@cronista/newsroom'
import { penNamePaths } from './addresses.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { longDate } from './plain-date.ts'
import { wordingOf } from './wording.ts'

/** Place, day and pen name, the pen name marked as one. */
export function renderByline({ story, publishedOn }: StandingStory, language: Language): Markup {
  const words = wordingOf(language)
  const { penName, place } = story
  return markup`<p class="byline"><span>${place[language]}, <time datetime="${publishedOn}">${longDate(publishedOn, language)}</time></span> <span>${words.by} <a href="${penNamePaths(penName)[language]}">${penName.name}</a> <i>(${words.penName})</i></span></p>
`
}
