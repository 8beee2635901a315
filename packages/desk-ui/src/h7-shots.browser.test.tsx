import { beforeAll, it, expect } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { loadStyles, openPage } from './app.fixture.tsx'
import { MemoryDesk } from './desk.fixture.ts'
import { MemoryNewsroom } from './newsroom.fixture.ts'
import { edit, writeStory } from './written-story.fixture.ts'
import { texts } from './texts/index.ts'
beforeAll(async () => {
  await loadStyles()
  if (DARK) {
    document.documentElement.style.colorScheme = 'dark'
    const go = (sh: CSSStyleSheet) => {
      for (const r of sh.cssRules) {
        if (r instanceof CSSImportRule && r.styleSheet) go(r.styleSheet)
        if (r instanceof CSSMediaRule && /dark/.test(r.media.mediaText)) r.media.mediaText = 'all'
      }
    }
    for (const sh of document.styleSheets) go(sh)
  }
})
const DARK = true as boolean
const scheme = DARK ? 'dark' : 'light'
for (const lang of ['es', 'en'] as const)
  for (const width of [1280, 360])
    it(`shots ${lang} ${width}`, async () => {
      await page.viewport(width, width === 360 ? 780 : 860)
      const t = texts[lang]
      const newsroom = new MemoryNewsroom()
      const desk = new MemoryDesk(newsroom)
      const other = new MemoryDesk(newsroom, 'Tomás Ferrer')
      desk.openThread('a', 'Garza de cantera', 'Anoche pasaron seis camionetas por el puente.')
      const id = writeStory(desk)
      const id2 = (
        desk.stories.answer('POST', 'stories', { original: 'es', requestId: 'x2' }) as any
      ).id
      desk.stories.answer('POST', `stories/${id2}/moves`, { move: 'begin', requestId: 'x3' })
      edit(desk, id2, (doc) => {
        doc.getText('headline.es').insert(0, 'Quién cobra el agua')
      })
      const opened = openPage(desk, { firstLanguage: lang })
      const shot = async (name: string, full = true) => {
        await new Promise((r) => setTimeout(r, 350))
        await page.screenshot({
          path: `/work/main/node_modules/.cache/h7/${scheme}-${lang}-${width}-${name}.png`,
          element: full ? undefined : undefined,
        } as any)
      }
      await page.getByRole('textbox', { name: t.unlock.passphrase }).fill(desk.passphrase)
      await userEvent.keyboard('{Enter}')
      await expect.element(page.getByRole('heading', { name: t.inbox.heading })).toBeVisible()
      await shot('conversations')
      await page.getByRole('button', { name: new RegExp('^' + t.sections.stories) }).click()
      await expect.element(page.getByRole('option').first()).toBeVisible()
      await shot('list')
      await page.getByRole('option', { name: lang === 'es' ? /El puente/ : /The bridge/ }).click()
      await expect.element(page.getByRole('textbox', { name: t.editor.body })).toBeVisible()
      if (width === 360) await page.viewport(360, 3800)
      else await page.viewport(1280, 1500)
      await shot('editor')
      await page.viewport(width, 860)
      await page.getByRole('button', { name: t.stories.back }).click()
      await page
        .getByRole('option', { name: lang === 'es' ? /Quién|Sin titular/ : /No headline|Draft/ })
        .first()
        .click()
      await expect.element(page.getByRole('textbox', { name: t.editor.body })).toBeVisible()
      await page.getByRole('textbox', { name: t.editor.body }).click()
      if (width === 360) await page.viewport(360, 2400)
      else await page.viewport(1280, 1100)
      await shot('empty')
      await page.viewport(width, 860)
      desk.stories.answer('POST', `stories/${id}/moves`, { move: 'submit', requestId: 's' })
      await page.getByRole('button', { name: t.stories.back }).click()
      await shot('list-waiting')
      await page.getByRole('option', { name: lang === 'es' ? /El puente/ : /The bridge/ }).click()
      if (width === 360) await page.viewport(360, 3400)
      else await page.viewport(1280, 1300)
      await shot('review')
      const digest = (desk.stories.answer('GET', `stories/${id}`, undefined) as any).story.proposal
        .digest
      for (const one of [desk, other])
        one.stories.answer('POST', `stories/${id}/moves`, {
          move: 'approve',
          digest,
          requestId: 'a' + one.personName,
        })
      await shot('held')
      newsroom.waitOut()
      newsroom.signs = false
      desk.stories.answer('POST', `stories/${id}/moves`, {
        move: 'publish',
        digest,
        requestId: 'p',
      })
      await shot('publishing')
      newsroom.sign()
      desk.stories.answer('POST', `stories/${id}/moves`, { move: 'reopen', requestId: 'ro' })
      edit(desk, id, (doc) => {
        doc.getText('summary.es').insert(0, 'Ahora ')
        doc.getText('summary.en').insert(0, 'Now ')
      })
      await shot('reopened')
      desk.stories.answer('POST', `stories/${id}/moves`, {
        move: 'note-correction',
        note: { es: 'Decía dos semanas.', en: 'It said two weeks.' },
        requestId: 'nc',
      })
      desk.stories.answer('POST', `stories/${id}/moves`, { move: 'submit', requestId: 's2' })
      await shot('correction')
      await page.viewport(width, 860)
      await page.getByRole('button', { name: t.stories.back }).click()
      await page.getByRole('button', { name: t.names.open }).click()
      await page.getByRole('button', { name: t.names.newSource }).click()
      if (width === 360) await page.viewport(360, 1800)
      await shot('names')
      await page.viewport(width, 860)
      await page.getByRole('button', { name: new RegExp('^' + t.sections.site) }).click()
      await shot('site')
      await page.getByRole('button', { name: new RegExp('^' + t.sections.devices) }).click()
      await page.getByRole('textbox', { name: t.devices.theirCard }).fill(desk.devices.otherCard)
      await page.getByRole('button', { name: t.devices.readCard }).click()
      if (width === 360) await page.viewport(360, 2000)
      else await page.viewport(1280, 1050)
      await shot('devices')
      desk.devices.membership = 'waiting'
      if (width === 360) await page.viewport(360, 1500)
      else await page.viewport(1280, 1050)
      await shot('waiting')
      opened.close()
    }, 25000)
