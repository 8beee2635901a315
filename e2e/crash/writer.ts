/**
 * The load on the relay: cells of letters, each part in several freshly sealed copies and in any order,
 * cover between them, and now and then the same cell once more. It keeps what it sent and what was answered
 * 204; whatever else happens to a cell, it is not sent again.
 */
import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { nativePrimitives as p } from '@cronista/desk'
import {
  asNewsroomId,
  currentEpoch,
  fromHex,
  parseRoster,
  sealCell,
  type EpochRecipient,
  type NewsroomId,
  type Random,
} from '@cronista/protocol'
import { sealCover } from '@cronista/reader/cover'
import type { Chance } from '../wire/chance.ts'
import { write, type Contributor, type Letter } from './letters.ts'

const CONNECTIONS = 4
const ANSWER_MILLIS = 20_000
/** Between two cells of one connection, except in a burst. */
const PAUSE_MILLIS = [60, 240] as const
const BURST_SHARE = 0.004
const BURST_CELLS = 200
const BURST_COPIES = 4
const COPIES = 2
const COVER_SHARE = 0.25
const REPEATED_SHARE = 0.02
/** Parts that wait to be sealed, from which the next is drawn: so far apart may be what belongs together. */
const MINGLED_PARTS = 12

/** What a writer is given. */
export interface WriterParts {
  readonly newsroomId: string
  readonly chance: Chance
  readonly random: Random
  readonly contributors: readonly Contributor[]
  readonly nowMillis: () => number
  /** Hashes of cells that somebody sent before. */
  readonly cellsBefore: ReadonlySet<string>
}

interface Copy {
  readonly letter: Letter
  readonly part: number
}

/** Whoever fills the relay. */
export class Writer {
  readonly letters: Letter[] = []
  /** Hashes of all cells that left, in hexadecimal digits; whether they were answered 204. */
  readonly cells = new Map<string, boolean>()
  /** Answers other than 204, each with its number. */
  readonly refusals = new Map<number, number>()
  readonly #parts: WriterParts
  readonly #newsroomId: NewsroomId
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  readonly #waiting: Copy[] = []
  #origin = ''
  #recipient: EpochRecipient | undefined
  #burst = 0
  #last: { readonly cell: Uint8Array; readonly hash: string } | undefined
  #mayGoOn = false
  #working: Promise<unknown> = Promise.resolve()
  #underWay = 0

  constructor(parts: WriterParts) {
    this.#parts = parts
    this.#newsroomId = asNewsroomId(fromHex(parts.newsroomId))
  }

  /** How many cells were answered 204. */
  get answered(): number {
    return [...this.cells.values()].filter(Boolean).length
  }

  /** Whether this cell was sent, by this writer or before. */
  isOurs(hash: string): boolean {
    return this.cells.has(hash) || this.#parts.cellsBefore.has(hash)
  }

  /** Fetches the roster to seal by. Throws if the relay has none. */
  async begin(origin: string): Promise<void> {
    this.#origin = origin
    await this.renew()
    if (this.#recipient === undefined) throw new RangeError('no epoch to seal to')
  }

  /** Sends without end. */
  goOn(): void {
    this.#mayGoOn = true
    this.#working = Promise.all(Array.from({ length: CONNECTIONS }, () => this.#send()))
  }

  /** A letter of each of them, of one part, once. */
  async sendOnce(contributors: readonly Contributor[]): Promise<void> {
    for (const from of contributors) await this.#sendCopy({ letter: this.#write(from, 1), part: 0 })
  }

  /** Seals by the roster that the relay has now, if it answers. */
  async renew(): Promise<void> {
    const answer = await fetch(`${this.#origin}/roster`).catch(() => undefined)
    if (answer?.ok !== true) return
    const roster = parseRoster(new Uint8Array(await answer.arrayBuffer()))
    this.#recipient = currentEpoch(roster, this.#parts.nowMillis()) ?? this.#recipient
  }

  /** Resolves when no cell is under way. Nothing new leaves meanwhile only if the relay is dead. */
  async settled(): Promise<void> {
    while (this.#underWay > 0) await wait(5)
  }

  /** Ends; resolves when what was under way is answered or lost. */
  async end(): Promise<void> {
    this.#mayGoOn = false
    await this.#working
    this.#agent.destroy()
  }

  async #send(): Promise<void> {
    const { chance } = this.#parts
    while (this.#mayGoOn) {
      if (this.#burst > 0) this.#burst -= 1
      else {
        await wait(chance.between(...PAUSE_MILLIS))
        if (chance.share() < BURST_SHARE) this.#burst = BURST_CELLS
      }
      await this.#sendOne()
    }
  }

  async #sendOne(): Promise<void> {
    const { chance, random } = this.#parts
    const recipient = this.#recipient
    if (recipient === undefined) return
    if (this.#last !== undefined && chance.share() < REPEATED_SHARE) {
      await this.#post(this.#last.cell, this.#last.hash)
      return
    }
    if (chance.share() < COVER_SHARE) {
      const cover = sealCover({ primitives: p, random, newsroomId: this.#newsroomId }, recipient)
      await this.#post(cover, this.#noted(cover))
      return
    }
    await this.#sendCopy(this.#drawCopy())
  }

  async #sendCopy({ letter, part }: Copy): Promise<void> {
    const recipient = this.#recipient
    if (recipient === undefined) return
    const plaintext = letter.parts[part] ?? new Uint8Array()
    const cell = sealCell(p, this.#newsroomId, recipient, plaintext, this.#parts.random(64))
    if (await this.#post(cell, this.#noted(cell))) letter.answered.add(part)
  }

  #write(from: Contributor, size: number): Letter {
    const { random, nowMillis } = this.#parts
    const title = `Carta ${this.#parts.cellsBefore.size + this.letters.length + 1}.`
    const letter = write(this.#newsroomId, from, title, size, random, nowMillis())
    this.letters.push(letter)
    return letter
  }

  #noted(cell: Uint8Array): string {
    const hash = createHash('sha256').update(cell).digest('hex')
    this.cells.set(hash, false)
    this.#last = { cell, hash }
    return hash
  }

  #drawCopy(): Copy {
    const { chance, contributors } = this.#parts
    while (this.#waiting.length < MINGLED_PARTS) {
      const size = chance.share() < 0.6 ? 1 : chance.whole(2, 4)
      const letter = this.#write(chance.oneOf(contributors), size)
      const copies = this.#burst > 0 ? BURST_COPIES : COPIES
      for (let copy = 0; copy < copies; copy++)
        for (const part of letter.parts.keys()) this.#waiting.push({ letter, part })
    }
    const at = chance.whole(0, this.#waiting.length - 1)
    const [drawn] = this.#waiting.splice(at, 1)
    if (drawn === undefined) throw new RangeError('nothing to draw from')
    return drawn
  }

  async #post(cell: Uint8Array, hash: string): Promise<boolean> {
    this.#underWay += 1
    const status = await postCell(this.#origin, this.#agent, cell)
    if (status === 204) this.cells.set(hash, true)
    else if (status !== undefined) this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1)
    this.#underWay -= 1
    return status === 204
  }
}

/** The status, or `undefined` if no whole answer came. */
function postCell(origin: string, agent: Agent, cell: Uint8Array): Promise<number | undefined> {
  return new Promise((resolve) => {
    const sent = request(
      `${origin}/c`,
      { method: 'POST', agent, timeout: ANSWER_MILLIS },
      (answer) => {
        answer.resume()
        answer.on('close', () => resolve(answer.complete ? answer.statusCode : undefined))
      },
    )
    sent.on('timeout', () => sent.destroy())
    sent.on('error', () => resolve(undefined))
    sent.end(cell)
  })
}
