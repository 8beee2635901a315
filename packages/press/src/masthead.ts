import { languages, type Bilingual } from '@cronista/newsroom'
import { BILINGUAL_FRONT, frontPaths, writePaths } from './addresses.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import type { Page } from './page.ts'
import { weekdayDate } from './plain-date.ts'
import type { Site } from './site.ts'
import { wordingOf } from './wording.ts'

/** What stands to the left and right of a front page's name, like the ears of a printed paper. */
function renderEar(page: Page, text: Bilingual): Markup {
  const spoken = page.isBilingual ? languages : [page.language]
  return markup`<p class="ear">${spoken.map((one) => markup`<span lang="${one}">${text[one]}</span>`)}</p>\n`
}

function renderName({ newsroom }: Site, page: Page): Markup {
  if (page.kind !== 'front') {
    const home = page.isBilingual ? BILINGUAL_FRONT : frontPaths[page.language]
    return markup`<p class="name"><a href="${home}">${newsroom.name}</a></p>\n`
  }
  const { date } = page
  const day = date && { es: weekdayDate(date, 'es'), en: weekdayDate(date, 'en') }
  return markup`${day && renderEar(page, day)}<h1 class="name"><a href="${BILINGUAL_FRONT}">${newsroom.name}</a></h1>
${renderEar(page, newsroom.motto)}`
}

/** The paper's name, the way to the other language and to the newsroom. */
export function renderMasthead(site: Site, page: Page): Markup {
  const words = wordingOf(page.language)
  const label = page.isBilingual
    ? markup`<span>${wordingOf('es').write}</span> <span lang="en">${wordingOf('en').write}</span>`
    : words.write
  const editions = languages.map((language) => {
    const name = wordingOf(language).languageName
    const [path, isHere] = [page.paths[language], page.path === page.paths[language]]
    return isHere
      ? markup`<li><a href="${path}" lang="${language}" aria-current="page">${name}</a></li>\n`
      : markup`<li><a href="${path}" lang="${language}" hreflang="${language}">${name}</a></li>\n`
  })
  return markup`<header class="masthead ${page.kind === 'front' ? 'nameplate' : 'running'}">
${renderName(site, page)}<nav aria-label="${words.navigation}">
<ul>
${editions}</ul>
<p class="write"><button type="button" data-cronista-open hidden>${label}</button>
<noscript><a href="${writePaths[page.language]}">${words.howToWrite}</a></noscript></p>
</nav>
</header>`
}
