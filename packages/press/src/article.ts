import type { Language } from '@cronista/protocol'
import { renderBlock, renderSpans } from './blocks.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { renderPage } from './page.ts'
import { longDate } from './plain-date.ts'
import type { Site } from './site.ts'
import { storyPath } from './site.ts'
import type { Story } from './story.ts'
import { wordingOf } from './wording.ts'

/** Place, day and pen name, the pen name marked as one. */
export function renderByline(story: Story, language: Language): Markup {
  const words = wordingOf(language)
  return markup`<p class="byline"><span class="place">${story.text[language].place}</span>, <time datetime="${story.publishedOn}">${longDate(story.publishedOn, language)}</time><br>
${words.by} <b>${story.penName}</b> <span class="note">(${words.penName})</span></p>
`
}

function renderOthers(site: Site, story: Story, language: Language): Markup | undefined {
  const others = site.stories.filter((other) => other !== story).slice(0, 3)
  if (others.length === 0) return undefined
  const items = others.map(
    (other) =>
      markup`<li><a href="${storyPath(other, language)}">${other.text[language].headline}</a></li>\n`,
  )
  return markup`<aside class="others">
<h2>${wordingOf(language).moreStories}</h2>
<ul>
${items}</ul>
</aside>
`
}

/** The page of one story in one language. */
export function renderArticle(site: Site, story: Story, language: Language): Markup {
  const text = story.text[language]
  const other: Language = language === 'es' ? 'en' : 'es'
  const words = wordingOf(language)
  const content = markup`<article>
<header>
<p class="kicker">${text.kicker}</p>
<h1>${text.headline}</h1>
<p class="standfirst">${text.standfirst}</p>
${renderByline(story, language)}</header>
<div class="body">
${text.body.map((block) => renderBlock(block, language))}</div>
<section class="sourcing">
<h2>${words.sourcing}</h2>
<p>${renderSpans(text.sourcing)}</p>
</section>
<p class="know">${words.knowMore} <button type="button" data-cronista-open hidden>${words.write}</button><noscript><a href="${words.writePath}">${words.howToWrite}</a></noscript></p>
<p class="other"><a href="${storyPath(story, other)}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a></p>
</article>
${renderOthers(site, story, language)}`
  return renderPage(site, {
    language,
    title: `${text.headline} · ${site.newsroom.name}`,
    description: text.standfirst,
    paths: { es: storyPath(story, 'es'), en: storyPath(story, 'en') },
    isFront: false,
    isBilingual: false,
    content,
  })
}
