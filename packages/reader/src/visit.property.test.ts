import { EPOCH_MILLIS, productionSchedule, type Language } from '@cronista/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Courier } from './courier.ts'
import { sealCover } from './cover.ts'
import { FixtureNewsroom, p, seededRandom } from './newsroom.fixture.ts'
import type { DrawMillis } from './schedule.ts'
import type { News } from './trust.ts'
import { TurnedClocks } from './turned-clocks.fixture.ts'
import { Visit, type CourierThread, type Relay } from './visit.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

/** What somebody on the line sees, and when: the request, its length, and a cell's one open byte. */
type Sight = readonly [atMillis: number, what: 'cell' | 'news', bytes: number, open: number]

/** What the network does with a request for news. Answers to cells reach nobody. */
type Answer = 'fail' | 'half-signed' | 'ok' | 'slow' | 'stall'

type Deed = (visit: Visit, relay: Relay) => void

/** What happens around a visit that is nobody's writing: each part may be left out. */
interface World {
  readonly fromMillis?: number
  readonly millis?: number
  /** When the page is hidden or shown. */
  readonly visible?: readonly (readonly [atMillis: number, visible: boolean])[]
  /** When somebody sets the phone's clock, and by how much. */
  readonly clockSet?: readonly (readonly [atMillis: number, byMillis: number])[]
  /** When the reader stops the cover. */
  readonly stopsAtMillis?: number
  /** How many times slower the worker is. */
  readonly slowness?: number
  /** How long it takes to open a thread; far less on any phone that was measured. */
  readonly deriveMillis?: number
  /** When the worker stops answering. */
  readonly workerEndsAtMillis?: number
}

const STAY_MILLIS = 5 * 60_000
const DAY = 20_000
const newsroom = new FixtureNewsroom(seededRandom(1))
const coverWorld = { primitives: p, random: seededRandom(4), newsroomId: newsroom.newsroomId }
const WORDS = [1, 2, 3, 4, 5, 6, 7, 754]

const deeds: Readonly<Record<string, Deed>> = {
  'draw words': (visit) => visit.drawWords(),
  // As the composer does: not while one is being opened.
  'open a thread': (visit) => {
    if (visit.conversation.snapshot().thread !== 'opening') visit.openThread(WORDS)
  },
  'send a line': (visit) => visit.send({ language: 'es', text: 'Hola' }),
  'send pages': (visit) => visit.send({ language: 'en', text: pages('en') }),
  'confirm a reply': (visit) => visit.confirmRead(1),
  'lose the connection': (visit) => visit.setConnected(false),
  'find it again': (visit) => visit.setConnected(true),
  leave: (visit) => visit.forget(),
}

function pages(language: Language): string {
  return Array.from({ length: 900 }, (_, index) => `${language}${index * 7919}`).join(' ')
}

/** A worker on the same clocks: it does one thing after the other, and each takes its time. */
function slowCourier(
  clocks: TurnedClocks,
  receive: (message: FromWorker) => void,
  { slowness = 1, deriveMillis = 20_000, workerEndsAtMillis = Number.POSITIVE_INFINITY }: World,
): CourierThread {
  let freeAtMillis = 0
  const work = (millis: number, job: () => void): void => {
    freeAtMillis = Math.max(freeAtMillis, clocks.steadyMillis()) + millis * slowness
    clocks.after(freeAtMillis - clocks.steadyMillis(), () => {
      if (clocks.steadyMillis() < workerEndsAtMillis) job()
    })
  }
  let courier: Courier | undefined
  const emit = (message: FromWorker): void => receive(message)
  work(900, () => {
    courier = new Courier({
      primitives: p,
      random: seededRandom(2),
      nowMillis: () => clocks.wallMillis(),
      newsroomId: newsroom.newsroomId,
      sendsPerPart: productionSchedule.sendsPerPart,
      emit,
    })
  })
  return {
    post: (message: ToWorker) =>
      work(message.kind === 'open-thread' ? deriveMillis : 200, () => courier?.receive(message)),
    end: () => undefined,
  }
}

/** One stay, seen from the line. */
async function watch(
  behaviour: readonly (readonly [atMillis: number, deed: Deed])[],
  answers: readonly Answer[],
  world: World = {},
): Promise<readonly Sight[]> {
  const { fromMillis = DAY * EPOCH_MILLIS + 57 * 60_000, millis = STAY_MILLIS } = world
  const clocks = new TurnedClocks(fromMillis)
  const sights: Sight[] = []
  let asked = 0
  const relay: Relay = {
    sendCell: (cell) => sights.push([clocks.steadyMillis(), 'cell', cell.length, cell[0]!]),
    fetchNews() {
      sights.push([clocks.steadyMillis(), 'news', 0, 0])
      const answer = answers[asked++ % answers.length] ?? 'ok'
      return answerNews(clocks, answer, asked)
    },
  }
  const visit = new Visit({
    schedule: productionSchedule,
    clocks,
    draw: drawsOf(3),
    relay,
    startCourier: (receive) => slowCourier(clocks, receive, world),
    sealCover: (to) => sealCover(coverWorld, to),
  })
  visit.setVisible(true)
  for (const [atMillis, visible] of world.visible ?? [])
    clocks.after(atMillis, () => visit.setVisible(visible))
  for (const [atMillis, byMillis] of world.clockSet ?? [])
    clocks.after(atMillis, () => clocks.setWall(byMillis))
  if (world.stopsAtMillis !== undefined)
    clocks.after(world.stopsAtMillis, () => visit.stopSending())
  for (const [atMillis, deed] of behaviour) clocks.after(atMillis, () => deed(visit, relay))
  await clocks.turn(millis)
  return sights
}

async function answerNews(
  clocks: TurnedClocks,
  answer: Answer,
  number: number,
): Promise<News | undefined> {
  if (answer === 'fail') return undefined
  const waitMillis = answer === 'stall' ? 60_000 : answer === 'slow' ? 9000 : 300
  await new Promise<void>((resolve) => clocks.after(waitMillis, resolve))
  if (answer === 'stall') return undefined
  const signers = answer === 'half-signed' ? 1 : 2
  // Each day's roster comes after the one before, though not right after it.
  const rosterNumber = 2 * Math.floor(clocks.wallMillis() / EPOCH_MILLIS)
  return newsroom.news(clocks.wallMillis(), { number }, { signers, number: rosterNumber })
}

/** The same draws for everybody, so that what remains can only come from behaviour or answers. */
function drawsOf(seed: number): DrawMillis {
  const random = seededRandom(seed)
  return ([from, to]) => from + ((to - from) * random(1)[0]!) / 255
}

const behaviours = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: STAY_MILLIS }),
    fc.constantFrom(...Object.keys(deeds)).map((name) => deeds[name]!),
  ),
  { maxLength: 8 },
)
const answersOf = fc.array(fc.constantFrom<Answer>('fail', 'half-signed', 'ok', 'slow', 'stall'), {
  minLength: 1,
  maxLength: 4,
})

test('the line sees the same of every visitor, whatever the visitor does and the network answers', async () => {
  const reader = await watch([], ['ok'])
  expect(reader.filter(([, what]) => what === 'cell').length).toBeGreaterThan(8)
  await fc.assert(
    fc.asyncProperty(behaviours, answersOf, async (behaviour, answers) => {
      expect(await watch(behaviour, answers)).toEqual(reader)
    }),
    { numRuns: 12 },
  )
})

const moment = fc.integer({ min: 0, max: STAY_MILLIS })
const HOUR = 3_600_000
const worlds: fc.Arbitrary<World> = fc.record(
  {
    visible: fc.array(fc.tuple(moment, fc.boolean()), { maxLength: 6 }),
    clockSet: fc.array(
      fc.tuple(moment, fc.constantFrom(-30 * HOUR, -HOUR, -60_000, 60_000, HOUR, 30 * HOUR)),
      { maxLength: 2 },
    ),
    stopsAtMillis: moment,
    slowness: fc.constantFrom(0.1, 1, 1000),
    workerEndsAtMillis: moment,
  },
  { requiredKeys: [] },
)

test('and so it is while pages are hidden, clocks are set, workers are slow or end, and readers opt out', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, behaviours, answersOf, async (world, behaviour, answers) => {
      expect(await watch(behaviour, answers, world)).toEqual(await watch([], ['ok'], world))
    }),
    { numRuns: 10 },
  )
})

test('whoever opts out sends and asks for nothing from then on, whatever was written before or is done after', async () => {
  await fc.assert(
    fc.asyncProperty(moment, behaviours, answersOf, async (stopsAtMillis, behaviour, answers) => {
      const seen = await watch(behaviour, answers, { stopsAtMillis })
      const before = (await watch([], ['ok'])).filter(([atMillis]) => atMillis < stopsAtMillis)
      expect(seen).toEqual(before)
    }),
    { numRuns: 5 },
  )
})

test.each([
  ['takes two ticks to open a thread', { deriveMillis: 60_000 }],
  ['takes five', { deriveMillis: 150_000 }],
  ['never ends opening it', { deriveMillis: 2 * STAY_MILLIS }],
  ['ends its worker over it', { workerEndsAtMillis: 20_001 }],
])('a phone that %s is as one that was never asked to', async (_, world) => {
  const opened = [
    [20_000, deeds['open a thread']!],
    [20_500, deeds['send a line']!],
  ] as const
  expect(await watch(opened, ['ok'], world)).toEqual(await watch([], ['ok']))
})

test('nor does a worker that ended hours before show at the change to the next epoch', async () => {
  const stay = { fromMillis: DAY * EPOCH_MILLIS - 12 * 60_000, millis: 64 * 60_000 }
  const reader = await watch([], ['ok'], stay)
  expect(reader.at(-1)?.[3]).toBe(DAY % 256)
  const opened = [[20_000, deeds['open a thread']!]] as const
  expect(await watch(opened, ['ok'], { ...stay, workerEndsAtMillis: 20_001 })).toEqual(reader)
})

test('the line sees the same of one who writes, returns, reads and leaves at awkward moments', async () => {
  const reader = await watch([], ['ok'])
  const writer = await watch(
    [
      [1500, deeds['draw words']!],
      [4900, deeds['open a thread']!],
      [60_000, deeds['send pages']!],
      [61_000, deeds['send a line']!],
      [120_000, deeds['leave']!],
      [120_100, deeds['open a thread']!],
      [180_000, deeds['confirm a reply']!],
      [STAY_MILLIS - 1, deeds['leave']!],
    ],
    ['ok'],
  )
  expect(writer).toEqual(reader)
})

test('the epoch byte of a stay across midnight changes once, at the same tick, whatever the visitor does', async () => {
  // The lag ends at four places between two ticks: at some of them the worker is deriving a thread.
  for (const shiftMillis of [0, 30_000, 60_000, 90_000]) {
    const fromMillis = DAY * EPOCH_MILLIS - 120_000 - shiftMillis
    const stay = { fromMillis, millis: 60 * 60_000 }
    const cellsOf = async (behaviour: readonly (readonly [number, Deed])[]) =>
      (await watch(behaviour, ['ok'], stay)).filter(([, what]) => what === 'cell')
    const reader = await cellsOf([])
    const bytes = reader.map(([, , , byte]) => byte)
    const change = bytes.indexOf(DAY % 256)
    expect(change).toBeGreaterThan(4)
    expect(new Set(bytes.slice(0, change))).toEqual(new Set([(DAY - 1) % 256]))
    expect(new Set(bytes.slice(change))).toEqual(new Set([DAY % 256]))
    for (const [tickMillis] of reader.slice(change - 2, change)) {
      const writer = await cellsOf([
        [tickMillis - 1000, deeds['open a thread']!],
        [tickMillis - 990, deeds['send pages']!],
      ])
      expect(writer).toEqual(reader)
    }
  }
})

test.each<[string, Deed]>([
  [
    'sends at once what was written',
    (visit, relay) => {
      deeds['send a line']!(visit, relay)
      relay.sendCell(new Uint8Array(3072))
    },
  ],
  ['asks for news when a thread is opened', (_, relay) => void relay.fetchNews()],
  ['stops ticking when it leaves', (visit) => visit.stopSending()],
  ['is hidden when the composer opens', (visit) => visit.setVisible(false)],
  ['ends when it leaves', (visit) => visit.end()],
  ['sends a cell of another length', (_, relay) => relay.sendCell(new Uint8Array(3073))],
])('the comparison notices a page that %s', async (_, leak) => {
  expect(await watch([[100_000, leak]], ['ok'])).not.toEqual(await watch([], ['ok']))
})
