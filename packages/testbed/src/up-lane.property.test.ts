import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nativePrimitives as p, openWorkerCellOpener, type CellOpener } from '@cronista/desk'
import { concatBytes, productionSchedule, toHex, u32, utf8, type Random } from '@cronista/protocol'
import { messagesOf, openedThreads } from '@cronista/newsroom'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openCollectingDesk, type CollectingDesk } from './collecting-desk.ts'
import { NOON_MILLIS, Signers, TurnedPage } from './up-lane.fixture.ts'

/** The middle of the wait between two ticks. */
const TICK_MILLIS = 30_000
const HOUR = 3_600_000

/** What somebody writes, what the network answers to requests for news, and what becomes of each cell. */
const story = fc.record({
  seed: fc.nat(),
  /** Parts of each message, and at which tick it is sent off. */
  messages: fc.array(fc.record({ parts: fc.integer({ min: 1, max: 3 }), atTick: fc.nat(4) }), {
    minLength: 1,
    maxLength: 2,
  }),
  answers: fc.array(fc.constantFrom('garbage', 'none', 'right'), { maxLength: 3 }),
  /** How often each cell arrives; the same again and again if there are more cells. */
  copies: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 24 }),
  /** Where a copy comes in the order in which they arrive. */
  places: fc.array(fc.nat(), { minLength: 1, maxLength: 24 }),
  perSegment: fc.integer({ min: 1, max: 9 }),
})
type Story = typeof story extends fc.Arbitrary<infer Told> ? Told : never

function seeded(seed: number): Random {
  let drawn = 0
  return (length) => {
    const blocks: Uint8Array[] = []
    for (let made = 0; made < length; made += 32)
      blocks.push(p.sha256(concatBytes(utf8('up lane'), u32(seed), u32(drawn++))))
    return concatBytes(...blocks).slice(0, length)
  }
}

/** A text that has at least so many parts, one at most above. */
function textOf(parts: number, random: Random): string {
  const length = parts === 1 ? 40 : 1_745 * (parts - 1) + 400
  return Array.from(random(length), (byte) => String.fromCharCode(0x21 + (byte % 90))).join('')
}

/** The message and part that a cell carries, if it carries one. */
function carried(desk: CollectingDesk, cell: Uint8Array): string | undefined {
  const opened = desk.open(cell)
  return opened?.kind === 'part' ? `${toHex(opened.messageId)} ${opened.number}` : undefined
}

/** Writes all messages, one after the other, until no part waits; what left. */
async function written({ messages, answers }: Story, page: TurnedPage, right: () => void) {
  right()
  await page.turn(2_000)
  await page.write()
  const random = seeded(7)
  const texts = messages.map(({ parts }) => textOf(parts, random))
  for (let tick = 0; tick < 60; tick++) {
    for (const [index, { atTick }] of messages.entries())
      if (atTick === tick) page.visit.send({ language: 'es', text: texts[index] ?? '' })
    // Whatever the network gives from here on.
    const told = answers[tick % Math.max(1, answers.length)]
    if (told === 'garbage') page.answer = () => ({ edition: random(20_480), roster: random(900) })
    else if (told === 'none') page.answer = () => undefined
    else right()
    await page.turn(TICK_MILLIS)
    const { messages: shown } = page.visit.conversation.snapshot()
    const isEmpty = shown.every(({ progress }) => progress?.ticksLeft === 0)
    if (tick > 5 && shown.length === messages.length && isEmpty) break
  }
  return texts
}

/** Every copy that arrives, in the order in which it does, cut into segments that name no cell twice. */
function delivered(sent: readonly Uint8Array[], { copies, places, perSegment }: Story) {
  const arriving = sent.flatMap((cell, index) =>
    Array.from({ length: copies[index % copies.length] ?? 0 }, (_, copy) => ({
      cell,
      place: places[(index * 2 + copy) % places.length] ?? 0,
    })),
  )
  arriving.sort((a, b) => a.place - b.place)
  const segments: Uint8Array[][] = []
  for (const { cell } of arriving) {
    const open = segments.at(-1)
    if (open === undefined || open.length === perSegment || open.includes(cell))
      segments.push([cell])
    else open.push(cell)
  }
  return segments
}

async function live(told: Story, folder: string, opener: CellOpener): Promise<void> {
  const random = seeded(told.seed)
  // The threads that open cells know one newsroom.
  const signers = new Signers(seeded(0))
  const { newsroomId } = signers
  const desk = openCollectingDesk({
    ...{ folder, random, newsroomId, opener },
    nowMillis: () => NOON_MILLIS,
  })
  try {
    const page = new TurnedPage(newsroomId, random)
    const right = () => {
      page.answer = () => signers.news(desk, NOON_MILLIS)
    }
    const texts = await written(told, page, right)
    const parts = page.sent.flatMap((cell) => carried(desk, cell) ?? [])
    const sends = Map.groupBy(parts, (part) => part)
    for (const times of sends.values()) expect(times).toHaveLength(productionSchedule.sendsPerPart)
    expect(new Set(page.sent.map((cell) => toHex(p.sha256(cell)))).size).toBe(page.sent.length)

    const segments = delivered(page.sent, told)
    const arrivedParts = new Set(segments.flat().flatMap((cell) => carried(desk, cell) ?? []))
    for (const cells of segments) {
      desk.close(cells)
      await desk.collector.pull()
    }
    const isWhole = (message: string) =>
      [...sends.keys()]
        .filter((part) => part.startsWith(message))
        .every((part) => arrivedParts.has(part))
    const sentMessages = [...new Set(parts.map((part) => part.split(' ')[0] ?? ''))]
    expect(sentMessages).toHaveLength(texts.length)
    const expected = sentMessages.filter(isWhole)
    const arrived = openedThreads(desk.journal.state).flatMap((thread) => messagesOf(thread))
    expect(arrived.map(({ messageId }) => messageId).sort()).toEqual(expected.sort())
    expect(texts).toEqual(expect.arrayContaining(arrived.map(({ text }) => text)))
    // One entry for each, and one for the conversation: what comes again leaves nothing in the journal.
    const entries = [...desk.journal.heads.values()].map(({ sequence }) => sequence)
    expect(entries).toEqual(arrived.length === 0 ? [] : [arrived.length + 1])

    const received = () =>
      page.visit.conversation
        .snapshot()
        .messages.flatMap(({ letter, progress }) =>
          progress?.received === true ? [letter?.text ?? ''] : [],
        )
    expect(received()).toEqual([])
    right()
    await page.turn(HOUR + 180_000)
    expect(received().sort()).toEqual(arrived.map(({ text }) => text).sort())
    page.visit.end()
  } finally {
    desk.end()
  }
}

test('a message arrives exactly once if a copy of each of its parts does, and is told as received when an edition says so', async () => {
  const opener = openWorkerCellOpener(1)
  onTestFinished(() => opener.close())
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const folder = await mkdtemp(join(tmpdir(), 'cronista-up-lane-'))
      try {
        await live(told, folder, opener)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    }),
    { numRuns: 12 },
  )
})
