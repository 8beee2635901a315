import { otherLanguage, type Language, type StandingStory } from '@cronista/newsroom'
import { seriesPaths, storyPaths, writePaths } from './addresses.ts'
import { renderBody } from './blocks.ts'
import { renderByline } from './byline.ts'
import { languageName } from './language-names.ts'
import type { Markup } from './markup.ts'
import { jsonBlock, markup } from './markup.ts'
import { newsArticleOf } from './news-article.ts'
import { renderPage } from './page.ts'
import { longDate } from './plain-date.ts'
import type { Site } from './site.ts'
import { wordingOf } from './wording.ts'

/** The stories beside one in its series. */
export interface SeriesNeighbours {
  readonly previous?: StandingStory | undefined
  readonly next?: StandingStory | undefined
}

/** All that the pages of one story are made of. */
export interface ArticleParts extends SeriesNeighbours {
  readonly standing: StandingStory
}

const CORRECTIONS = { es: 'correcciones', en: 'corrections' }

function renderSeriesLine(
  { series }: StandingStory['story'],
  language: Language,
): Markup | undefined {
  if (series === undefined) return undefined
  const words = wordingOf(language)
  return markup`<p class="of-series">${words.series}: <a href="${seriesPaths(series.slug)[language]}">${series.title[language]}</a>. ${words.part(series.part)}</p>\n`
}

/** What a reader should know before the text: that it is a translation, was corrected, has a note. */
function renderBefore(
  { original, corrections, editorsNote }: StandingStory['story'],
  language: Language,
): Markup {
  const words = wordingOf(language)
  const translated =
    original === language
      ? undefined
      : markup`${words.translatedFrom(languageName(original, language) ?? original)} `
  const last = corrections.at(-1)
  const corrected =
    last &&
    markup`${words.corrected(longDate(last.madeOn, language))} <a href="#${CORRECTIONS[language]}">${words.whatChanged}</a>`
  const told = (translated ?? corrected) && markup`<p class="note">${translated}${corrected}</p>\n`
  const note =
    editorsNote &&
    markup`<aside class="editors-note" aria-label="${words.editorsNote}">
<p><b>${words.editorsNote}.</b> ${editorsNote[language]}</p>
</aside>
`
  return markup`${told}${note}`
}

function renderCorrections(
  { corrections }: StandingStory['story'],
  language: Language,
): Markup | undefined {
  if (corrections.length === 0) return undefined
  const made = corrections.map(
    ({ madeOn, text }) =>
      markup`<div><dt><time datetime="${madeOn}">${longDate(madeOn, language)}</time></dt><dd>${text[language]}</dd></div>\n`,
  )
  return markup`<section class="corrections" id="${CORRECTIONS[language]}">
<h2>${wordingOf(language).corrections}</h2>
<dl>
${made}</dl>
</section>
`
}

function renderNeighbours(
  { previous, next }: SeriesNeighbours,
  language: Language,
): Markup | undefined {
  const words = wordingOf(language)
  const links = [
    { neighbour: previous, rel: 'prev', label: words.previousPart },
    { neighbour: next, rel: 'next', label: words.nextPart },
  ].flatMap(({ neighbour, rel, label }) =>
    neighbour === undefined
      ? []
      : [
          markup`<li><a rel="${rel}" href="${storyPaths(neighbour.story.slug)[language]}"><span>${label}</span> ${neighbour.story.headline[language]}</a></li>\n`,
        ],
  )
  if (links.length === 0) return undefined
  return markup`<nav class="parts" aria-label="${words.series}">
<ul>
${links}</ul>
</nav>
`
}

function renderEnd({ original, slug }: StandingStory['story'], language: Language): Markup {
  const words = wordingOf(language)
  const other = otherLanguage(language)
  const { readOriginal, readTranslation } = wordingOf(other)
  return markup`<p class="know">${words.knowMore} <button type="button" data-cronista-open hidden>${words.write}</button><noscript><a href="${writePaths[language]}">${words.howToWrite}</a></noscript></p>
<p class="other"><a href="${storyPaths(slug)[other]}" lang="${other}" hreflang="${other}">${original === other ? readOriginal : readTranslation}</a></p>
`
}

/** The page of one story in one language: made of the story and its neighbours in the series alone. */
export function renderArticle(site: Site, parts: ArticleParts, language: Language): Markup {
  const { standing } = parts
  const { story } = standing
  const words = wordingOf(language)
  const paths = storyPaths(story.slug)
  const content = markup`<article class="story">
<header>
<p class="kicker">${story.kicker[language]}</p>
<h1>${story.headline[language]}</h1>
<p class="standfirst">${story.summary[language]}</p>
${renderByline(standing, language)}${renderSeriesLine(story, language)}</header>
${renderBefore(story, language)}<div class="body">
${renderBody(story.blocks, language)}</div>
<section class="sourcing">
<h2>${words.sourcing}</h2>
<p>${story.sourcing[language]}</p>
</section>
${renderCorrections(story, language)}${renderNeighbours(parts, language)}${renderEnd(story, language)}</article>
`
  return renderPage(site, {
    kind: 'inside',
    path: paths[language],
    language,
    title: `${story.headline[language]} · ${site.newsroom.name}`,
    description: story.summary[language],
    paths,
    about: markup`${jsonBlock('application/ld+json', newsArticleOf(site, standing, language))}\n`,
    content,
  })
}
