import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { asMessageId, cut, packLetter, PART_BODY_BYTES, weekOf } from '@cronista/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { systemClock } from './adapters/system-clock.ts'
import { nativePrimitives as p } from './adapters/native-primitives.ts'
import { longText, seededRandom } from './desk.fixture.ts'
import { startDeskProcess } from './desk-process.fixture.ts'
import { openFoundedNewsroom, openPage, until } from './running-desk.fixture.ts'
import { SLICE_CELLS } from './services/segment-intake.ts'

const SEGMENTS = 24
/** After how many further segments, and how long after each was asked for, the desk is killed: some of
 *  these moments fall into a change of its state. */
const KILLS = [
  { segments: 2, millis: 0 },
  { segments: 3, millis: 4 },
  { segments: 3, millis: 8 },
  { segments: 3, millis: 12 },
  { segments: 3, millis: 20 },
]
/** Messages in the one segment of several slices. The desk is killed as soon as its disk has so many of the
 *  slices: at the end of one, or in the next. */
const SLICED = 4 * SLICE_CELLS
const SLICES_BEFORE_KILL = [1, 3]
const STRANGERS = 8
/** On a machine that does much else, the desk may take in the rest before this process is let run and kills
 *  it: then it is tried again. */
const ATTEMPTS = 4
const random = seededRandom('killed')
const children: ChildProcess[] = []

type Newsroom = Awaited<ReturnType<typeof openFoundedNewsroom>>

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

async function startChild(configPath: string) {
  const { child, url } = await startDeskProcess(configPath)
  children.push(child)
  return { child, url }
}

describe('a desk that is killed while it collects', () => {
  test('no message is lost and none doubled, wherever it was', async () => {
    let kill: ((served: number) => void) | undefined
    const newsroom = await openFoundedNewsroom(systemClock.nowMillis(), (served) => kill?.(served))
    const said = fillRelay(newsroom)
    const configPath = join(newsroom.folder, 'config.json')
    await writeFile(configPath, JSON.stringify(newsroom.config))

    for (const { segments, millis } of KILLS) {
      const { child, url } = await startChild(configPath)
      const died = once(child, 'exit')
      const already = newsroom.served.asked.length
      kill = (served) => {
        if (served === already + segments) void setTimeout(millis).then(() => child.kill('SIGKILL'))
      }
      const failure = await openPage(url)
        .unlock()
        .catch((error: unknown) => error)
      // Else nothing would ever kill it, and nobody would learn why.
      if (failure !== undefined && !child.killed)
        throw new Error('the desk was not unlocked', { cause: failure })
      const [, signal] = (await died) as [number | null, string | null]
      expect(signal).toBe('SIGKILL')
    }
    kill = undefined

    const { child, url } = await startChild(configPath)
    const page = openPage(url)
    await page.unlock()
    expect(await textsOf(page, said.length)).toEqual(said.toSorted())
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    await newsroom.close()
  })
})

describe('a desk that is killed in the middle of a segment, between its slices', () => {
  test('takes the rest in when it begins again, and nothing twice', async () => {
    let wasBetween = false
    for (let attempt = 0; attempt < ATTEMPTS && !wasBetween; attempt++)
      wasBetween = await killedAndReadAgain()
    expect(wasBetween).toBe(true)
  })
})

/** All that is said in all conversations, in the order of the alphabet, once there is so much. */
function textsOf(page: ReturnType<typeof openPage>, count: number): Promise<readonly string[]> {
  return until(async () => {
    const threads = await page.threads()
    const conversations = await Promise.all(threads.map(({ id }) => page.thread(id)))
    const found = conversations.flatMap(({ entries }) => entries.map(({ text }) => text))
    return found.length >= count ? found.toSorted() : undefined
  })
}

/** Kills a desk twice while it takes in one segment, and compares what it has in the end; whether one of its
 *  deaths was between two slices. */
async function killedAndReadAgain(): Promise<boolean> {
  const newsroom = await openFoundedNewsroom(systemClock.nowMillis())
  const configPath = join(newsroom.folder, 'config.json')
  await writeFile(configPath, JSON.stringify(newsroom.config))
  const database = join(newsroom.config.folder, 'desk.sqlite')
  const said = Array.from({ length: SLICED }, (_, number) => `Son ${number}.`)
  newsroom.relay.close(p, slicedCells(newsroom, said))
  const left: ReturnType<typeof leftIn>[] = []
  for (const slices of SLICES_BEFORE_KILL) {
    const { child, url } = await startChild(configPath)
    const died = once(child, 'exit')
    void openPage(url)
      .unlock()
      .catch(() => undefined)
    await untilEntries(child, database, slices * SLICE_CELLS)
    child.kill('SIGKILL')
    expect(await died).toEqual([null, 'SIGKILL'])
    left.push(leftIn(database))
  }
  const { child, url } = await startChild(configPath)
  const page = openPage(url)
  await page.unlock()
  expect(await textsOf(page, said.length)).toEqual(said.toSorted())
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  await newsroom.close()
  return left.some(({ hasSlices, isSegmentDone }) => hasSlices && !isSegmentDone)
}

/** Cells of messages of one part each, by as many strangers as a day has room for. */
function slicedCells({ seal }: Newsroom, said: readonly string[]): readonly Uint8Array[] {
  const seeds = Array.from({ length: STRANGERS }, () => random(32))
  return said.flatMap((text, number) => cellsOf(seal, seeds[number % STRANGERS]!, text))
}

/** Resolves as soon as the database of a desk that runs holds so many entries; a desk that ends by itself
 *  never will. */
async function untilEntries(child: ChildProcess, database: string, count: number): Promise<void> {
  const opened = new DatabaseSync(database, { readOnly: true })
  const entries = opened.prepare('SELECT count(*) AS entries FROM chain_entry')
  while (Number(entries.get()?.['entries']) < count) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the desk has ended')
    await setTimeout(1)
  }
  opened.close()
}

/** What the database of a desk that is dead holds, looked at in a copy. */
function leftIn(database: string) {
  const copy = `${database}-copy`
  for (const end of ['', '-wal']) copyFileSync(`${database}${end}`, `${copy}${end}`)
  const opened = new DatabaseSync(copy)
  const row = opened
    .prepare(
      `SELECT (SELECT count(*) FROM chain_entry) AS entries,
              (SELECT count(*) FROM collector_cursor) AS cursors`,
    )
    .get()
  opened.close()
  for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true })
  return {
    hasSlices: Number(row?.['entries']) >= SLICE_CELLS,
    isSegmentDone: Number(row?.['cursors']) > 0,
  }
}

/** One message in each segment, its second part in the next; everything comes twice. */
function fillRelay({ relay, seal }: Newsroom) {
  const said: string[] = []
  let late: Uint8Array[] = []
  const contributorSeeds = [random(32), random(32), random(32)]
  for (let segment = 0; segment < SEGMENTS; segment++) {
    const contributorSeed = contributorSeeds[segment % contributorSeeds.length]!
    const text = `${segment} ${longText(2)}`
    const cells = cellsOf(seal, contributorSeed, text)
    const [first, ...rest] = cells
    relay.close(p, [first!, ...late])
    late = [...rest, first!]
    said.push(text)
  }
  relay.close(p, late)
  return said
}

function cellsOf(
  seal: Newsroom['seal'],
  contributorSeed: Uint8Array,
  text: string,
): readonly Uint8Array[] {
  const bodies = cut(packLetter({ language: 'es', text }), PART_BODY_BYTES)
  const messageId = asMessageId(random(16))
  const week = weekOf(systemClock.nowMillis())
  const contributor = p.ed25519PublicKey(contributorSeed)
  const sender = { contributor, week, replyKey: random(32), messageId, repliesRead: 0 }
  return bodies.map((body, number) =>
    seal(contributorSeed, {
      ...{ kind: 'part', ...sender, rosterHead: new Uint8Array(32) },
      ...{ number, count: bodies.length, body },
    }),
  )
}
