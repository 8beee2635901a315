/** The newsroom with which every world begins: two desks that know each other, contributors whom an editor
 *  has answered, a journal longer than what one checkpoint stands for, and a roster that is due to be renewed
 *  as soon as a world's clock begins. */
import { mkdir } from 'node:fs/promises'
import { threadsSchema } from '@cronista/desk/api'
import { awaited } from '../wire/awaited.ts'
import { Chance } from '../wire/chance.ts'
import { readDeskDisk } from './disks.ts'
import { Editors } from './editor.ts'
import { DESKS, found, type Places } from './founding.ts'
import { drawContributor, isAnswered, type Contributor } from './letters.ts'
import { RunningNewsroom } from './newsroom.ts'
import { random } from './world.ts'
import { Writer } from './writer.ts'

/** How it is to be. */
export interface TemplateWishes {
  readonly contributors: number
  readonly entriesBefore: number
  readonly segmentMaxCells: number
}

/** It, at rest. */
export interface Template {
  readonly places: Places
  readonly contributors: readonly Contributor[]
  readonly before: { readonly letters: ReadonlySet<string>; readonly cells: ReadonlySet<string> }
}

const HOUR_MILLIS = 3_600_000
/** A roster is renewed after a day, by the second desk in half an hour more. */
const FOUNDED_MILLIS = -25 * HOUR_MILLIS
const RUN_MILLIS = -2 * HOUR_MILLIS
const PATIENCE_MILLIS = 240_000
/** Of replies that a contributor says it has read: of these, what was never written does not count. */
const ALL_REPLIES = 99

/** A newsroom in `folder` that was founded a day before and in which nothing has happened. */
async function foundTemplate(folder: string, contributors: number): Promise<Template> {
  await mkdir(folder, { recursive: true })
  return {
    places: await found(folder, random, FOUNDED_MILLIS),
    contributors: Array.from({ length: contributors }, () => drawContributor(random)),
    before: { letters: new Set(), cells: new Set() },
  }
}

/** Makes it in `folder`. */
export async function makeTemplate(folder: string, wishes: TemplateWishes): Promise<Template> {
  const { places, contributors } = await foundTemplate(folder, wishes.contributors)
  const newsroom = await RunningNewsroom.prepare({
    ...{ places, segmentMaxCells: wishes.segmentMaxCells, clockOffsetMillis: RUN_MILLIS },
    onPassing: () => undefined,
  })
  try {
    await newsroom.startAll()
    await newsroom.admit()
    const writer = await converse(newsroom, places, contributors)
    await lengthen(newsroom, wishes.entriesBefore)
    await newsroom.stopAll()
    for (const one of contributors) one.repliesRead = ALL_REPLIES
    return {
      ...{ places, contributors },
      before: {
        letters: new Set(writer.letters.map(({ text }) => text)),
        cells: new Set(writer.cells.keys()),
      },
    }
  } finally {
    await newsroom.discard()
  }
}

/** A letter of each contributor, and an answer to each, which makes it known. */
async function converse(
  newsroom: RunningNewsroom,
  { newsroomId }: Places,
  contributors: readonly Contributor[],
): Promise<Writer> {
  const writer = new Writer({
    ...{ newsroomId, random, contributors, cellsBefore: new Set<string>() },
    chance: new Chance('template'),
    nowMillis: () => Date.now() + RUN_MILLIS,
  })
  await writer.begin(newsroom.relayUrl)
  await writer.sendOnce(contributors)
  await writer.end()
  if (!writer.letters.every(isAnswered)) throw new RangeError('a letter was not answered 204')
  const client = newsroom.client('ada')
  const isThere = async (desk: (typeof DESKS)[number]) => {
    const { threads } = await newsroom.client(desk).get('threads', threadsSchema)
    return threads.length >= contributors.length ? true : undefined
  }
  await awaited(PATIENCE_MILLIS, 'the first letters', () => isThere('ada'))
  const editors = new Editors('antes')
  for (const place of contributors.keys())
    await editors.ask(await editors.write('ada', client, () => place), client)
  return writer
}

/** Makes the journal longer by what an editor may do as often as it likes, and waits until both have it. */
async function lengthen(newsroom: RunningNewsroom, entries: number): Promise<void> {
  const client = newsroom.client('ada')
  const [thread] = (await client.get('threads', threadsSchema)).threads
  const turns = Math.ceil(entries / 2)
  for (let turn = 0; turn < turns; turn++)
    for (const muted of [true, false])
      await client.tell(`threads/${thread?.id ?? ''}/mute`, { muted })
  await awaited(PATIENCE_MILLIS, 'both desks have the journal', async () => {
    const disks = await Promise.all(
      DESKS.map((desk) => readDeskDisk(newsroom.folderOf(desk))),
    ).catch(() => undefined)
    const lengths = new Set(disks?.map((disk) => disk.entries.size))
    const isLong = (disks?.[0]?.entries.size ?? 0) > entries
    return lengths.size === 1 && isLong ? true : undefined
  })
}
