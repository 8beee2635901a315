// One newsroom under a relay that does something else to each of its visitors, twice: in one world all of
// them write and wait, in the other all of them read.
import { statusSchema, threadSchema, threadsSchema, type DeskWarningCode } from '@cronista/desk/api'
import { drawWords, type NewsroomId } from '@cronista/protocol'
import type { Visit } from '@cronista/reader/visit'
import { randomBytes } from 'node:crypto'
import type { DeskClient } from '../desk-client.ts'
import {
  openWorld,
  type Mischiefs,
  type NewsroomWorld,
  type Stay,
  type WorldTrace,
} from '../worlds/newsroom-world.ts'
import type { Mischief } from '../worlds/recorded-line.ts'
import { reordersAndRepeats, truncatesSegments } from './segment-mischiefs.fixture.ts'
import {
  cuts,
  delays,
  errors,
  forgesEditions,
  freezes,
  goesBack,
  loses,
  makesEditions,
  makesRosters,
  repeats,
  splices,
  thins,
  truncates,
  withholdsEditions,
} from './visitor-mischiefs.fixture.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const BEGIN = 55 * MINUTE
/** Long enough for a message. */
const SHORT = 9 * MINUTE
/** Until the edition that acknowledges what was written at first: segment, round, edition. Most of it the
 *  page lies in the background. */
const LONG = 130 * MINUTE
const HIDDEN_FROM = 67 * MINUTE
const HIDDEN_UNTIL = 178 * MINUTE
const LAST_LOOK = 1000

/** What the relay does to whom. */
const shortStays = [
  'errors',
  'delays',
  'cuts',
  'forgedEdition',
  'withheldEdition',
  'ownRoster',
  'oldRoster',
] as const
const longStays = [
  ...['untouched', 'lost', 'thinned', 'repeated', 'spliced', 'truncated'],
  ...['frozen', 'goesBack', 'ownEdition'],
] as const

type NewsroomState = ReturnType<Visit['conversation']['snapshot']>['newsroom']

/** What a visitor's page came to show. */
export interface Shown {
  readonly newsroom: Omit<NewsroomState, 'editionAtMillis'>
  readonly sent: boolean
  readonly received: boolean
}

/** How a world ended. */
export interface HostileOutcome {
  readonly newsroomId: NewsroomId
  readonly trace: WorldTrace
  /** By visitor, a moment before it left. */
  readonly shown: ReadonlyMap<string, Shown>
  /** By visitor, at the same moment: from when the newest edition is of which its page tells. */
  readonly newestAt: ReadonlyMap<string, number>
  /** What each desk warned of a moment after it had asked for the first segment, and in the end. */
  readonly warned: readonly [Warned, Warned]
  /** The texts that each desk has in the end, in order. */
  readonly texts: readonly [readonly string[], readonly string[]]
  /** What left the page that was given the relay's own roster. */
  readonly cellsUnderOwnRoster: readonly Uint8Array[]
}

/** What a desk warned of. */
export interface Warned {
  readonly atFirst: readonly DeskWarningCode[]
  readonly inTheEnd: readonly DeskWarningCode[]
}

/** What a visitor writes. */
export function letterOf(visitor: string): string {
  return `Vi los camiones en la presa. Firma: ${visitor}.`
}

/** Three hours of one world. */
export async function runHostileWorld(writes: boolean): Promise<HostileOutcome> {
  const cellsUnderOwnRoster: Uint8Array[] = []
  let newsroomId: NewsroomId | undefined
  const world = await openWorld('hostile relay', (loot) => {
    newsroomId = loot.newsroomId
    const own = makesRosters(loot)
    return {
      ...mischiefs(loot),
      ownRoster: (one) => {
        if (one.request === 'POST /c') cellsUnderOwnRoster.push(one.body)
        return own(one)
      },
    }
  })
  const shown = new Map<string, Shown>()
  const newestAt = new Map<string, number>()
  for (const stay of stays())
    await world.visit(stay, (visit) => {
      if (writes) write(world, visit, stay)
      world.at(HIDDEN_FROM, () => visit.setVisible(false))
      world.at(HIDDEN_UNTIL, () => visit.setVisible(true))
      world.at(stay.untilMillis - LAST_LOOK, () => {
        const { newsroom } = visit.conversation.snapshot()
        shown.set(stay.visitor, shownBy(visit))
        if (newsroom.kind === 'trusted') newestAt.set(stay.visitor, newsroom.editionAtMillis)
      })
    })
  await world.turnTo(HOUR + 500)
  const [first, second] = world.desks
  const atFirst = [await warningsOf(first), await warningsOf(second)] as const
  await world.turnTo(BEGIN + LONG)
  const inTheEnd = [await warningsOf(first), await warningsOf(second)] as const
  const texts = [await textsOf(first), await textsOf(second)] as const
  const warned = [
    { atFirst: atFirst[0], inTheEnd: inTheEnd[0] },
    { atFirst: atFirst[1], inTheEnd: inTheEnd[1] },
  ] as const
  const trace = await world.end()
  if (newsroomId === undefined) throw new TypeError('a world without a newsroom')
  return { newsroomId, trace, shown, newestAt, warned, texts, cellsUnderOwnRoster }
}

const mischiefs: Mischiefs = (loot): Readonly<Record<string, Mischief>> => ({
  ...{ errors, delays, cuts },
  ...{ lost: loses, thinned: thins(), repeated: repeats },
  ...{ spliced: splices(), truncated: truncates },
  ...{ frozen: freezes(), goesBack: goesBack() },
  ...{ forgedEdition: forgesEditions, withheldEdition: withholdsEditions },
  ownEdition: makesEditions(loot),
  ...{ Ada: truncatesSegments(), Bruno: reordersAndRepeats() },
})

function stays(): readonly Stay[] {
  const stayOf =
    (millis: number) =>
    (visitor: string): Stay => ({
      ...{ visitor, fromMillis: BEGIN, untilMillis: BEGIN + millis },
      // To a phone it is the same whether the relay goes on with what it had three days ago.
      ...(visitor === 'oldRoster' ? { aheadMillis: 73 * HOUR } : {}),
    })
  const all = [...shortStays.map(stayOf(SHORT)), ...longStays.map(stayOf(LONG))]
  return all.map((stay, place) => ({ ...stay, fromMillis: stay.fromMillis + place * 700 }))
}

function write(world: NewsroomWorld, visit: Visit, { visitor, fromMillis }: Stay): void {
  const words = drawWords((length) => new Uint8Array(randomBytes(length)))
  world.at(fromMillis + MINUTE, () => visit.openThread(words))
  world.at(fromMillis + 1.5 * MINUTE, () => visit.send({ language: 'es', text: letterOf(visitor) }))
}

function shownBy(visit: Visit): Shown {
  const { newsroom, messages } = visit.conversation.snapshot()
  const { kind } = newsroom
  const progress = messages.map((message) => message.progress)
  return {
    newsroom: kind === 'refused' ? newsroom : { kind },
    sent: progress.some((one) => one?.ticksLeft === 0),
    received: progress.some((one) => one?.received === true),
  }
}

async function warningsOf(desk: DeskClient): Promise<readonly DeskWarningCode[]> {
  return (await desk.get('status', statusSchema)).warnings.map(({ code }) => code)
}

async function textsOf(desk: DeskClient): Promise<readonly string[]> {
  const { threads } = await desk.get('threads', threadsSchema)
  const texts: string[] = []
  for (const { id } of threads) {
    const { thread } = await desk.get(`threads/${id}`, threadSchema)
    texts.push(...thread.entries.map(({ text }) => text))
  }
  return texts.sort()
}
