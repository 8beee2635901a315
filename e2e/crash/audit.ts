/** What has to hold when nobody is killed any more and everything has come to rest. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { threadSchema, threadsSchema } from '@cronista/desk/api'
import { parseSegmentName } from '@cronista/protocol'
import { awaited } from '../wire/awaited.ts'
import { hashesIn, readDeskDisk, readRelayDisk, type DeskDisk } from './disks.ts'
import { DESKS, type DeskName } from './founding.ts'
import { isAnswered } from './letters.ts'
import { steadily } from './steadily.ts'
import type { World } from './world.ts'

/** What was found. */
export interface Audit {
  readonly cellsSent: number
  readonly cellsAnswered: number
  readonly segments: number
  readonly lettersWritten: number
  /** Letters of which each part was answered 204: these have to be there. */
  readonly lettersOwed: number
  readonly lettersArrived: number
  readonly replies: number
  readonly entries: number
  readonly checkpoints: number
  readonly batches: number
  readonly edition: number
  readonly roster: number
  readonly faults: readonly string[]
}

const PATIENCE_MILLIS = 300_000

/** Ends the load, waits until all have what they should have, and looks at everything. */
export async function audit(world: World): Promise<Audit> {
  const { newsroom, writer, editors, known } = world
  const faults: string[] = []
  const tell = (fault: string) => () => void faults.push(fault)
  await writer.end()
  for (const desk of DESKS)
    for (const reply of editors.doubtful(desk)) await editors.ask(reply, newsroom.client(desk))
  await newsroom.mirror.kill()
  const agreed = await atRest(world).catch((error: unknown) => {
    faults.push(String(error))
    return undefined
  })
  const owed = writer.letters.filter(isAnswered)
  let arrived = 0
  for (const desk of DESKS) {
    const heard = await heardAt(world, desk)
    arrived = heard.messages.size - world.before.size
    faults.push(...judgeHeard(world, desk, heard))
    // Of rest it is part that nobody warns; what a busy machine is late with afterwards, no kill did.
    if (agreed !== undefined) continue
    const warnings = (await world.status(desk)).warnings.map(({ code }) => code)
    if (warnings.length > 0) faults.push(`${desk} warns: ${warnings.join(', ')}`)
  }
  faults.push(...(await judgeSegments(world).catch((error: unknown) => [String(error)])))
  await newsroom.stopAll().catch(tell('not stopped'))
  const relay = await readRelayDisk(newsroom.folderOf('relay'))
  faults.push(...known.judgeRelay(relay, writer.cells))
  const disks = await Promise.all(DESKS.map((desk) => readDeskDisk(newsroom.folderOf(desk))))
  for (const disk of disks) faults.push(...known.judgeDesk(disk))
  faults.push(...differences(disks, agreed), ...newsroom.complaints())
  const segments = await readdir(join(newsroom.folderOf('relay'), 'segments'))
  return {
    ...{ cellsSent: writer.cells.size, cellsAnswered: writer.answered, segments: segments.length },
    ...{ lettersWritten: writer.letters.length, lettersOwed: owed.length, lettersArrived: arrived },
    ...{ replies: editors.replies.length, entries: known.entries, batches: known.batches },
    checkpoints: Math.min(...disks.map(({ checkpoints }) => checkpoints)),
    ...{ edition: known.edition, roster: known.roster, faults },
  }
}

interface Heard {
  /** How often each text is there. */
  readonly messages: ReadonlyMap<string, number>
  readonly replies: ReadonlyMap<string, number>
  /** Threads in which two replies bear one number. */
  readonly doubledNumbers: number
}

async function heardAt({ newsroom }: World, desk: DeskName): Promise<Heard> {
  const client = newsroom.client(desk)
  const messages = new Map<string, number>()
  const replies = new Map<string, number>()
  let doubledNumbers = 0
  const { threads } = await steadily(() => client.get('threads', threadsSchema))
  for (const { id } of threads) {
    const { entries } = (await steadily(() => client.get(`threads/${id}`, threadSchema))).thread
    const numbers = new Set<number>()
    for (const entry of entries) {
      const into = entry.kind === 'message' ? messages : replies
      into.set(entry.text, (into.get(entry.text) ?? 0) + 1)
      if (entry.kind !== 'reply') continue
      if (numbers.has(entry.number)) doubledNumbers += 1
      numbers.add(entry.number)
    }
  }
  return { messages, replies, doubledNumbers }
}

/** Resolves when both desks have all letters that are owed and all replies, their chains were of one length,
 *  and they warn of nothing; with the entries on which they agreed. */
async function atRest(world: World): Promise<DeskDisk['entries']> {
  const owed = world.writer.letters.filter(isAnswered)
  for (const desk of DESKS) {
    await awaited(PATIENCE_MILLIS, `${desk} has all letters`, async () => {
      const { messages } = await heardAt(world, desk)
      return owed.every(({ text }) => messages.has(text)) ? true : undefined
    })
    await awaited(PATIENCE_MILLIS, `${desk} has all replies`, async () => {
      const { replies } = await heardAt(world, desk)
      return world.editors.replies.every(({ text }) => replies.has(text)) ? true : undefined
    })
  }
  const folders = DESKS.map((desk) => world.newsroom.folderOf(desk))
  const agreed = await awaited(PATIENCE_MILLIS, 'the heads agree', async () => {
    // Copied from under a process that writes, a database may be torn; the next look finds it whole.
    const disks = await Promise.all(folders.map(readDeskDisk)).catch(() => undefined)
    return disks !== undefined && differences(disks).length === 0 ? disks[0]?.entries : undefined
  })
  await awaited(PATIENCE_MILLIS, 'the warnings go', async () => {
    const statuses = await Promise.all(DESKS.map((desk) => world.status(desk)))
    return statuses.every(({ warnings }) => warnings.length === 0) ? true : undefined
  })
  return agreed
}

function judgeHeard(
  { writer, editors, before }: World,
  desk: DeskName,
  { messages, replies, doubledNumbers }: Heard,
): readonly string[] {
  const faults: string[] = []
  const tell = (many: number, what: string) => {
    if (many > 0) faults.push(`${desk}: ${many} ${what}`)
  }
  const written = new Set([...before, ...writer.letters.map(({ text }) => text)])
  const owed = writer.letters.filter(isAnswered)
  tell(owed.filter(({ text }) => !messages.has(text)).length, 'letters are lost')
  tell([...messages.values()].filter((times) => times > 1).length, 'letters are there twice')
  tell([...messages.keys()].filter((text) => !written.has(text)).length, 'letters are of nobody')
  tell([...before].filter((text) => !messages.has(text)).length, 'letters of before are lost')
  const answered = editors.replies.filter((reply) => reply.isAnswered)
  tell(answered.filter(({ text }) => !replies.has(text)).length, 'replies are lost')
  tell([...replies.values()].filter((times) => times > 1).length, 'replies are there twice')
  tell(doubledNumbers, 'replies bear a number that another has')
  return faults
}

/** Whether each cell that was answered 204 is in exactly one closed segment, no cell in two, none there that
 *  nobody sent, and the mirror's copies are the relay's bytes. */
async function judgeSegments({ newsroom, writer }: World): Promise<readonly string[]> {
  const answered = [...writer.cells].flatMap(([hash, isThere]) => (isThere ? [hash] : []))
  const shelf = join(newsroom.folderOf('mirror'), 'segments')
  const kept = join(newsroom.folderOf('relay'), 'segments')
  await newsroom.mirror.start()
  const counts = await awaited(PATIENCE_MILLIS, 'the mirror has every cell', async () => {
    const found = await countedIn(shelf)
    return answered.every((hash) => found.has(hash)) ? found : undefined
  })
  const faults: string[] = []
  const doubled = [...counts.values()].filter((times) => times > 1).length
  if (doubled > 0) faults.push(`${doubled} cells are in two segments`)
  const strange = [...counts.keys()].filter((hash) => !writer.isOurs(hash)).length
  if (strange > 0) faults.push(`${strange} cells are of nobody`)
  for (const name of await segmentsIn(kept)) {
    const [ours, copy] = await Promise.all(
      [kept, shelf].map((folder) => readFile(join(folder, name)).catch(() => undefined)),
    )
    if (ours === undefined || copy?.equals(ours) !== true) faults.push(`${name} is not mirrored`)
  }
  return faults
}

async function countedIn(folder: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const name of await segmentsIn(folder))
    for (const hash of await hashesIn(join(folder, name)))
      counts.set(hash, (counts.get(hash) ?? 0) + 1)
  return counts
}

async function segmentsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder)
  return names.filter((name) => parseSegmentName(name) !== undefined)
}

/** What one desk's chains have and the other's have not; of the entries on which they once `agreed`, if given:
 *  a desk that is late on a busy machine writes some even when nobody does anything, such as who builds the
 *  editions, and is then stopped before they have reached the other. */
function differences(disks: readonly DeskDisk[], agreed?: DeskDisk['entries']): readonly string[] {
  const [ada, bruno] = disks
  if (ada === undefined || bruno === undefined) return ['a desk is missing']
  const places = agreed?.keys() ?? new Set([...ada.entries.keys(), ...bruno.entries.keys()])
  const apart = [...places].filter((place) => ada.entries.get(place) !== bruno.entries.get(place))
  return apart.length === 0 ? [] : [`${apart.length} entries are not at both desks`]
}
