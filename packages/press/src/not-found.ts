import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { renderPage } from './page.ts'
import type { Site } from './site.ts'
import { languages } from './story.ts'
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
    return markup`<div class="teaser" lang="${language}">
${title}
<p>${words.notFound}</p>
<p><a href="/${language}/">${words.notFoundLink}</a></p>
</div>
`
  })
  return renderPage(site, {
    language: 'es',
    title: `${es.notFoundTitle} · ${site.newsroom.name}`,
    description: es.notFound,
    paths: { es: '/es/', en: '/en/' },
    isFront: false,
    isBilingual: true,
    content: markup`<div class="both lost">\n${columns}</div>\n`,
  })
}
