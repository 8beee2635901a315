import axe from 'axe-core'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { readDraft } from '@cronista/newsroom'
import { loadStyles, openPage, type OpenedPage } from './app.fixture.tsx'
import { MemoryDesk } from './desk.fixture.ts'
import { clickCell, openStory, shownBody, unlock } from './page-reading.fixture.ts'
import { documentOf } from './story-desk.fixture.ts'
import { texts } from './texts/index.ts'
import { edit, writeStory } from './written-story.fixture.ts'

const es = texts.es

let desk: MemoryDesk
let opened: OpenedPage
let story: string

beforeAll(loadStyles)

beforeEach(async () => {
  await page.viewport(1280, 900)
  desk = new MemoryDesk()
  story = writeStory(desk)
  document.title = 'Cronista'
  opened = openPage(desk)
})

afterEach(() => {
  opened.close()
})

const body = () => page.getByRole('textbox', { name: es.editor.body })
const button = (name: string | RegExp) => page.getByRole('button', { name })
const saying = (sentence: string) => page.getByText(sentence, { exact: false })
const headline = () =>
  page.getByRole('textbox', { name: es.editor.fieldIn(es.editor.fields.headline, 'en español') })
const written = () => readDraft(documentOf(desk.newsroom, story))

function paste(plain: string, html = ''): void {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/html', html)
  clipboardData.setData('text/plain', plain)
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  body().element().dispatchEvent(event)
}

function enter(): void {
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
  body().element().dispatchEvent(event)
}

async function atStory(): Promise<void> {
  await unlock(opened, desk)
  await openStory(opened, /El puente/)
  await expect.element(body()).toBeVisible()
}

describe('a story', () => {
  it('begins with what a contributor wrote, one paragraph each', async () => {
    desk.openThread('a'.repeat(32), 'Garza de cantera', 'Nadie cruza.\nLa escuela cerró.')
    await unlock(opened, desk)
    await page.getByRole('option', { name: /Garza/ }).click()
    await button(es.stories.fromConversation).click()
    await expect.element(body()).toBeVisible()
    expect(shownBody(opened)).toEqual([
      ['Nadie cruza.', ''],
      ['La escuela cerró.', ''],
    ])
  })

  it('begins empty, says in each language what belongs where, and is found in the list', async () => {
    await unlock(opened, desk)
    await button(new RegExp(`^${es.sections.stories}`)).click()
    await button(es.stories.newStory).click()
    await button(es.stories.begin).click()
    await expect.element(body()).toBeVisible()
    const invitations = [...document.querySelectorAll('.cell.empty')].map((cell) =>
      cell.getAttribute('data-invitation'),
    )
    expect(invitations).toEqual([
      es.editor.invitations.paragraph.original,
      texts.en.editor.invitations.paragraph.translation,
    ])
    await headline().fill('Quién cobra el agua')
    await button(es.stories.back).click()
    await expect.element(page.getByRole('option', { name: /Quién cobra el agua/ })).toBeVisible()
  })

  it('is written with the keyboard alone', async () => {
    await atStory()
    await clickCell(opened, 3, 'es')
    await userEvent.keyboard('{Enter}Cuesta {Control>}i{/Control}cien{Control>}i{/Control} pesos.')
    await userEvent.keyboard('{Control>}{Enter}{/Control}It costs a hundred pesos.')
    expect(shownBody(opened)[4]).toEqual(['Cuesta cien pesos.', 'It costs a hundred pesos.'])
    await userEvent.keyboard('{Alt>}{F10}{/Alt}')
    await expect.element(page.getByRole('radio', { name: es.editor.kinds.paragraph })).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}{Enter}')
    await vi.waitFor(() => expect(written().segments[4]?.kind).toBe('heading'))
    await expect.element(body()).toHaveFocus()
    expect(written().segments[4]?.text.es).toEqual([
      { text: 'Cuesta ' },
      { text: 'cien', emphasis: true },
      { text: ' pesos.' },
    ])
    await userEvent.keyboard('{Tab}')
    await expect.element(body()).not.toHaveFocus()
  })

  it('takes Enter back with Backspace, and Backspace with Ctrl+Z', async () => {
    await atStory()
    const before = shownBody(opened)
    await clickCell(opened, 0, 'en')
    await userEvent.keyboard('{Enter}')
    expect(shownBody(opened)).toHaveLength(before.length + 1)
    await userEvent.keyboard('{Backspace}')
    expect(shownBody(opened)).toEqual(before)
    await userEvent.keyboard('{Control>}z{/Control}{Control>}z{/Control}')
    await vi.waitFor(() => expect(shownBody(opened)).toEqual(before))
  })

  it.each([
    ['a paste', paste],
    ['Enter', enter],
  ])('%s right after a click lands where the click was', async (_name, act) => {
    await atStory()
    await clickCell(opened, 3, 'es')
    await vi.waitFor(() => expect(getSelection()?.focusNode?.textContent).toMatch(/pagan\.$/u))
    const before = shownBody(opened)
    // The browser has put the cursor there, and will say so with the next frame.
    getSelection()?.collapse(opened.container.querySelector('.segment .cell.en')!.firstChild, 0)
    act('Here. ')
    await vi.waitFor(() => expect(shownBody(opened)).not.toEqual(before))
    const { length } = before
    expect(shownBody(opened).slice(1 - length)).toEqual(before.slice(1 - length))
  })

  it('takes nothing from the clipboard but characters', async () => {
    await atStory()
    await clickCell(opened, 3, 'es')
    paste(' Uno\nDos', '<h1 style="color:red">Uno<img src=x></h1><p>Dos</p>')
    expect(shownBody(opened).slice(3)).toEqual([
      [expect.stringMatching(/pagan\. Uno$/), expect.any(String)],
      ['Dos', ''],
    ])
    expect(document.querySelector('.ProseMirror h1, .ProseMirror img[src]')).toBeNull()
  })

  it('keeps a quotation’s facts under it, folded until somebody asks', async () => {
    await atStory()
    await button(/una maestra de la primaria, por escrito/).click()
    const said = es.editor.quotation
    await page.getByLabelText(said.saidOn).fill('2026-11-15')
    const date = page.getByLabelText(said.saidOn)
    await expect.element(date).toHaveAccessibleDescription('15 de noviembre de 2026')
    await page.getByLabelText(said.spokenIn).selectOptions(said.spokenInOther)
    await page.getByLabelText(said.languageCode).fill('nah')
    await page.getByLabelText(said.exactWords).fill('Amo nechmotlahtolmaca')
    await vi.waitFor(() =>
      expect(written().segments[1]?.quotation).toMatchObject({
        saidOn: '2026-11-15',
        spokenIn: 'nah',
        exactWords: 'Amo nechmotlahtolmaca',
      }),
    )
  })

  it('leads from a fault to its place', async () => {
    edit(desk, story, (doc) => {
      doc.getText('summary.en').delete(0, doc.getText('summary.en').length)
    })
    await atStory()
    await button(/Sumario, inglés/).click()
    const summary = es.editor.fieldIn(es.editor.fields.summary, 'en inglés')
    await expect.element(page.getByRole('textbox', { name: summary })).toHaveFocus()
  })

  it('makes a pen name and an address in place', async () => {
    edit(desk, story, (doc) => {
      doc.getMap('choices').delete('penName')
      doc.getText('slug.es').delete(0, doc.getText('slug.es').length)
    })
    await atStory()
    await page.getByLabelText(es.editor.penName).selectOptions(es.editor.newPenName)
    await page.getByRole('textbox', { name: es.editor.penName }).fill('Tecolote')
    await button(es.editor.makePenName).click()
    await button(/el-puente-que-se-cierra-a-las-seis/).click()
    await vi.waitFor(() => {
      expect(written().choices.penName).not.toBe('')
      expect(written().fields.slug.es).toBe('el-puente-que-se-cierra-a-las-seis')
    })
    await expect.element(page.getByLabelText(es.editor.penName)).toHaveDisplayValue('Tecolote')
  })
})

describe('what is written', () => {
  it('is saved while the editor goes on, and the page says when', async () => {
    await atStory()
    await expect.element(saying(es.editor.saved)).toBeVisible()
    await clickCell(opened, 0, 'es')
    await userEvent.keyboard(' Nadie más.')
    await vi.waitFor(() => expect(JSON.stringify(written())).toContain('Nadie más.'))
    await expect.element(saying(es.editor.saved)).toBeVisible()
  })

  it('is not called saved before its text is here', async () => {
    await unlock(opened, desk)
    await button(new RegExp(`^${es.sections.stories}`)).click()
    const listed = page.getByRole('option', { name: /El puente/ })
    await expect.element(listed).toBeVisible()
    desk.isReachable = false
    await listed.click()
    await expect.element(saying(es.editor.loading)).toBeVisible()
    expect(saying(es.editor.saved).elements()).toEqual([])
    desk.isReachable = true
    await expect.element(saying(es.editor.saved), { timeout: 30_000 }).toBeVisible()
  })

  it('survives a desk that does not answer, and is sent when it does', async () => {
    await atStory()
    desk.isReachable = false
    await clickCell(opened, 0, 'es')
    await userEvent.keyboard(' Nadie más.')
    await expect.element(saying(es.editor.notSavedBecause)).toBeVisible()
    expect(opened.manuscripts.anyUnsent()).toBe(true)
    await button(es.stories.back).click()
    expect(opened.manuscripts.anyUnsent()).toBe(true)
    desk.isReachable = true
    await vi.waitFor(() => expect(opened.manuscripts.anyUnsent()).toBe(false))
    expect(JSON.stringify(written())).toContain('Nadie más.')
  })

  it('survives a desk that is started again, and is not on the screen until it is unlocked', async () => {
    await atStory()
    desk.isReachable = false
    await clickCell(opened, 0, 'es')
    await userEvent.keyboard(' Nadie más.')
    desk.restart()
    desk.isReachable = true
    await expect.element(saying(es.unlock.expired)).toBeVisible()
    await expect.element(saying(es.unlock.draftsKept)).toBeVisible()
    expect(document.body.textContent).not.toMatch(/puente|bridge|Nadie más/)
  })

  it('is sent, and then forgotten, when the desk is locked', async () => {
    opened.close()
    opened = openPage(desk, { isSlow: true })
    await atStory()
    await clickCell(opened, 0, 'es')
    await userEvent.keyboard(' Nadie más.')
    expect(opened.manuscripts.anyUnsent()).toBe(true)
    await button(es.lock).click()
    await expect.element(saying(es.unlock.heading)).toBeVisible()
    expect(document.body.textContent).not.toMatch(/puente|bridge|Nadie más/)
    expect(opened.manuscripts.anyUnsent()).toBe(false)
    await vi.waitFor(() => expect(JSON.stringify(written())).toContain('Nadie más.'))
    expect(desk.asked.at(-1)).toBe('POST /api/lock')
  })

  it('leaves no trace in address, history, title or storage', async () => {
    const before = [location.href, history.length, document.title, JSON.stringify(localStorage)]
    await atStory()
    await clickCell(opened, 0, 'es')
    await userEvent.keyboard(' Nadie más.')
    for (const section of [es.sections.site, es.sections.devices, es.sections.conversations])
      await button(section).click()
    expect([location.href, history.length, document.title, JSON.stringify(localStorage)]).toEqual(
      before,
    )
    expect(sessionStorage.getItem(story)).toBeNull()
    expect(await indexedDB.databases()).toEqual([])
    expect(document.cookie).toBe('')
  })

  it('is offered to no spelling service, no memory of forms and no translation', async () => {
    await atStory()
    await button(/una maestra de la primaria, por escrito/).click()
    for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea, select')) {
      expect(field.autocomplete, field.outerHTML).toBe('off')
      expect(field.name).toBe('')
      if (field.tagName !== 'SELECT') expect(field.spellcheck, field.outerHTML).toBe(false)
    }
    expect(document.querySelector('form')).toBeNull()
    const editor = body().element() as HTMLElement
    expect(editor.spellcheck).toBe(false)
    expect(editor.translate).toBe(false)
  })
})

describe('two editors at two desks', () => {
  let otherDesk: MemoryDesk
  let other: OpenedPage

  beforeEach(async () => {
    otherDesk = new MemoryDesk(desk.newsroom, 'Tomás Ferrer')
    await atStory()
    other = openPage(otherDesk)
    await unlock(other, otherDesk)
    await openStory(other, /El puente/)
    await vi.waitFor(() => expect(shownBody(other)).toEqual(shownBody(opened)))
  })

  afterEach(() => {
    other.close()
  })

  const both = (text: string) =>
    vi.waitFor(() => {
      expect(JSON.stringify(shownBody(opened))).toContain(text)
      expect(shownBody(other)).toEqual(shownBody(opened))
    })

  it('type into the same paragraph at once', async () => {
    await clickCell(opened, 0, 'es')
    await userEvent.keyboard(' De un lado.')
    await clickCell(other, 0, 'es')
    await userEvent.keyboard('{Home}Del otro. ')
    await both('Del otro.')
    await both('De un lado.')
  })

  it('type while one of them is cut off, and agree again', async () => {
    otherDesk.isReachable = false
    await clickCell(other, 3, 'en')
    await userEvent.keyboard(' Written apart.{Enter}More.')
    await clickCell(opened, 3, 'en')
    await userEvent.keyboard(' Written here.')
    await vi.waitFor(() => expect(opened.manuscripts.anyUnsent()).toBe(false))
    expect(JSON.stringify(shownBody(other))).not.toContain('Written here.')
    otherDesk.isReachable = true
    await both('Written apart.')
    await both('Written here.')
    await both('More.')
  })

  it('write one headline, and the cursor stays where it is', async () => {
    const field = (at: OpenedPage) =>
      at.container.querySelector<HTMLTextAreaElement>('[data-place=headline-es]')!
    await page.elementLocator(field(opened)).click()
    field(opened).setSelectionRange(2, 2)
    await userEvent.keyboard(' viejo')
    await vi.waitFor(() => expect(field(other).value).toContain('El viejo puente'))
    edit(otherDesk, story, (doc) => {
      doc.getText('headline.es').insert(0, 'Aquí: ')
    })
    await vi.waitFor(() => expect(field(opened).value).toMatch(/^Aquí: El viejo puente/))
    await expect.element(page.elementLocator(field(opened))).toHaveFocus()
    expect(field(opened).selectionStart).toBe('Aquí: El viejo'.length)
  })
})

describe.each([360, 1280])('at %i px', (width) => {
  it('has nothing that axe objects to', async () => {
    await page.viewport(width, 900)
    const objections = async () =>
      (await axe.run()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])
    await unlock(opened, desk)
    await button(new RegExp(`^${es.sections.stories}`)).click()
    await expect.element(page.getByRole('option').first()).toBeVisible()
    expect(await objections()).toEqual([])
    await page.getByRole('option', { name: /El puente/ }).click()
    await expect.element(body()).toBeVisible()
    await button(/una maestra de la primaria, por escrito/).click()
    expect(await objections()).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
  })
})
