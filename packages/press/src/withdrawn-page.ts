import type { Language, WithdrawnStory } from '@cronista/newsroom'
import { storyPaths } from './addresses.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { renderPage } from './page.ts'
import { longDate } from './plain-date.ts'
import type { Site } from './site.ts'
import { wordingOf } from './wording.ts'

/** What stands where a story was: that it was withdrawn, when, and why in the newsroom's words. */
export function renderWithdrawnPage(
  site: Site,
  { slug, withdrawnOn, note }: WithdrawnStory,
  language: Language,
): Markup {
  const words = wordingOf(language)
  const paths = storyPaths(slug)
  return renderPage(site, {
    kind: 'absence',
    path: paths[language],
    language,
    title: `${words.withdrawnTitle} · ${site.newsroom.name}`,
    description: words.withdrawnTitle,
    paths,
    content: markup`<article class="withdrawn">
<header>
<p class="kicker"><time datetime="${withdrawnOn}">${words.withdrawnOn(longDate(withdrawnOn, language))}</time></p>
<h1>${words.withdrawnTitle}</h1>
<p class="standfirst">${words.withdrawnNote}</p>
</header>
<div class="body">
<p>${note[language]}</p>
</div>
</article>
`,
  })
}
