/** One newsroom under load, in which somebody is killed again and again. */
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { statusSchema, type DeskStatus } from '@cronista/desk/api'
import type { Random } from '@cronista/protocol'
import type { Chance } from '../wire/chance.ts'
import { readDeskDisk, readRelayDisk } from './disks.ts'
import { Editors } from './editor.ts'
import { DESKS, type DeskName, type Places } from './founding.ts'
import { Known } from './known.ts'
import type { Contributor } from './letters.ts'
import type { Passing } from './line.ts'
import { isSighted, sights, type Sight } from './moments.ts'
import { RunningNewsroom } from './newsroom.ts'
import type { Aim } from './plan.ts'
import { steadily } from './steadily.ts'
import { quickTimes } from './times.ts'
import { Writer } from './writer.ts'

type Victim = DeskName | 'relay'

/** What came of one kill. */
export interface Kill {
  readonly aim: Aim
  /** Whether the moment came; if not, they were killed all the same. */
  readonly isHit: boolean
  readonly victims: readonly Victim[]
  /** From the moment to the kill. */
  readonly delayMillis: number
  readonly cellsAnswered: number
  readonly entriesSeen: number
  readonly faults: readonly string[]
}

/** What a world is made of. */
export interface WorldParts {
  readonly places: Places
  readonly contributors: readonly Contributor[]
  /** Texts of letters that the desks have already, and hashes of cells that the relay has. */
  readonly before: { readonly letters: ReadonlySet<string>; readonly cells: ReadonlySet<string> }
  readonly segmentMaxCells: number
  readonly chance: Chance
}

export const random: Random = (length) => new Uint8Array(randomBytes(length))

const PATIENCE_MILLIS = 8_000
/** For what is sure to come, as a desk was started anew for it. */
const LONG_PATIENCE_MILLIS = 60_000
const ANYWHEN_MILLIS = 2_500
const UNLOCK_MILLIS = 900
const START_MILLIS = 500
const CLOSING_MILLIS = 40
const REPLY_MILLIS = 12
const DOWN_MILLIS = 900

/** What no kill may ever lead to, at any time. Other warnings may come, and have to go. */
const damage: ReadonlySet<string> = new Set([
  ...['cells-unreadable', 'desk-is-older-copy', 'entry-refused'],
  ...['journal-forked', 'journal-reordered', 'mirror-differs', 'parts-dropped'],
  ...['relay-is-older-copy', 'roster-draft-refused', 'segment-malformed', 'segment-missing'],
  ...['segment-skipped', 'storage-failed'],
])

/** A world that runs. */
export class World {
  readonly newsroom: RunningNewsroom
  readonly writer: Writer
  readonly editors = new Editors('ahora')
  readonly known: Known
  /** Texts of letters that the desks had before. */
  readonly before: ReadonlySet<string>
  readonly #chance: Chance
  readonly #hear: Set<(passing: Passing) => void>

  private constructor(
    newsroom: RunningNewsroom,
    writer: Writer,
    known: Known,
    before: ReadonlySet<string>,
    chance: Chance,
    hear: Set<(passing: Passing) => void>,
  ) {
    this.newsroom = newsroom
    this.writer = writer
    this.known = known
    this.before = before
    this.#chance = chance
    this.#hear = hear
  }

  /** Starts everything, and the load. */
  static async begin(parts: WorldParts): Promise<World> {
    const { places, contributors, before, segmentMaxCells, chance } = parts
    const hear = new Set<(passing: Passing) => void>()
    const known = new Known()
    const newsroom = await RunningNewsroom.prepare({
      ...{ places, segmentMaxCells, clockOffsetMillis: 0 },
      onPassing(passing) {
        known.hear(passing)
        for (const one of hear) one(passing)
      },
    })
    const { newsroomId } = places
    const nowMillis = (): number => Date.now()
    const writer = new Writer({
      ...{ newsroomId, chance, random, contributors, nowMillis },
      cellsBefore: before.cells,
    })
    const world = new World(newsroom, writer, known, before.letters, chance, hear)
    try {
      await newsroom.startAll()
      await newsroom.admit()
      await writer.begin(newsroom.relayUrl)
      writer.goOn()
      await newsroom.mirror.start()
      return world
    } catch (error) {
      await newsroom.discard()
      throw error
    }
  }

  /** Waits for the moment, kills, looks at the disks of the dead, and starts them again. */
  async kill(aim: Aim): Promise<Kill> {
    const { isHit, victims, delayMillis, died } = await this.#strike(aim)
    await died
    const faults = await this.#judgeDisks(victims)
    if (this.#chance.share() < 0.5) await wait(this.#chance.between(0, DOWN_MILLIS))
    faults.push(...(await this.#revive(victims)))
    faults.push(...this.newsroom.complaints())
    await this.#writeSometimes()
    const { answered: cellsAnswered } = this.writer
    const entriesSeen = this.known.entries
    return { aim, isHit, victims, delayMillis, cellsAnswered, entriesSeen, faults }
  }

  /** Ends everything at once. */
  async discard(): Promise<void> {
    await Promise.all([this.newsroom.discard(), this.writer.end()])
  }

  async #strike(aim: Aim) {
    const sight = sights[aim]
    const { newsroom } = this
    if (sight !== undefined) return this.#strikeAtSight(aim, sight)
    const desk = this.#chance.oneOf(DESKS)
    switch (aim) {
      case 'relay: segment closes': {
        const { segmentMaxAgeMillis } = quickTimes
        await wait(segmentMaxAgeMillis - (Date.now() % segmentMaxAgeMillis))
        return this.#strikeAfter(CLOSING_MILLIS, ['relay'])
      }
      case 'relay: starts':
        await newsroom.relay.stop()
        newsroom.relay.start().catch(() => undefined)
        return this.#strikeAfter(START_MILLIS, ['relay'])
      case 'desk: unlocks':
        await newsroom.program(desk).stop()
        await newsroom.startDesk(desk)
        newsroom.unlock(desk).catch(() => undefined)
        return this.#strikeAfter(UNLOCK_MILLIS, [desk])
      case 'desk: answers its editor': {
        const client = newsroom.client(desk)
        const reply = await this.editors.write(desk, client, (threads) => this.#draw(threads))
        this.editors.ask(reply, client).catch(() => undefined)
        return this.#strikeAfter(REPLY_MILLIS, [desk])
      }
      default: {
        const victims: readonly Victim[] =
          aim === 'all at once' ? ['relay', ...DESKS] : [this.#chance.oneOf(['relay', ...DESKS])]
        return this.#strikeAfter(ANYWHEN_MILLIS, victims)
      }
    }
  }

  async #strikeAfter(withinMillis: number, victims: readonly Victim[]) {
    const delayMillis = this.#chance.between(0, withinMillis)
    await wait(delayMillis)
    return { isHit: true, victims, delayMillis, died: this.#killAll(victims) }
  }

  async #strikeAtSight(aim: Aim, sight: Sight) {
    const delayMillis = this.#chance.between(0, sight.withinMillis)
    const stage = this.#chance.oneOf(sight.stages)
    const fallback = this.#chance.oneOf(DESKS)
    // A desk hands its roster in when it is unlocked.
    const isProvoked = aim.includes('roster')
    const seen = this.#sighted({
      isIt: (passing) => isSighted(sight, stage, passing),
      delayMillis,
      patienceMillis: isProvoked ? LONG_PATIENCE_MILLIS : PATIENCE_MILLIS,
      act: (who) => {
        const victim = sight.victim === 'relay' ? 'relay' : (who ?? fallback)
        return { victims: [victim] as const, died: this.#killAll([victim]) }
      },
    })
    if (isProvoked) await this.#restart(fallback)
    const { isHit, victims, died } = await seen
    return { isHit, victims, delayMillis, died }
  }

  /** Does something at a moment, or when patience is over. */
  #sighted<Done>({
    isIt,
    delayMillis,
    patienceMillis,
    act,
  }: {
    readonly isIt: (passing: Passing) => boolean
    readonly delayMillis: number
    readonly patienceMillis: number
    readonly act: (who?: DeskName) => Done
  }): Promise<Done & { readonly isHit: boolean }> {
    return new Promise((resolve) => {
      const end = (isHit: boolean, who?: DeskName): void => {
        this.#hear.delete(hear)
        clearTimeout(patience)
        resolve({ ...act(who), isHit })
      }
      const hear = (passing: Passing): void => {
        if (!isIt(passing)) return
        this.#hear.delete(hear)
        const who = DESKS.find((name) => name === passing.who)
        if (delayMillis < 1) end(true, who)
        else setTimeout(() => end(true, who), delayMillis)
      }
      const patience = setTimeout(() => end(false), patienceMillis)
      this.#hear.add(hear)
    })
  }

  async #restart(desk: DeskName): Promise<void> {
    const program = this.newsroom.program(desk)
    await program.stop()
    try {
      if (await this.newsroom.startDesk(desk)) await this.newsroom.unlock(desk)
    } catch {
      // It was killed meanwhile, and is started again.
    }
  }

  #killAll(victims: readonly Victim[]): Promise<unknown> {
    return Promise.all(victims.map((victim) => this.newsroom.program(victim).kill()))
  }

  async #judgeDisks(victims: readonly Victim[]): Promise<string[]> {
    const faults: string[] = []
    for (const victim of victims) {
      const folder = this.newsroom.folderOf(victim)
      if (victim === 'relay') {
        await this.writer.settled()
        faults.push(...this.known.judgeRelay(await readRelayDisk(folder), this.writer.cells))
      } else faults.push(...this.known.judgeDesk(await readDeskDisk(folder)))
    }
    return faults
  }

  async #revive(victims: readonly Victim[]): Promise<readonly string[]> {
    const { newsroom } = this
    try {
      if (victims.includes('relay')) await newsroom.relay.start()
      await this.writer.renew()
      const faults: string[] = []
      for (const desk of DESKS.filter((name) => victims.includes(name))) {
        await newsroom.startDesk(desk)
        const client = await newsroom.unlock(desk)
        for (const reply of this.editors.doubtful(desk)) await this.editors.ask(reply, client)
      }
      for (const desk of DESKS) faults.push(...damageIn(desk, await this.status(desk)))
      return faults
    } catch (error) {
      return [`not revived: ${String(error)}`]
    }
  }

  status(desk: DeskName): Promise<DeskStatus> {
    return steadily(() => this.newsroom.client(desk).get('status', statusSchema))
  }

  async #writeSometimes(): Promise<void> {
    if (this.#chance.share() > 0.3) return
    const desk = this.#chance.oneOf(DESKS)
    const client = this.newsroom.client(desk)
    const reply = await this.editors.write(desk, client, (threads) => this.#draw(threads))
    await this.editors.ask(reply, client)
  }

  #draw(count: number): number {
    return this.#chance.whole(0, count - 1)
  }
}

function damageIn(desk: DeskName, { warnings }: DeskStatus): readonly string[] {
  return warnings.filter(({ code }) => damage.has(code)).map(({ code }) => `${desk}: ${code}`)
}
