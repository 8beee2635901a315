import axe from 'axe-core'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ALSO_FROM, readDraft, sourceStandingsOf } from '@cronista/newsroom'
import { loadStyles, openPage, type OpenedPage } from './app.fixture.tsx'
import { MemoryDesk } from './desk.fixture.ts'
import { clickCell, openStory, unlock } from './page-reading.fixture.ts'
import { documentOf } from './story-desk.fixture.ts'
import { texts, type Language } from './texts/index.ts'
import {
  edit,
  move,
  proposedDigest,
  publishStory,
  writeInto,
  writeStory,
} from './written-story.fixture.ts'

const es = texts.es

let desk: MemoryDesk
let otherDesk: MemoryDesk
let opened: OpenedPage
let story: string
let teacher: string

beforeAll(loadStyles)

beforeEach(async () => {
  await page.viewport(1280, 900)
  desk = new MemoryDesk()
  otherDesk = new MemoryDesk(desk.newsroom, 'Tomás Ferrer')
  story = writeStory(desk)
  teacher = sourceStandingsOf(desk.newsroom.state)[0]!.id
  protect('surname', 'Hernández')
  protect('employer', 'Primaria Benito Juárez')
  document.title = 'Cronista'
  opened = openPage(desk)
})

afterEach(() => {
  opened.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const saying = (sentence: string) => page.getByText(sentence, { exact: false })
const gate = (language: Language = 'es') =>
  page.getByRole('region', { name: texts[language].gate.heading })
const goTo = (place: string, language: Language = 'es') =>
  gate(language).getByRole('button', { name: texts[language].gate.goTo(place), exact: true })
/** That nothing was found, among so many protected texts of the story's one source. */
const clear = (protectedTexts: number) =>
  gate().getByText(`${es.gate.clear} ${es.gate.compared(1, protectedTexts)}`)
const selected = () => getSelection()?.toString()

function protect(kind: string, text: string): void {
  const asked = { kind, text, requestId: `protection ${text}` }
  desk.stories.answer('POST', `sources/${teacher}/protections`, asked)
}

/** A surname in the Spanish address, and an employer only in the English text of a picture. */
function saySomethingProtected(): void {
  edit(desk, story, (doc) => {
    doc.getText('slug.es').insert(0, 'hernandez-y-')
  })
  writeInto(desk, story, 3, { kind: 'picture' }, { en: 'In front of the primaria benito juarez: ' })
}

async function atStory(language: Language = 'es'): Promise<void> {
  await unlock(opened, desk, language)
  await openStory(opened, /El puente/, language)
}

describe('a blocked story', () => {
  beforeEach(saySomethingProtected)

  it('says so, leads to each place in its language, and can be submitted once it is corrected', async () => {
    await atStory()
    await expect.element(gate().getByText(es.gate.blocked(2))).toBeVisible()
    await expect.element(button(es.review.moves.submit)).toBeDisabled()

    await goTo('Dirección corta, español').click()
    const slug = es.editor.fieldIn(es.editor.fields.slug, 'en español')
    await expect.element(page.getByRole('textbox', { name: slug })).toHaveFocus()
    const field = document.activeElement as HTMLTextAreaElement
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('hernandez')
    await page.getByRole('textbox', { name: slug }).fill('el-puente')
    await expect.element(gate().getByText(es.gate.blocked(1))).toBeVisible()

    await goTo('Pie de foto, inglés').click()
    await expect.element(page.getByRole('textbox', { name: es.editor.body })).toHaveFocus()
    expect(selected()).toBe('primaria benito juarez')
    await userEvent.keyboard('school')
    await expect.element(clear(3)).toBeVisible()
    await expect.element(gate().getByText(es.gate.limits)).toBeVisible()
    await button(es.review.moves.submit).click()
    await expect.element(saying(es.review.noApproval)).toBeVisible()
  })

  it('says it in the editor’s own language, whatever the language of the place', async () => {
    opened.close()
    opened = openPage(desk, { firstLanguage: 'en' })
    await atStory('en')
    const { codes, what, label } = texts.en.gate
    const sentence = codes['protected-in-text'](label('a primary school teacher'), what.surname)
    await expect.element(gate('en').getByText(sentence)).toBeVisible()
    await expect.element(goTo('Address on the site, Spanish', 'en')).toBeVisible()
    const excerpt = gate('en').getByText('primaria benito juarez').element().closest('blockquote')
    expect(excerpt?.lang).toBe('en')
    await goTo('Photo caption, English', 'en').click()
    expect(selected()).toBe('primaria benito juarez')
  })

  it('is announced, and says at its head on a narrow page that it is blocked', async () => {
    await page.viewport(360, 780)
    await atStory()
    await expect.element(gate().getByRole('status')).toHaveTextContent(es.gate.blocked(2))
    await button(es.gate.blocked(2)).click()
    await expect.element(page.getByRole('heading', { name: es.gate.heading })).toHaveFocus()
  })
})

describe('what was corrected', () => {
  it('is not judged yet until it is saved, says so, and is judged at once then', async () => {
    saySomethingProtected()
    opened.close()
    opened = openPage(desk, { isSlow: true })
    await atStory()
    await expect.element(gate().getByText(es.gate.blocked(2))).toBeVisible()
    expect(gate().getByText(es.gate.judging).elements()).toEqual([])
    const slug = es.editor.fieldIn(es.editor.fields.slug, 'en español')
    await page.getByRole('textbox', { name: slug }).fill('el-puente')
    await expect.element(gate().getByText(es.gate.judging)).toBeVisible()
    await expect.element(gate().getByText(es.gate.blocked(2))).toBeVisible()
    await opened.manuscripts.saveAll()
    await expect.element(gate().getByText(es.gate.blocked(1))).toBeVisible()
    await expect.element(gate().getByText(es.gate.judging)).not.toBeInTheDocument()
  })
})

describe('a story that passed when this page last asked', () => {
  it('is refused by the desk in a sentence that says where to look', async () => {
    opened.close()
    opened = openPage(desk, { isSlow: true })
    await atStory()
    await expect.element(button(es.review.moves.submit)).toBeEnabled()
    protect('nickname', 'Las Palomas')
    await button(es.review.moves.submit).click()
    await expect.element(saying(es.failures['gate-blocked'])).toBeVisible()
  })
})

describe('what is proposed', () => {
  it('is not approved while it says too much, and shows where', async () => {
    move(desk, story, 'submit')
    protect('place', 'Las Palomas')
    await atStory()
    await expect.element(saying(es.gate.settle.proposal)).toBeVisible()
    expect(button(es.review.moves.approve).elements()).toEqual([])
    await expect.element(button(new RegExp(`^${es.review.moves.return}`, 'u'))).toBeVisible()
    await goTo('Antetítulo, inglés').click()
    await vi.waitFor(() => {
      expect(document.activeElement?.textContent).toBe('Las Palomas hills')
      expect(document.activeElement?.getAttribute('lang')).toBe('en')
    })
  })
})

describe('the list', () => {
  const inList = () => page.getByRole('option', { name: /El puente/ })

  it('does not ask to approve what is blocked, and says that it is', async () => {
    move(desk, story, 'submit')
    await unlock(opened, desk)
    await button(new RegExp(`^${es.sections.stories}`)).click()
    await expect.element(inList().getByText(es.stories.waitsForMe)).toBeVisible()
    protect('place', 'Las Palomas')
    await expect.element(inList().getByText(es.stories.blocked)).toBeVisible()
    for (const sentence of [es.stories.waitsForMe, es.stories.waitsForMeHeading])
      expect(saying(sentence).elements()).toEqual([])
  })
})

describe('a story whose hold is over', () => {
  it('is not published while it says more than is agreed by now', async () => {
    move(desk, story, 'submit')
    const digest = proposedDigest(desk, story)
    for (const one of [desk, otherDesk]) move(one, story, 'approve', { digest })
    desk.newsroom.waitOut()
    await atStory()
    await expect.element(button(es.review.moves.publish)).toBeVisible()
    protect('place', 'Las Palomas')
    await expect.element(saying(es.gate.settle.proposal)).toBeVisible()
    expect(button(es.review.moves.publish).elements()).toEqual([])
  })
})

describe('what is found elsewhere', () => {
  it('in another story of the same source leads there, to the place', async () => {
    publishStory([desk, otherDesk], story)
    protect('place', 'Las Palomas')
    writeStory(desk, {
      kicker: { es: 'Norte', en: 'North' },
      headline: { es: 'La pipa', en: 'The water truck' },
      slug: { es: 'la-pipa', en: 'the-water-truck' },
    })
    await unlock(opened, desk)
    await openStory(opened, /La pipa/)
    const place = es.gate.places.otherStory(
      'El puente que se cierra a las seis',
      'Antetítulo, español',
    )
    await goTo(place).click()
    await vi.waitFor(() => {
      expect(document.activeElement?.textContent).toBe('Sierra de Las Palomas')
    })
  })

  it('in what is noted of a source leads to that field, and the way back to the story', async () => {
    const lorry = { level: 'description', label: { es: 'un camionero', en: 'a lorry driver' } }
    const because = { unnamedBecause: { es: 'Pasa a diario.', en: 'He passes daily.' } }
    const consent = { words: 'Camionero.', agreedOn: '2026-11-14' }
    const asked = { ...lorry, ...because, consent, hiddenFrom: 'del retén', requestId: 'source-2' }
    const { id } = desk.stories.answer('POST', 'sources', asked) as { id: string }
    const hidden = { kind: 'surname', text: 'Olvera', requestId: 'protection-2' }
    desk.stories.answer('POST', `sources/${id}/protections`, hidden)
    writeInto(desk, story, 1, { speakerSource: id })
    await atStory()
    await goTo(es.gate.places.source).click()
    await expect.element(page.getByRole('textbox', { name: es.names.deskReason })).toHaveFocus()
    await userEvent.keyboard('Lo buscarían.')
    await button(es.names.save).click()
    await button(es.names.backToStory).click()
    await expect.element(clear(1)).toBeVisible()
  })
})

describe('what is behind a story', () => {
  it('a figure in somebody’s words is declared where the finding leads', async () => {
    const more = { es: 'Cuatro de cada diez. ', en: 'Four in ten. ' }
    writeInto(desk, story, 1, {}, more)
    await atStory()
    await gate().getByRole('button', { name: es.gate.toFigures }).click()
    const figures = page.getByLabelText(es.editor.quotation.figures)
    await expect.element(figures).toHaveFocus()
    await figures.selectOptions(es.editor.quotation.figuresOf['own-estimate'])
    await expect.element(clear(3)).toBeVisible()
    const { segments } = readDraft(documentOf(desk.newsroom, story))
    expect(segments[1]?.quotation.figures).toBe('own-estimate')
  })

  it('a picture is described in both languages, and says that it is not printed', async () => {
    await atStory()
    await clickCell(opened, 3, 'es')
    await page.getByRole('radio', { name: es.editor.kinds.picture }).click()
    await expect.element(saying(es.editor.pictureExplained)).toBeVisible()
    await vi.waitFor(() => {
      const { segments } = readDraft(documentOf(desk.newsroom, story))
      expect(segments[3]?.kind).toBe('picture')
    })
  })

  it('sources that are not quoted are chosen, and taken away again', async () => {
    const label = { es: 'un camionero', en: 'a lorry driver' }
    const asked = { level: 'nothing', label, requestId: 'source-2' }
    const { id } = desk.stories.answer('POST', 'sources', asked) as { id: string }
    await atStory()
    const { behind } = es.editor
    const sources = page.getByRole('region', { name: behind.heading })
    await expect.element(sources.getByText(behind.quoted)).toBeVisible()
    await page.getByLabelText(behind.label).selectOptions('un camionero')
    await sources.getByRole('button', { name: behind.add }).click()
    const chosen = () => documentOf(desk.newsroom, story).getMap(ALSO_FROM).toJSON()
    await vi.waitFor(() => expect(chosen()).toEqual({ [id]: true }))
    await sources.getByRole('button', { name: behind.removeLabel('un camionero') }).click()
    await vi.waitFor(() => expect(chosen()).toEqual({}))
  })
})

describe.each([360, 1280])('at %i px', (width) => {
  it('has nothing that axe objects to', async () => {
    await page.viewport(width, 900)
    saySomethingProtected()
    await atStory()
    await expect.element(gate().getByText(es.gate.blocked(2))).toBeVisible()
    const objections = (await axe.run()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])
    expect(objections).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
  })
})
