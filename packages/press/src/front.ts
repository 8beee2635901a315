/** The front pages: one with both languages side by side, and one for each language. */
import type { Language } from '@cronista/protocol'
import { renderByline } from './article.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { renderPage } from './page.ts'
import type { Site } from './site.ts'
import { storyPath } from './site.ts'
import type { Story } from './story.ts'
import { languages } from './story.ts'

const paths: Readonly<Record<Language, string>> = { es: '/es/', en: '/en/' }

function renderTeaser(story: Story, language: Language): Markup {
  const text = story.text[language]
  return markup`<div class="teaser" lang="${language}">
<p class="kicker">${text.kicker}</p>
<h2><a href="${storyPath(story, language)}">${text.headline}</a></h2>
<p class="standfirst">${text.standfirst}</p>
${renderByline(story, language)}</div>
`
}

function renderFront(site: Site, language: Language, spoken: readonly Language[]): Markup {
  const stories = site.stories.map(
    (story) => markup`<article>
${spoken.map((one) => renderTeaser(story, one))}</article>
`,
  )
  const kind = spoken.length > 1 ? 'front both' : 'front'
  return renderPage(site, {
    language,
    title: `${site.newsroom.name}: ${site.newsroom.motto[language]}`,
    description: site.newsroom.motto[language],
    paths,
    isFront: true,
    isBilingual: spoken.length > 1,
    content: markup`<div class="${kind}">\n${stories}</div>\n`,
  })
}

/** `/`: every story in both languages, neither before the other but for the order of reading. */
export function renderBilingualFront(site: Site): Markup {
  return renderFront(site, 'es', languages)
}

/** `/es/` and `/en/`. */
export function renderLanguageFront(site: Site, language: Language): Markup {
  return renderFront(site, language, [language])
}
