// How a story stands on a page that is not its own.
import type { Language, StandingStory } from '@cronista/newsroom'
import { storyPaths } from './addresses.ts'
import { renderByline } from './byline.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { longDate } from './plain-date.ts'

/** Kicker, headline, summary and byline. `lang` is said only where the page is in two languages. */
export function renderTeaser(
  standing: StandingStory,
  language: Language,
  heading: 'h2' | 'h3' = 'h2',
): Markup {
  const { kicker, headline, summary } = standing.story
  const link = markup`<a href="${storyPaths(standing.story.slug)[language]}">${headline[language]}</a>`
  return markup`<p class="kicker">${kicker[language]}</p>
${heading === 'h2' ? markup`<h2>${link}</h2>` : markup`<h3>${link}</h3>`}
<p class="standfirst">${summary[language]}</p>
${renderByline(standing, language)}`
}

/** A headline and its day. */
export function renderHeadline({ story, publishedOn }: StandingStory, language: Language): Markup {
  return markup`<li><a href="${storyPaths(story.slug)[language]}">${story.headline[language]}</a> <time datetime="${publishedOn}">${longDate(publishedOn, language)}</time></li>\n`
}
