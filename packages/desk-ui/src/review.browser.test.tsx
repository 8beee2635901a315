import axe from 'axe-core'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { loadStyles, openPage, type OpenedPage } from './app.fixture.tsx'
import { MemoryDesk } from './desk.fixture.ts'
import { openStory, unlock } from './page-reading.fixture.ts'
import { texts } from './texts/index.ts'
import { edit, move, proposedDigest, publishStory, writeStory } from './written-story.fixture.ts'

const es = texts.es

let desk: MemoryDesk
let otherDesk: MemoryDesk
let opened: OpenedPage
let story: string

beforeAll(loadStyles)

beforeEach(() => {
  desk = new MemoryDesk()
  otherDesk = new MemoryDesk(desk.newsroom, 'Tomás Ferrer')
  story = writeStory(desk)
  opened = openPage(desk)
})

afterEach(() => {
  opened.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const saying = (sentence: string) => page.getByText(sentence, { exact: false })
const confirm = (sentence: string) => page.getByRole('checkbox', { name: sentence })
const printed = (name: string) => page.getByRole('region', { name })
const moves = es.review.moves

async function atStory(): Promise<void> {
  await unlock(opened, desk)
  await openStory(opened, /El puente/)
}

describe('a story on its way to the site', () => {
  it('needs two people, waits, and is published by one of them', async () => {
    await atStory()
    await button(moves.submit).click()
    await expect.element(saying(es.review.noApproval)).toBeVisible()
    await expect
      .element(printed(es.review.proposed).getByText('sepan la hora', { exact: false }).first())
      .toBeVisible()
    await expect
      .element(printed(es.review.proposed).getByText('know the hour', { exact: false }).first())
      .toBeVisible()
    await expect.element(button(moves.approve)).toBeDisabled()
    await confirm(es.review.approveConfirm).click()
    await button(moves.approve).click()
    await expect.element(saying(es.review.secondNeeded)).toBeVisible()
    expect(button(moves.approve).elements()).toEqual([])

    move(otherDesk, story, 'approve', { digest: proposedDigest(desk, story) })
    await expect.element(saying(es.review.approvedBy('Tomás Ferrer'))).toBeVisible()
    await expect.element(saying(es.review.holdExplained)).toBeVisible()
    expect(button(moves.publish).elements()).toEqual([])

    desk.newsroom.signs = false
    desk.newsroom.waitOut()
    await confirm(es.review.publishConfirm).click()
    await button(moves.publish).click()
    await expect.element(saying(es.site.pending(1))).toBeVisible()
    await expect.element(saying(es.site.stages['waits-for-signature'])).toBeVisible()
    desk.newsroom.sign()
    await expect.element(printed(es.review.onSite)).toBeVisible()
    await expect.element(saying(es.stories.states.published).first()).toBeVisible()
  })

  it.each([360, 1280])(
    'is shown from its beginning once it is submitted, at %i px',
    async (width) => {
      await page.viewport(width, 600)
      await atStory()
      await button(moves.submit).click()
      const heading = page.getByRole('heading', { name: es.review.proposed })
      await expect.element(heading).toHaveFocus()
      const { top, bottom } = heading.element().getBoundingClientRect()
      expect(top).toBeGreaterThanOrEqual(0)
      expect(bottom).toBeLessThanOrEqual(600)
    },
  )

  it('is approved exactly as it is on the screen, or not at all', async () => {
    move(desk, story, 'submit')
    await atStory()
    await confirm(es.review.approveConfirm).click()
    // Another desk returns it, changes it and submits it again: what was confirmed is gone.
    move(otherDesk, story, 'return')
    edit(otherDesk, story, (doc) => {
      doc.getText('headline.es').insert(0, 'Otra vez: ')
    })
    move(otherDesk, story, 'submit')
    await expect
      .element(printed(es.review.proposed).getByText('Otra vez', { exact: false }).first())
      .toBeVisible()
    await expect.element(confirm(es.review.approveConfirm)).not.toBeChecked()
    await expect.element(button(moves.approve)).toBeDisabled()
  })

  it('is returned with a reason that the colleague reads', async () => {
    move(otherDesk, story, 'submit')
    await atStory()
    await button(new RegExp(`^${moves.return}`)).click()
    await page.getByRole('textbox', { name: es.review.reason }).fill('Falta confirmar la fecha.')
    await button(moves.return).last().click()
    await expect.element(saying(es.stories.states.draft).first()).toBeVisible()
    await expect.element(saying('Falta confirmar la fecha.')).toBeVisible()
  })

  it('cannot be submitted while something is missing, or not saved', async () => {
    await atStory()
    await expect.element(button(moves.submit)).toBeEnabled()
    desk.isReachable = false
    await page.getByRole('textbox', { name: /^Título, en inglés/ }).click()
    await userEvent.keyboard(' again')
    await expect.element(button(moves.submit)).toBeDisabled()
    desk.isReachable = true
    await expect.element(button(moves.submit)).toBeEnabled()
    await page.getByRole('textbox', { name: /^Título, en inglés/ }).fill('')
    await expect.element(saying(es.review.faultsLeft(1))).toBeVisible()
    await expect.element(button(moves.submit)).toBeDisabled()
  })
})

describe('a story on the site', () => {
  beforeEach(() => {
    publishStory([desk, otherDesk], story)
  })

  it('is corrected in both languages, with a note in both, and shows what changes', async () => {
    await atStory()
    await button(moves.reopen).click()
    const correction = es.review.correctionText
    const note = (language: string) =>
      page.getByRole('textbox', { name: es.editor.fieldIn(correction, language) })
    await note('en español').fill('Decía dos semanas; son tres.')
    await expect.element(button(moves['note-correction'])).toBeDisabled()
    await note('en inglés').fill('It said two weeks; it is three.')
    await button(moves['note-correction']).click()
    await expect.element(note('en español')).toHaveValue('')
    edit(otherDesk, story, (doc) => {
      doc.getText('summary.es').insert(0, 'Ahora sí: ')
    })
    await expect.element(saying(es.faults.codes['only-one-language-changed'])).toBeVisible()
    edit(otherDesk, story, (doc) => {
      doc.getText('summary.en').insert(0, 'Now then: ')
    })
    await button(moves.submit).click()
    const compared = printed(es.review.compared)
    await expect.element(compared).toBeVisible()
    const added = [...compared.element().querySelectorAll('ins')].map((ins) => ins.textContent)
    expect(added).toEqual([
      'Ahora sí: ',
      'Now then: ',
      'Decía dos semanas; son tres.',
      'It said two weeks; it is three.',
    ])
    expect(compared.element().querySelector('del')).toBeNull()
    await expect
      .element(
        printed(es.review.proposedCorrection).getByText('Ahora sí', { exact: false }).first(),
      )
      .toBeVisible()
  })

  it('is withdrawn with a notice in both languages by two people, and waits for nothing else', async () => {
    await atStory()
    await button(new RegExp(`^${moves['propose-withdrawal']}`)).click()
    const note = (language: string) =>
      page.getByRole('textbox', { name: es.editor.fieldIn(es.review.withdrawNote, language) })
    await note('en español').fill('La retiramos: no pudimos confirmarla.')
    await note('en inglés').fill('We withdrew it: we could not confirm it.')
    await expect.element(button(moves['propose-withdrawal']).last()).toBeDisabled()
    await confirm(es.review.withdrawConfirm).click()
    await button(moves['propose-withdrawal']).last().click()
    const notice = printed(es.review.proposedWithdrawal)
    await expect
      .element(notice.getByText('no pudimos confirmarla', { exact: false }).first())
      .toBeVisible()
    await expect.element(saying(es.review.noApproval)).toBeVisible()
    await expect.element(saying(es.stories.withdrawal['in-review']).first()).toBeVisible()
    move(otherDesk, story, 'approve', { digest: proposedDigest(desk, story) })
    await expect.element(saying(es.review.approveSecondWithdrawal)).toBeVisible()
    await confirm(es.review.approveConfirm).click()
    await button(moves.approve).click()
    await expect.element(saying(es.review.withdrawNow)).toBeVisible()
    await expect.element(saying(es.stories.withdrawal.held).first()).toBeVisible()
    for (const sentence of [es.review.holdExplained, es.review.holdOver])
      expect(saying(sentence).elements()).toEqual([])
    // Of the publication.
    expect(saying(es.review.done.hold).elements()).toHaveLength(1)
    await confirm(es.review.publishConfirm).click()
    await button(moves.publish).click()
    await expect.element(saying(es.review.withdrawn).first()).toBeVisible()
  })
})

describe('the site', () => {
  it('is published as it stands when somebody says so', async () => {
    await unlock(opened, desk)
    await button(es.sections.site).click()
    await expect.element(saying(es.site.none)).toBeVisible()
    await button(new RegExp(`^${es.site.publish}…`)).click()
    await confirm(es.review.publishConfirm).click()
    desk.newsroom.signs = false
    await page.getByRole('button', { name: es.site.publish, exact: true }).click()
    await expect.element(saying(es.site.pending(1))).toBeVisible()
    desk.newsroom.sign()
    await expect.element(saying(es.site.release(1))).toBeVisible()
  })
})

describe('the devices', () => {
  it('are admitted only after both people have read the words to each other', async () => {
    await unlock(opened, desk)
    await button(es.sections.devices).click()
    await page.getByRole('textbox', { name: es.devices.theirCard }).fill('no es tarjeta')
    await button(es.devices.readCard).click()
    await expect.element(saying(es.failures['card-malformed'])).toBeVisible()
    // A chat may have broken the card into lines.
    const pasted = desk.devices.otherCard.replace(/.{64}/g, '$&\n')
    await page.getByRole('textbox', { name: es.devices.theirCard }).fill(pasted)
    await button(es.devices.readCard).click()
    await expect.element(saying(es.devices.cardOf('Tomás Ferrer'))).toBeVisible()
    expect(document.querySelectorAll('.admission li')).toHaveLength(16)
    await expect.element(button(es.devices.admitDevice)).toBeDisabled()
    expect(desk.asked).not.toContain('POST /api/devices/admit')
    await confirm(es.devices.confirm).click()
    await button(es.devices.admitDevice).click()
    await expect
      .element(page.getByRole('textbox', { name: es.devices.welcome }))
      .toHaveValue(desk.devices.welcome)
  })

  it('show nothing but card, words and the place for a welcome while they wait', async () => {
    desk.devices.membership = 'waiting'
    await page.getByRole('textbox', { name: es.unlock.passphrase }).fill(desk.passphrase)
    await userEvent.keyboard('{Enter}')
    const { waiting } = es.devices
    await expect.element(saying(waiting.heading)).toBeVisible()
    expect(page.getByRole('navigation').elements()).toEqual([])
    await page.getByRole('textbox', { name: waiting.welcome }).fill(desk.devices.welcome)
    await button(waiting.accept).click()
    await expect.element(page.getByRole('heading', { name: es.inbox.heading })).toBeVisible()
  })
})

describe.each([360, 1280])('at %i px', (width) => {
  it('has nothing that axe objects to', async () => {
    await page.viewport(width, 900)
    const objections = async () =>
      (await axe.run()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])
    move(desk, story, 'submit')
    await atStory()
    await expect.element(printed(es.review.proposed)).toBeVisible()
    expect(await objections()).toEqual([])
    await button(es.stories.back).click()
    await button(es.names.open).click()
    await button(es.names.newSource).click()
    expect(await objections()).toEqual([])
    for (const section of [es.sections.site, es.sections.devices]) {
      await button(section).click()
      await vi.waitFor(() => expect(document.querySelector('.sheet h2')).not.toBeNull())
      expect(await objections(), section).toEqual([])
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
    }
  })
})
