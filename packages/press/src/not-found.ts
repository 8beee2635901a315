import { languages } from '@cronista/newsroom'
import { frontPaths, NOT_FOUND } from './addresses.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { renderPage } from './page.ts'
import type { Site } from './site.ts'
import { wordingOf } from './wording.ts'

/** `/404.html`, in both languages: the address that was asked for says nothing about who asked. */
export function renderNotFound(site: Site): Markup {
  const es = wordingOf('es')
  const columns = languages.map((language) => {
    const words = wordingOf(language)
    const title =
      language === 'es'
        ? markup`<h1>${words.notFoundTitle}</h1>`
        : markup`<p class="title">${words.notFoundTitle}</p>`
    return markup`<div class="half" lang="${language}">
${title}
<p>${words.notFound}</p>
<p><a href="${frontPaths[language]}">${words.notFoundLink}</a></p>
</div>
`
  })
  return renderPage(site, {
    kind: 'absence',
    path: NOT_FOUND,
    language: 'es',
    isBilingual: true,
    title: `${es.notFoundTitle} · ${site.newsroom.name}`,
    description: es.notFound,
    paths: frontPaths,
    content: markup`<div class="lost">\n${columns}</div>\n`,
  })
}
