import axe from 'axe-core'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { sourceStandingsOf } from '@cronista/newsroom'
import { loadStyles, openPage, type OpenedPage } from './app.fixture.tsx'
import { MemoryDesk } from './desk.fixture.ts'
import { unlock } from './page-reading.fixture.ts'
import { texts } from './texts/index.ts'
import { publishStory, writeStory } from './written-story.fixture.ts'

const es = texts.es
const TEACHER = 'una maestra de la primaria'

let desk: MemoryDesk
let otherDesk: MemoryDesk
let opened: OpenedPage

beforeAll(loadStyles)

beforeEach(async () => {
  await page.viewport(1280, 900)
  desk = new MemoryDesk()
  otherDesk = new MemoryDesk(desk.newsroom, 'Tomás Ferrer')
  document.title = 'Cronista'
  opened = openPage(desk)
})

afterEach(() => {
  opened.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const saying = (sentence: string) => page.getByText(sentence, { exact: false })
const textbox = (name: string) => page.getByRole('textbox', { name, exact: true })
const inBoth = (label: string) => ({
  es: textbox(es.editor.fieldIn(label, 'en español')),
  en: textbox(es.editor.fieldIn(label, 'en inglés')),
})
const level = () => page.getByLabelText(es.names.level)
const standing = (label: string) =>
  sourceStandingsOf(desk.newsroom.state).find(({ described }) => described.label.es === label)

async function atSources(): Promise<void> {
  await unlock(opened, desk)
  await button(new RegExp(`^${es.sections.stories}`, 'u')).click()
  await button(es.names.open).click()
  await expect.element(page.getByRole('heading', { name: es.names.sources })).toBeVisible()
}

describe('a new source', () => {
  it('is noted with the keyboard alone: what they agreed to, why they are not named, what must not get out', async () => {
    await atSources()
    await expect.element(saying(es.names.noSources)).toBeVisible()
    await button(es.names.newSource).click()
    await expect.element(level()).toHaveFocus()
    const typed = [
      'una vendedora de nopales',
      'a woman who sells cactus',
      'Que pongan vendedora.',
      // Three parts of each date, and its calendar; then who asked.
      ...Array<string>(9).fill(''),
      'La buscarían.',
      'She would be looked for.',
      'Vende frente al retén.',
      'de quienes cobran en el puente',
    ]
    for (const text of typed) await userEvent.keyboard(`{Tab}${text}`)
    await userEvent.keyboard('{Tab}{Enter}')
    await expect.element(textbox(es.protections.text)).toHaveFocus()
    await userEvent.keyboard('Hernández{Enter}')
    await expect
      .element(page.getByRole('status').getByText(es.protections.added('Hernández')))
      .toBeInTheDocument()
    await page.getByLabelText(es.protections.kind).selectOptions(es.protections.kinds.employer)
    await textbox(es.protections.text).fill('Nopales del Norte')
    await userEvent.keyboard('{Enter}')
    await expect.element(saying('Nopales del Norte').first()).toBeVisible()
    expect(standing('una vendedora de nopales')).toMatchObject({
      described: {
        unnamedBecause: { es: 'La buscarían.', en: 'She would be looked for.' },
        deskReason: 'Vende frente al retén.',
        hiddenFrom: 'de quienes cobran en el puente',
      },
      agreed: {
        level: 'description',
        consent: { words: 'Que pongan vendedora.', agreedOn: '2026-11-22' },
      },
      protections: [
        { kind: 'surname', text: 'Hernández' },
        { kind: 'employer', text: 'Nopales del Norte' },
      ],
    })
  })

  it('says at the field what it lacks, and goes there', async () => {
    await atSources()
    await button(es.names.newSource).click()
    await inBoth(es.names.label).es.fill('un camionero')
    await button(es.names.save).click()
    await expect.element(inBoth(es.names.label).en).toHaveFocus()
    await expect
      .element(inBoth(es.names.label).en)
      .toHaveAccessibleDescription(/^Falta: Cómo se le llama, en inglés/u)
    expect(desk.asked).not.toContain('POST /api/sources')
  })

  it('is kept without a consent, and says what blocks its stories', async () => {
    await atSources()
    await button(es.names.newSource).click()
    await inBoth(es.names.label).es.fill('un camionero')
    await inBoth(es.names.label).en.fill('a lorry driver')
    await expect.element(saying(es.consents.needs.first('', ''))).toBeVisible()
    await button(es.names.save).click()
    await expect.element(saying(es.names.blockedUntil)).toBeVisible()
    await expect.element(saying(es.consents.none)).toBeVisible()
    await expect.element(saying(es.protections.none)).toBeVisible()
  })
})

describe('a source', () => {
  let story: string

  beforeEach(() => {
    story = writeStory(desk)
  })

  const edit = async (): Promise<void> => {
    await atSources()
    await button(es.names.edit(TEACHER)).click()
  }

  it('is not raised without consent, and the form says why before anything is sent', async () => {
    await edit()
    await level().selectOptions(es.names.levels['first-name'])
    await expect
      .element(saying(es.consents.needs.raise(es.names.levels.description, '')))
      .toBeVisible()
    await button(es.names.save).click()
    await expect.element(textbox(es.consents.words)).toHaveFocus()
    await expect
      .element(textbox(es.consents.words))
      .toHaveAccessibleDescription(new RegExp(`^${es.names.lacks(es.consents.words)}`, 'u'))
    expect(standing(TEACHER)?.described.level).toBe('description')
    await textbox(es.consents.words).fill('Ya pueden poner Marina.')
    await page.getByLabelText(es.consents.agreedOn).fill('2026-11-20')
    await page.getByLabelText(es.consents.askedBy).selectOptions('Tomás Ferrer')
    await button(es.names.save).click()
    await expect.element(button(es.names.edit(TEACHER))).toHaveFocus()
    await expect.element(saying('se lo preguntó Tomás Ferrer')).toBeVisible()
    expect(standing(TEACHER)?.agreed).toMatchObject({
      level: 'first-name',
      consent: { words: 'Ya pueden poner Marina.', agreedOn: '2026-11-20' },
    })
  })

  it('is lowered at once and without reasons, and shows what on the site says more', async () => {
    publishStory([desk, otherDesk], story)
    await edit()
    await level().selectOptions(es.names.levels.nothing)
    await expect.element(saying(es.consents.lowers)).toBeVisible()
    await button(es.names.save).click()
    await expect.element(saying(es.names.exposed)).toBeVisible()
    await button(es.names.openExposed('El puente que se cierra a las seis')).click()
    await expect.element(page.getByRole('complementary', { name: es.review.heading })).toBeVisible()
    await expect.element(saying(es.gate.settle.site)).toBeVisible()
  })

  it('that somebody else has changed meanwhile is not overwritten', async () => {
    await edit()
    const { id, described, head } = standing(TEACHER)!
    otherDesk.stories.answer('PUT', `sources/${id}`, {
      ...{ level: 'nothing', label: described.label, revision: described.revision, head },
    })
    await inBoth(es.names.label).es.fill('una maestra')
    await button(es.names.save).click()
    await expect.element(saying(es.failures['changed-meanwhile'])).toBeVisible()
    expect(standing(TEACHER)?.described.level).toBe('nothing')
  })

  it('permits a text later, with what they agreed to', async () => {
    const { id } = standing(TEACHER)!
    const asked = { kind: 'place', text: 'Piedra Mansa', requestId: 'protection-1' }
    desk.stories.answer('POST', `sources/${id}/protections`, asked)
    await atSources()
    await button(new RegExp(`^${es.protections.of(TEACHER)}`, 'u')).click()
    await button(es.protections.liftOf('Piedra Mansa')).click()
    await button(es.protections.liftNow).click()
    await expect.element(textbox(es.consents.words)).toHaveFocus()
    expect(standing(TEACHER)?.protections).toMatchObject([
      { text: 'Rosaura' },
      { text: 'Piedra Mansa' },
    ])
    await textbox(es.consents.words).fill('El pueblo sí.')
    await button(es.protections.liftNow).click()
    await expect.element(saying(es.protections.liftedHeading)).toBeVisible()
    await expect.element(textbox(es.protections.text)).toHaveFocus()
    expect(standing(TEACHER)?.protections).toMatchObject([{ text: 'Rosaura' }])
  })
})

describe.each([360, 1280])('at %i px', (width) => {
  it('has nothing that axe objects to', async () => {
    await page.viewport(width, 900)
    const objections = async () =>
      (await axe.run()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])
    await atSources()
    expect(await objections()).toEqual([])
    await button(es.names.newSource).click()
    await button(es.names.save).click()
    expect(await objections()).toEqual([])
    await inBoth(es.names.label).es.fill('un camionero')
    await inBoth(es.names.label).en.fill('a lorry driver')
    await button(es.names.save).click()
    await textbox(es.protections.text).fill('Hernández')
    await userEvent.keyboard('{Enter}')
    await button(es.protections.liftOf('Hernández')).click()
    expect(await objections()).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
  })
})
