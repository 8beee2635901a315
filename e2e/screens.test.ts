// Every screen, at phone and at desktop width, in both languages: a picture of each is kept under
// artefacts/, and axe finds nothing, by day and by night.
import { describe, expect, test } from 'vitest'
import { demoStories } from '@cronista/testbed'
import type { Size } from './chromium.ts'
import { Editor } from './editor.ts'
import { expectAccessible, keepPicture } from './evidence.ts'
import { openNewsroom } from './open-newsroom.ts'
import { Phone } from './phone.ts'
import { StoryWriter } from './story-writer.ts'

const everywhere = (['phone', 'desktop'] as const).flatMap((size) =>
  (['es', 'en'] as const).map((language) => ({ size, language, width: widthOf(size) })),
)

const scene = openNewsroom()
const seriesSlug = demoStories.find(({ series }) => series !== undefined)?.series?.slug ?? {
  es: '',
  en: '',
}

function widthOf(size: Size): string {
  return size === 'phone' ? '360' : '1280'
}

/** By day and by night: the same must be readable. A wide page must not have to be scrolled aside. */
async function show(page: Phone['page'], name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page)
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
  await keepPicture(page, name)
}

/** The parts of the desk besides the conversations. */
async function showSections(editor: Editor, name: (screen: string) => string): Promise<void> {
  const { page, says } = editor
  const writer = new StoryWriter(editor)
  await writer.goTo('stories')
  await page.getByRole('option').first().waitFor()
  await show(page, name('stories'))
  await page.getByRole('button', { name: says.names.open }).click()
  await page.getByRole('heading', { name: says.names.heading }).waitFor()
  await show(page, name('sources'))
  await writer.goTo('stories')
  await page.getByRole('button', { name: says.stories.back }).click()
  await page.getByRole('option').first().click()
  await writer.review.waitFor()
  await show(page, name('published-story'))
  await writer.goTo('site')
  await page.getByText(says.site.headExplained).waitFor()
  await show(page, name('site'))
  await writer.goTo('devices')
  await page.getByText(says.devices.wordsExplained).first().waitFor()
  await show(page, name('devices'))
}

describe.each(everywhere)('at $width px, in $language', ({ size, language, width }) => {
  test('the site: front pages, article, series, pen name, archive, how to write, no such page', async () => {
    const phone = await Phone.open(scene.browser, language, size)
    const slug = demoStories[0]?.fields.slug[language] ?? ''
    const pages = {
      front: '/',
      'language-front': `/${language}/`,
      article: `/${language}/${slug}/`,
      series: language === 'es' ? `/es/series/${seriesSlug.es}/` : `/en/series/${seriesSlug.en}/`,
      'pen-name': language === 'es' ? '/es/firmas/candil/' : '/en/pen-names/candil/',
      archive: language === 'es' ? '/es/archivo/' : '/en/archive/',
      'how-to-write': language === 'es' ? '/es/escribir/' : '/en/write/',
      'not-found': `/${language}/nada/`,
    }
    for (const [name, path] of Object.entries(pages)) {
      await phone.read(`${scene.newsroom.siteUrl}${path}`)
      await show(phone.page, `site-${name}-${width}-${language}`)
    }
    await phone.close()
  })

  test('the composer: start, words, exercise, writing, on its way, returning, a wrong word', async () => {
    const name = (screen: string) => `composer-${screen}-${width}-${language}`
    const phone = await Phone.open(scene.browser, language, size)
    await phone.read(`${scene.newsroom.siteUrl}/${language}/`)
    await phone.openComposer()
    await show(phone.page, name('start'))
    const words = await phone.takeWords()
    await show(phone.page, name('words'))
    await phone.beginExercise()
    await show(phone.page, name('exercise'))
    await phone.answerExercise(words)
    await show(phone.page, name('writing'))
    await phone.write(language === 'es' ? 'Hoy tampoco hubo agua.' : 'No water again today.')
    await phone.messages.first().waitFor()
    await show(phone.page, name('on-its-way'))
    await phone.leaveQuickly()

    await phone.openComposer()
    const [first = '', second = '', ...others] = words
    await phone.enterWords([second, first, ...others])
    await phone.composer.getByText(phone.says.parityWrong).waitFor()
    await show(phone.page, name('wrong-word'))
    await phone.close()
  })

  test('the desk: a wrong passphrase, inbox, stories, sources, site, devices', async () => {
    const editor = await Editor.open(scene.browser, language, size)
    const name = (screen: string) => `desk-${screen}-${width}-${language}`
    await editor.page.goto(scene.newsroom.desks[0].url)
    await editor.tryPassphrase('not the passphrase')
    await editor.page.getByText(editor.says.failures['wrong-passphrase']).waitFor()
    await show(editor.page, name('wrong-passphrase'))
    await editor.tryPassphrase(scene.newsroom.desks[0].passphrase)
    await editor.page.getByRole('heading', { name: editor.says.inbox.heading }).waitFor()
    await editor.page.getByText(editor.says.demo.label).waitFor()
    await show(editor.page, name('inbox'))
    await showSections(editor, name)
    await editor.lock()
    await editor.close()
  })
})

test('with letters twice as large nothing lies aside of a phone’s screen, and the composer opens', async () => {
  const phone = await Phone.open(scene.browser, 'es', 'phone')
  const chromium = await phone.page.context().newCDPSession(phone.page)
  await chromium.send('Page.setFontSizes', { fontSizes: { standard: 32 } })
  for (const [name, path] of [
    ['front', '/es/'],
    ['article', `/es/${demoStories[0]?.fields.slug.es ?? ''}/`],
  ] as const) {
    await phone.read(`${scene.newsroom.siteUrl}${path}`)
    await show(phone.page, `site-${name}-large-360-es`)
  }
  await phone.openComposer()
  await show(phone.page, 'composer-start-large-360-es')
  const leave = phone.composer.getByRole('button', { name: phone.says.leave })
  const { x = 0, width = Infinity } = (await leave.boundingBox()) ?? {}
  expect(x + width).toBeLessThanOrEqual(360)
  await phone.close()
})
