// The whole way: two phones write, two others only read, one desk answers. Everything is real: the
// relay and the desk with their storage, the site, Chromium; the waits are the demonstration's.
import { beforeAll, describe, expect, test } from 'vitest'
import { CELL_BYTES, demoSchedule } from '@cronista/protocol'
import { CELL_PATH, EDITION_PATH, ROSTER_PATH } from '@cronista/protocol/http'
import { demoStories } from '@cronista/testbed'
import type { Editor } from './editor.ts'
import { expectAccessible, keepPicture } from './evidence.ts'
import { traces } from './line.ts'
import { openNewsroom, unlockedEditor } from './open-newsroom.ts'
import { Phone } from './phone.ts'

const whatAnaSaw =
  'Anoche pasaron seis camionetas por el puente de Las Palomas. Nadie salió. La escuela sigue cerrada.'
const whatBenSaw =
  'Since Tuesday the water truck only comes to the houses that pay. I counted forty.'
const answer = 'La leímos. ¿Hacia dónde iban las camionetas? No tome fotos, por favor.'
const WAIT_MILLIS = 60_000
const CLOCK_GRAIN_MILLIS = 250

const scene = openNewsroom()
let editor: Editor

beforeAll(async () => {
  editor = await unlockedEditor(scene, 0)
})

function article(language: 'en' | 'es'): string {
  const slug = demoStories[0]?.fields.slug[language] ?? ''
  return `${scene.newsroom.siteUrl}/${language}/${slug}/`
}

async function openPhone(language: 'en' | 'es'): Promise<Phone> {
  const phone = await Phone.open(scene.browser, language)
  await phone.read(article(language))
  return phone
}

async function received(phone: Phone): Promise<void> {
  await phone.messages.getByText(phone.says.received).first().waitFor({ timeout: WAIT_MILLIS })
}

describe('a contributor writes, an editor answers, the contributor reads it on another phone', () => {
  const said: { words: readonly string[] } = { words: [] }

  test('two write and two read at the same time; both messages come to the desk', async () => {
    const [ana, ben, ...readers] = await Promise.all([
      openPhone('es'),
      openPhone('en'),
      openPhone('es'),
      openPhone('en'),
    ])
    const before = await traces(ana.page)
    await ana.openComposer()
    said.words = await ana.takeWords()
    await ana.practise(said.words)
    await ana.write(whatAnaSaw)
    await ben.openComposer()
    await ben.practise(await ben.takeWords())
    await ben.write(whatBenSaw)

    await editor.openConversation(whatAnaSaw)
    await editor.openConversation(whatBenSaw)
    await Promise.all([received(ana), received(ben)])

    await ana.leaveQuickly()
    expect(await traces(ana.page)).toEqual(before)
    expectSameOnTheLine([ana, ben], readers)
    expect([ana, ben, ...readers].flatMap((phone) => phone.complaints)).toEqual([])
    await Promise.all([ana, ben, ...readers].map((phone) => phone.close()))
  })

  test('the answer comes to another phone with the eight words, until it is confirmed', async () => {
    await editor.openConversation(whatAnaSaw)
    await editor.reply(answer)
    const other = await openPhone('es')
    await other.openComposer()
    await other.returnWith(said.words)
    const reply = other.composer.getByRole('article').filter({ hasText: answer })
    await reply.waitFor({ timeout: WAIT_MILLIS })
    await keepPicture(other.page, 'composer-reply-360-es')
    await expectAccessible(other.page)

    await reply.getByRole('button', { name: other.says.replyRead }).click()
    await editor.transcript
      .getByText(editor.says.conversation.state.confirmed.explanation)
      .waitFor({ timeout: WAIT_MILLIS })
    await expectAccessible(editor.page)
    await keepPicture(editor.page, 'desk-conversation-1280-es')
    expect([...other.complaints, ...editor.complaints]).toEqual([])
    await other.close()
  })

  test('nobody else finds it: other words open another, empty conversation', async () => {
    const stranger = await openPhone('es')
    await stranger.openComposer()
    await stranger.practise(await stranger.takeWords())
    await expect(stranger.composer.getByText(answer).count()).resolves.toBe(0)
    await stranger.close()
  })
})

/** What leaves a page is the same whether it wrote or read: the same requests, of the same size, with
 *  the same headers, and none that nobody else makes. */
function expectSameOnTheLine(writers: readonly Phone[], readers: readonly Phone[]): void {
  for (const [index, writer] of writers.entries()) {
    const reader = readers[index]
    if (reader === undefined) throw new RangeError('a reader for each writer')
    expect(writer.line.kinds()).toEqual(reader.line.kinds())
    expect(writer.line.cells().length).toBeGreaterThan(5)
    expect(new Set(writer.line.cells().map(({ bytes }) => bytes))).toEqual(new Set([CELL_BYTES]))
    for (const phone of [writer, reader]) expectOnSchedule(phone)
    const [headers, ...others] = [...writer.line.cells(), ...reader.line.cells()].map((cell) =>
      JSON.stringify(cell.headers),
    )
    expect(new Set(others)).toEqual(new Set([headers]))
  }
}

/** Sending, leaving and reading add no request between those of the schedule. */
function expectOnSchedule({ line }: Phone): void {
  const { tickMillis, editionIntervalMillis, editionRefetchMillis } = demoSchedule
  const [earliest, latest] = editionRefetchMillis
  const betweenEditions = editionIntervalMillis - (latest - earliest)
  const betweenCells = line.shortestGapMillis(CELL_PATH)
  // One added between two ticks is nearer to one of them than half of the longest wait, and a machine
  // that is busy brings no two so near to each other.
  expect(betweenCells).toBeGreaterThan(tickMillis[1] / 2)
  // An upper bound too: a line that saw no times would find no short gap either.
  expect(betweenCells).toBeLessThan(tickMillis[1] + CLOCK_GRAIN_MILLIS)
  // The first fetch follows the loading of the page, not the time of an edition.
  for (const path of [EDITION_PATH, ROSTER_PATH])
    expect(line.shortestGapMillis(path, 1)).toBeGreaterThan(betweenEditions - CLOCK_GRAIN_MILLIS)
}
