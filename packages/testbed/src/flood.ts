/**
 * A flood: genuine cells of strangers, each under a key of its own, with valid seals and signatures, some of
 * them whole messages and the others parts of messages that never become whole; and people whom an editor
 * has answered, who go on writing in between.
 */
import { stat } from 'node:fs/promises'
import { nativePrimitives as p, openWorkerCellOpener } from '@cronista/desk'
import {
  asMessageId,
  cut,
  encodePart,
  packLetter,
  PART_BODY_BYTES,
  sealCell,
  weekOf,
  type Primitives,
  type Random,
} from '@cronista/protocol'
import { busiest, openCollectingDesk, type Busy, type CollectingDesk } from './collecting-desk.ts'

/** How large a flood is. */
export interface FloodSize {
  /** Cells of strangers. */
  readonly cells: number
  /** People whom an editor has answered. */
  readonly known: number
  /** What each of them writes while the flood goes on, each text in two parts. */
  readonly textsOfEach: number
  readonly cellsPerSegment: number
}

/** What a flood came to. */
export interface FloodOutcome extends Busy {
  readonly seconds: number
  readonly cpuSeconds: number
  /** Most memory of the process above what it had before, in bytes. */
  readonly memoryBytes: number
  /** Growth of the database, in bytes. */
  readonly diskBytes: number
  /** Entries that the journal has more. */
  readonly entries: number
  /** What known people wrote, and how much of it arrived, each text once. */
  readonly knownWritten: number
  readonly knownArrived: number
  /** Conversations of strangers that are shown. */
  readonly strangersShown: number
  readonly strangersHeld: number
  readonly strangersDropped: number
  readonly partsDropped: number
  /** Longest time that the inbox took to be listed while it went on, in milliseconds. */
  readonly inboxMillis: number
}

/** Runs a flood against a desk whose folder this is. */
export async function flood(
  size: FloodSize,
  given: { readonly folder: string; readonly random: Random; readonly threads: number },
): Promise<FloodOutcome> {
  const nowMillis = () => Date.UTC(2026, 10, 23, 12)
  const opener = openWorkerCellOpener(given.threads)
  const desk = openCollectingDesk({ ...given, opener, nowMillis })
  try {
    const writing = new Writing(desk, given.random, nowMillis())
    const known = Array.from({ length: size.known }, (_, number) =>
      writing.person(`Soy ${number}.`),
    )
    desk.close(known.map((one) => one.first))
    await desk.collector.pull()
    for (const { id } of desk.conversations.list())
      desk.conversations.reply(id, { text: 'Le leemos.', language: 'es', requestId: `to-${id}` })
    const written = known.flatMap((person, who) =>
      Array.from({ length: size.textsOfEach }, (_, number) =>
        person.says(`${who}/${number} ${writing.noise(2_400)}`),
      ),
    )
    closeMingled(desk, size, writing, written.flat())
    return await measured(desk, () => desk.collector.pull(), written.length, size.known)
  } finally {
    desk.end()
    await opener.close()
  }
}

async function measured(
  desk: CollectingDesk,
  work: () => Promise<void>,
  knownWritten: number,
  known: number,
): Promise<FloodOutcome> {
  const before = {
    entries: entriesOf(desk),
    disk: await sizeOf(desk),
    rss: process.memoryUsage.rss(),
  }
  let [memory, inboxMillis] = [0, 0]
  const watching = setInterval(() => {
    memory = Math.max(memory, process.memoryUsage.rss() - before.rss)
    const began = performance.now()
    desk.conversations.list()
    desk.conversations.heldStrangers()
    inboxMillis = Math.max(inboxMillis, performance.now() - began)
  }, 100)
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const { busy } = await busiest(work)
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  clearInterval(watching)
  const listed = desk.conversations.list()
  const held = desk.conversations.heldStrangers()
  const ofKnown = listed.filter((one) => one.known)
  return {
    ...{ seconds, cpuSeconds: (user + system) / 1e6, memoryBytes: memory, knownWritten },
    diskBytes: (await sizeOf(desk)) - before.disk,
    entries: entriesOf(desk) - before.entries,
    knownArrived: ofKnown.reduce((sum, { messages }) => sum + messages - 1, 0),
    strangersShown: listed.length - known,
    strangersHeld: held.messages,
    strangersDropped: held.dropped,
    partsDropped: desk.collector.status().counts.droppedParts,
    ...busy,
    inboxMillis,
  }
}

/** Segments of strangers' cells, the known people's spread evenly among them. */
function closeMingled(
  desk: CollectingDesk,
  { cells, cellsPerSegment }: FloodSize,
  writing: Writing,
  known: readonly Uint8Array[],
): void {
  let [open, placed] = [[] as Uint8Array[], 0]
  const put = (cell: Uint8Array) => {
    open.push(cell)
    if (open.length < cellsPerSegment) return
    desk.close(open)
    open = []
  }
  for (let sent = 0; sent < cells; sent++) {
    put(writing.stranger(sent))
    for (; placed < Math.floor(((sent + 1) * known.length) / cells); placed++) {
      const cell = known[placed]
      if (cell !== undefined) put(cell)
    }
  }
  if (open.length > 0) desk.close(open)
}

/** How many encapsulations the flood makes: whoever floods may use one for many cells. The desk cannot, and
 *  opens each. */
const ENCAPSULATIONS = 64

/** Seals what people say to the desk. */
class Writing {
  readonly #desk: CollectingDesk
  readonly #random: Random
  readonly #nowMillis: number
  readonly #sparing: Primitives
  /** What strangers say: a message of one part, and one of two. */
  readonly #rubbish: readonly (readonly Uint8Array[])[]

  constructor(desk: CollectingDesk, random: Random, nowMillis: number) {
    this.#desk = desk
    this.#random = random
    this.#nowMillis = nowMillis
    this.#sparing = sparing(random)
    this.#rubbish = ['Basura.', this.noise(2_400)].map((text) => bodiesOf(text))
  }

  /** A text that hardly deflates. */
  noise(length: number): string {
    const characters = Array.from(this.#random(length), (byte) => 0x21 + (byte % 90))
    return String.fromCharCode(...characters)
  }

  /** Somebody with a key of their own, who has said one thing and can say others. */
  person(text: string) {
    const seed = this.#random(32)
    const says = (said: string) => this.#cells(p, seed, bodiesOf(said))
    const [first] = says(text)
    if (first === undefined) throw new RangeError('a letter has a part')
    return { first, says }
  }

  /** One cell of a stranger's: three in five are whole messages, the others the first part of two. */
  stranger(number: number): Uint8Array {
    const bodies = this.#rubbish[number % 5 < 3 ? 0 : 1] ?? []
    const [cell] = this.#cells(this.#sparing, this.#random(32), bodies, 1)
    if (cell === undefined) throw new RangeError('a letter has a part')
    return cell
  }

  #cells(
    primitives: Primitives,
    seed: Uint8Array,
    bodies: readonly Uint8Array[],
    atMost = Number.POSITIVE_INFINITY,
  ): readonly Uint8Array[] {
    const { newsroomId, recipient } = this.#desk
    const sender = {
      contributor: p.ed25519PublicKey(seed),
      week: weekOf(this.#nowMillis),
      replyKey: this.#random(32),
      messageId: asMessageId(this.#random(16)),
      repliesRead: 0,
      rosterHead: new Uint8Array(32),
    }
    return bodies.slice(0, atMost).map((body, number) => {
      const part = { kind: 'part' as const, ...sender, number, count: bodies.length, body }
      const plaintext = encodePart(p, newsroomId, seed, part)
      return sealCell(primitives, newsroomId, recipient, plaintext, this.#random(64))
    })
  }
}

function bodiesOf(text: string): readonly Uint8Array[] {
  return cut(packLetter({ language: 'es', text }), PART_BODY_BYTES)
}

/** The desk's primitives, with encapsulations used again and again. */
function sparing(random: Random): Primitives {
  type Encapsulation = ReturnType<Primitives['xwingEncapsulate']>
  const made: Encapsulation[] = []
  let used = 0
  return {
    ...p,
    xwingEncapsulate(publicKey) {
      const known = made[used++ % ENCAPSULATIONS]
      const encapsulation = known ?? p.xwingEncapsulate(publicKey, random(64))
      if (known === undefined) made.push(encapsulation)
      const { encapsulatedKey, sharedSecret } = encapsulation
      return { encapsulatedKey, sharedSecret: sharedSecret.slice() }
    },
  }
}

function entriesOf({ journal }: CollectingDesk): number {
  return [...journal.heads.values()].reduce((sum, { sequence }) => sum + sequence, 0)
}

async function sizeOf({ database }: CollectingDesk): Promise<number> {
  const sizes = await Promise.all(
    ['', '-wal'].map((end) =>
      stat(`${database}${end}`).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
