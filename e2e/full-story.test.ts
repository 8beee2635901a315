// The main journey, with a story of the length and shape of a real one: typed on a phone, sent in cells,
// answered, made and translated at two desks, stopped by the gate for a good reason, corrected, approved
// by two, published, read and verified. Nothing is seeded: all of it goes through the pages.
import { beforeAll, describe, expect, test } from 'vitest'
import { CELL_BYTES, demoSchedule } from '@cronista/protocol'
import { languages, storyFields, type Language } from '@cronista/newsroom'
import { demoStories, letterOf, milkThatPaysJourney } from '@cronista/testbed'
import { BodyWriter } from './body-writer.ts'
import type { Editor } from './editor.ts'
import { expectAccessible, keepPicture } from './evidence.ts'
import { openNewsroom, unlockedEditor } from './open-newsroom.ts'
import { Phone } from './phone.ts'
import { servedFiles, sightingsIn, verified } from './served-site.ts'
import { SourceList } from './source-list.ts'
import { StoryWriter } from './story-writer.ts'

const WAIT_MILLIS = 90_000

const { story, before, answer, after, slips } = milkThatPaysJourney
const letter = letterOf(milkThatPaysJourney)
const beginningOf = (text: string) => text.slice(0, 60)
const begins = beginningOf(before)
const caption = story.segments.findIndex(({ kind }) => kind === 'picture')
const slug = { ...story.fields.slug, ...slips.slug }
const estimate = {
  es: 'Las cifras de esta cita son un cálculo de quien habla; la redacción no las ha comprobado.',
  en: 'The figures in this quotation are the speaker’s own estimate; the newsroom has not checked them.',
}

const scene = openNewsroom()
let editors: readonly [Editor, Editor]
let ines: StoryWriter
let tomas: StoryWriter
let inesWrites: BodyWriter
let tomasWrites: BodyWriter
let words: readonly string[] = []

beforeAll(async () => {
  editors = [await unlockedEditor(scene, 0, 'es'), await unlockedEditor(scene, 1, 'en')]
  ines = new StoryWriter(editors[0])
  tomas = new StoryWriter(editors[1])
  inesWrites = new BodyWriter(editors[0], ines)
  tomasWrites = new BodyWriter(editors[1], tomas)
})

const linesOf = (text: string) => text.split(/\n+/u)
const textsIn = (language: Language) => story.segments.map(({ text }) => text[language])
const addressOf = (language: Language, of = story.fields.slug) =>
  `${scene.newsroom.siteUrl}/${language}/${of[language]}/`
const gateOf = ({ page, says }: Editor) =>
  page.getByRole('region', { name: says.gate.heading, exact: true })

/** Where the slips stand, as an editor is told. */
function placesOfSlips({ says: { gate, editor, faults } }: Editor): readonly string[] {
  const address = gate.places.in(editor.fields.slug, 'es')
  const picture = gate.places.in(faults.kinds.picture, 'en')
  return [address, picture].map(gate.goTo)
}

/** A line of the letter without what only marks it as a quotation or a picture. */
function unmarked(line: string): string {
  return line.replace(/^(?:«|\[Foto\] )/u, '').replace(/»$/u, '')
}

async function openSite(language: Language): Promise<Phone> {
  const phone = await Phone.open(scene.browser, language)
  await phone.read(`${scene.newsroom.siteUrl}/${language}/`)
  return phone
}

async function deskHas(text: string): Promise<void> {
  const { transcript } = editors[0]
  await transcript.getByText(text).last().waitFor({ timeout: WAIT_MILLIS })
}

/** Leaves of the letter what readers are to see, and says of each part what it is. */
async function makeBodyOfLetter(): Promise<void> {
  const written = textsIn('es')
  const lines = [...linesOf(letter), ...linesOf(after)]
  expect(await inesWrites.texts('es')).toEqual(lines)
  for (const [index, line] of [...lines.entries()].reverse())
    if (!written.includes(unmarked(line))) await inesWrites.remove(index)
    else if (line !== unmarked(line)) await inesWrites.rewrite(index, 'es', unmarked(line))
  await expect.poll(() => inesWrites.texts('es')).toEqual(written)
  for (const [index, { kind }] of story.segments.entries())
    if (kind !== 'paragraph') await inesWrites.setKind(index, kind)
}

async function tellAllFacts(): Promise<void> {
  for (const [index, segment] of story.segments.entries())
    if (segment.kind === 'quotation')
      await inesWrites.tellFacts(index, segment, (key) => story.sources[key]?.label.es ?? '')
}

/** The other desk's half: what it makes of the picture says more than the original. */
async function translate(): Promise<void> {
  for (const field of storyFields) await tomas.write(field, 'en', story.fields[field].en)
  const [first = '', ...others] = textsIn('en').map((text, index) =>
    index === caption ? (slips.picture.en ?? text) : text,
  )
  await tomas.typeInto(0, 'en', first)
  await tomasWrites.paste(1, 'en', others)
  await tomas.saved()
}

describe('a story of the real length goes the whole way', () => {
  test('a contributor types it on a phone, and it comes whole to the desk in cells', async () => {
    const phone = await openSite('es')
    await phone.openComposer()
    words = await phone.takeWords()
    await phone.practise(words)
    // A finished story comes from a notebook; what stands above it is written here.
    await phone.typeAndSend(letter, before.length)
    const bar = phone.messages.getByRole('progressbar')
    await bar.waitFor()
    // More than one part: each leaves as often as the schedule says.
    expect(Number(await bar.getAttribute('max'))).toBeGreaterThan(demoSchedule.sendsPerPart)
    await keepPicture(phone.page, 'composer-full-story-360-es')

    await editors[0].conversationWith(begins).waitFor({ timeout: WAIT_MILLIS })
    await editors[0].openConversation(begins)
    const shown = await editors[0].transcript.innerText()
    expect(linesOf(letter).filter((line) => !shown.includes(line))).toEqual([])
    await keepPicture(editors[0].page, 'desk-full-letter-1280-es')
    await Promise.all([
      editors[0].reply(answer),
      phone.messages.getByText(phone.says.received).waitFor({ timeout: WAIT_MILLIS }),
    ])
    expect(new Set(phone.line.cells().map(({ bytes }) => bytes))).toEqual(new Set([CELL_BYTES]))
    await phone.leaveQuickly()
    expect(phone.complaints).toEqual([])
    await phone.close()
  })

  test('the answer is read in another browser with the eight words, and answered', async () => {
    const phone = await openSite('es')
    await phone.openComposer()
    await phone.returnWith(words)
    const reply = phone.composer.getByRole('article').filter({ hasText: answer })
    await reply.waitFor({ timeout: WAIT_MILLIS })
    await reply.getByRole('button', { name: phone.says.replyRead }).click()
    await phone.typeAndSend(after, after.length)
    await keepPicture(phone.page, 'composer-full-answer-360-es')
    await deskHas(after)
    await deskHas(editors[0].says.conversation.state.confirmed.explanation)
    expect(phone.complaints).toEqual([])
    await phone.close()
  })

  test('what each source agreed to, and what must not get out, is noted first', async () => {
    const sources = new SourceList(editors[0])
    await sources.open()
    for (const source of Object.values(story.sources)) await sources.add(source)
    await expectAccessible(editors[0].page)
    await keepPicture(editors[0].page, 'desk-full-sources-1280-es')
    await editors[0].page.getByRole('button', { name: editors[0].says.stories.back }).click()
  })

  test('one editor makes the story of the letter while the other translates it', async () => {
    await ines.goTo('conversations')
    await ines.beginFromConversation(beginningOf(after))
    await makeBodyOfLetter()
    for (const field of storyFields)
      await ines.write(field, 'es', field === 'slug' ? slug.es : story.fields[field].es)
    await ines.signAs(story.penName)
    if (story.series) await ines.putIntoSeries(story.series.title.es, story.series.part)
    await ines.saved()

    await tomas.open(story.fields.headline.es)
    await expect
      .poll(() => tomasWrites.texts('es'), { timeout: WAIT_MILLIS })
      .toEqual(textsIn('es'))
    await Promise.all([tellAllFacts(), translate()])
    await ines.saved()
  })

  test('the gate stops it, and names both places to each editor in their own language', async () => {
    for (const editor of editors) {
      const gate = gateOf(editor)
      await gate.getByText(editor.says.gate.blocked(2)).waitFor({ timeout: WAIT_MILLIS })
      for (const place of placesOfSlips(editor))
        await gate.getByRole('button', { name: place, exact: true }).waitFor()
      await expectAccessible(editor.page)
      await gate.scrollIntoViewIfNeeded()
      await keepPicture(editor.page, `desk-full-blocked-1280-${editor.language}`)
    }
    for (const editor of [ines, tomas])
      await expect(editor.button('submit').isDisabled()).resolves.toBe(true)
    for (const language of languages)
      for (const one of [slug, story.fields.slug])
        expect((await fetch(addressOf(language, one))).status).toBe(404)
  })

  test('each place is a button away, and corrected it can be submitted', async () => {
    const [{ page }] = editors
    const gate = gateOf(editors[0])
    const [toAddress = '', toPicture = ''] = placesOfSlips(editors[0])
    await gate.getByRole('button', { name: toAddress, exact: true }).click()
    const address = ines.field('slug', 'es')
    await expect
      .poll(() => address.evaluate((field) => field === document.activeElement))
      .toBe(true)
    await keepPicture(page, 'desk-full-led-to-address-1280-es')
    await address.fill(story.fields.slug.es)

    await gate.getByRole('button', { name: toPicture, exact: true }).click()
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('Tres Encinos')
    await keepPicture(page, 'desk-full-led-to-picture-1280-es')
    await inesWrites.rewrite(caption, 'en', textsIn('en')[caption] ?? '')
    await gate.getByText(editors[0].says.gate.clear).waitFor({ timeout: WAIT_MILLIS })
    await ines.submit()
    await expectAccessible(page)
    await keepPicture(page, 'desk-full-proposal-1280-es')
  })

  test('one approval is not enough; with two it is published, and read on a phone in both languages', async () => {
    await tomas.becomes('in-review')
    await tomas.approve()
    await expect.poll(() => ines.review.innerText(), { timeout: WAIT_MILLIS }).toContain('Tomás')
    await expect(ines.button('publish').count()).resolves.toBe(0)
    expect((await fetch(addressOf('es'))).status).toBe(404)
    await ines.approve()
    await ines.publish('published')
    for (const language of languages) {
      const reader = await Phone.open(scene.browser, language)
      await reader.read(addressOf(language))
      const { page } = reader
      const headline = story.fields.headline[language]
      await page.getByRole('heading', { level: 1, name: headline }).waitFor()
      const read = await page.locator('article').innerText()
      expect(textsIn(language).filter((text) => !read.includes(text))).toEqual([])
      await expectAccessible(page)
      await keepPicture(page, `full-story-360-${language}`)
      await page.getByText(estimate[language]).scrollIntoViewIfNeeded()
      await keepPicture(page, `full-story-estimate-360-${language}`)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(360)
      expect(reader.complaints).toEqual([])
      await reader.close()
    }
  })

  test('no protected text is in any byte that is served, and every byte is as signed', async () => {
    const files = await servedFiles(scene.newsroom.siteUrl)
    const protections = demoStories
      .flatMap(({ sources }) => Object.values(sources))
      .flatMap((source) => source.protections ?? [])
      .map(({ text }) => ({ id: text, text }))
    expect(protections.length).toBeGreaterThan(5)
    expect(sightingsIn(files, protections)).toEqual([])
    // What is looked for in the same way is found where it is.
    const printed = sightingsIn(files, [{ id: 'Nieves', text: 'Nieves' }])
    for (const language of languages)
      expect(printed.join('\n')).toContain(`/${language}/${story.fields.slug[language]}/`)
    expect(await verified(scene.newsroom)).toContain('is as signed')
    expect(editors.flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
