import { otherLanguage, type Language } from '@cronista/newsroom'
import { productionSchedule } from '@cronista/protocol'
import { writePaths } from './addresses.ts'
import type { Adversary, Explanation } from './explanation-wording.ts'
import { explanationIn } from './explanation-wording.ts'
import { grouped } from './grouped.ts'
import type { Markup } from './markup.ts'
import { markup } from './markup.ts'
import { renderPage } from './page.ts'
import type { Site } from './site.ts'
import { visitCost } from './visit-cost.ts'

const MINUTE_MILLIS = 60_000
const visitMinutes: readonly number[] = [1, 5, 20, 60]

function measured(bytes: number): string {
  const kilobytes = Math.round(bytes / 1000)
  return kilobytes < 1000 ? `${String(kilobytes)} KB` : `${(kilobytes / 1000).toFixed(1)} MB`
}

function renderAdversary(adversary: Adversary, words: Explanation): Markup {
  const hidden = adversary.hidden && markup`<dd><b>${words.hidden}</b> ${adversary.hidden}</dd>\n`
  return markup`<div>
<dt>${adversary.who}</dt>
<dd><b>${words.sees}</b> ${adversary.sees}</dd>
${hidden}</div>
`
}

function renderCost(site: Site, words: Explanation): Markup {
  const [visit, envelopes, up, down] = words.costHeads
  const rows = visitMinutes.map((minutes) => {
    const cost = visitCost(site.schedule, minutes * MINUTE_MILLIS)
    return markup`<tr><th scope="row">${words.minutes(minutes)}</th><td>${grouped(cost.cells)}</td><td>${measured(cost.upBytes)}</td><td>${measured(cost.downBytes)}</td></tr>\n`
  })
  const usual = measured(visitCost(productionSchedule, 5 * MINUTE_MILLIS).upBytes)
  const demo = site.schedule.name === 'demo' ? markup`<p>${words.costDemo(usual)}</p>\n` : undefined
  return markup`<h2>${words.costTitle}</h2>
<p>${words.costLead}</p>
<table>
<thead><tr><th scope="col">${visit}</th><th scope="col">${envelopes}</th><th scope="col">${up}</th><th scope="col">${down}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
<p class="note">${words.costNote}</p>
${demo}<p>${words.optOut}</p>
`
}

function renderFingerprint(id: string): Markup {
  const groups = id.match(/.{4}/g) ?? []
  return markup`<p class="fingerprint"><code>${groups.join(' ')}</code></p>\n`
}

/** `/es/escribir/` and `/en/write/`: what happens to a letter, who still sees what, and what a visit costs in bytes. */
export function renderExplanation(site: Site, language: Language): Markup {
  const words = explanationIn(language)
  const other = otherLanguage(language)
  const content = markup`<article class="explanation">
<header>
<h1>${words.title}</h1>
<p class="standfirst">${words.standfirst}</p>
</header>
<div class="body">
<h2>${words.stepsTitle}</h2>
<ol>
${words.steps.map((step) => markup`<li>${step}</li>\n`)}</ol>
<h2>${words.habitsTitle}</h2>
${words.habits.map((paragraph) => markup`<p>${paragraph}</p>\n`)}<h2>${words.adversariesTitle}</h2>
<p>${words.adversariesLead}</p>
<dl>
${words.adversaries.map((adversary) => renderAdversary(adversary, words))}</dl>
${renderCost(site, words)}<h2>${words.fingerprintTitle}</h2>
<p>${words.fingerprint}</p>
${renderFingerprint(site.newsroom.id)}</div>
<p class="other"><a href="${writePaths[other]}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a></p>
</article>
`
  return renderPage(site, {
    kind: 'inside',
    path: writePaths[language],
    language,
    title: `${words.title} · ${site.newsroom.name}`,
    description: words.standfirst,
    paths: writePaths,
    content,
  })
}
