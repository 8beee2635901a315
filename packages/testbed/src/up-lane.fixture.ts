import { nativePrimitives as p } from '@cronista/desk'
import {
  asMessageId,
  asPersonId,
  buildEdition,
  certifyDevice,
  deviceIdOf,
  encodeRoster,
  encodeRosterBody,
  EPOCH_MILLIS,
  EPOCH_OVERLAP_MILLIS,
  fromHex,
  newsroomIdOf,
  productionSchedule,
  rosterHead,
  signRosterBody,
  type EpochRecipient,
  type NewsroomId,
  type Primitives,
  type Random,
} from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'
import { openedThreads } from '@cronista/newsroom'
import { Courier } from '@cronista/reader/courier'
import { sealCover } from '@cronista/reader/cover'
import { Visit } from '@cronista/reader/visit'
import type { CollectingDesk } from './collecting-desk.ts'

/** When everything happens: in the middle of a day, so that no epoch ends. */
export const NOON_MILLIS = Date.UTC(2026, 10, 23, 12)

/** What a page is given as news. */
type News = NonNullable<
  Awaited<ReturnType<ConstructorParameters<typeof Visit>[0]['relay']['fetchNews']>>
>

/** Two people's devices and their root: what signs rosters and editions. */
export class Signers {
  readonly newsroomId: NewsroomId
  readonly #random: Random
  readonly #root: Uint8Array
  readonly #devices: readonly [Uint8Array, Uint8Array]
  #editions = 0

  constructor(random: Random) {
    this.#random = random
    this.#root = random(32)
    this.#devices = [random(32), random(32)]
    this.newsroomId = newsroomIdOf(p, p.ed25519PublicKey(this.#root))
  }

  /** Roster and edition as they are now: the edition acknowledges exactly what this desk's journal has. */
  news(desk: CollectingDesk, nowMillis: number): News {
    const body = this.#rosterBody(desk.recipient)
    const [seed] = this.#devices
    this.#editions += 1
    const edition = buildEdition(p, this.#random, this.newsroomId, seed, {
      number: this.#editions,
      timeMillis: nowMillis,
      rosterHead: rosterHead(p, this.newsroomId, { body }),
      leaseHolder: deviceIdOf(p, this.newsroomId, p.ed25519PublicKey(seed)),
      acknowledgements: openedThreads(desk.journal.state).flatMap(({ id, messages }) =>
        [...messages.values()].flatMap(({ messageId, week }) => {
          const replyKey = desk.replyKeys.find(id, week, nowMillis)
          return replyKey === undefined
            ? []
            : [{ replyKey, messageId: asMessageId(fromHex(messageId)) }]
        }),
      ),
      records: [],
    })
    const signatures = this.#devices.map((one) => signRosterBody(p, this.newsroomId, one, body))
    return { edition, roster: encodeRoster(body, signatures) }
  }

  #rosterBody({ number, publicKey }: EpochRecipient): Uint8Array {
    const issuedAtMillis = NOON_MILLIS - 3_600_000
    return encodeRosterBody({
      rootPublicKey: p.ed25519PublicKey(this.#root),
      number: 1,
      previousHead: new Uint8Array(32),
      issuedAtMillis,
      expiresAtMillis: issuedAtMillis + 2 * EPOCH_MILLIS,
      origins: ['https://relay.example'],
      devices: this.#devices.map((seed, person) =>
        certifyDevice(p, this.newsroomId, this.#root, {
          personId: asPersonId(new Uint8Array(16).fill(person + 1)),
          publicKey: p.ed25519PublicKey(seed),
          certifiedUntilMillis: issuedAtMillis + 30 * EPOCH_MILLIS,
        }),
      ),
      epochs: [
        {
          number,
          beginsAtMillis: number * EPOCH_MILLIS,
          endsAtMillis: (number + 1) * EPOCH_MILLIS + EPOCH_OVERLAP_MILLIS,
          publicKey,
        },
      ],
    })
  }
}

/** The page's primitives, with an Argon2id that costs a test nothing. */
const pagePrimitives: Primitives = {
  ...portablePrimitives,
  argon2id: (password, salt, { length }) =>
    portablePrimitives.argon2id(password, salt, { memoryKiB: 8, passes: 1, lanes: 1, length }),
}

interface Timer {
  readonly dueAtMillis: number
  readonly action: () => void
}

/** A page with the pages' own schedule, stock and courier, whose time is turned by hand. */
export class TurnedPage {
  readonly visit: Visit
  /** Every cell that left, in order. */
  readonly sent: Uint8Array[] = []
  /** What the network gives when the page asks for news. */
  answer: () => News | undefined = () => undefined
  readonly #timers = new Set<Timer>()
  #nowMillis = 0

  constructor(newsroomId: NewsroomId, random: Random) {
    const nowMillis = () => NOON_MILLIS + this.#nowMillis
    this.visit = new Visit({
      schedule: productionSchedule,
      clocks: {
        wallMillis: nowMillis,
        steadyMillis: () => this.#nowMillis,
        after: (delayMillis, action) => {
          const timer = { dueAtMillis: this.#nowMillis + delayMillis, action }
          this.#timers.add(timer)
          return () => void this.#timers.delete(timer)
        },
      },
      draw: ([from, to]) => Math.floor((from + to) / 2),
      relay: {
        sendCell: (cell) => void this.sent.push(cell.slice()),
        fetchNews: async () => this.answer(),
      },
      sealCover: (to) => sealCover({ primitives: pagePrimitives, random, newsroomId }, to),
      startCourier(receive) {
        const courier = new Courier({
          ...{ primitives: pagePrimitives, random, nowMillis, newsroomId },
          sendsPerPart: productionSchedule.sendsPerPart,
          emit: (message) => queueMicrotask(() => receive(message)),
        })
        const post = (message: Parameters<Courier['receive']>[0]) =>
          queueMicrotask(() => courier.receive(message))
        return { post, end: () => courier.receive({ kind: 'forget' }) }
      },
    })
    this.visit.setVisible(true)
  }

  /** Lets time pass; whatever is due happens in order. */
  async turn(millis: number): Promise<void> {
    const endMillis = this.#nowMillis + millis
    for (;;) {
      for (let settled = 0; settled < 12; settled++) await Promise.resolve()
      const [next] = [...this.#timers].sort((a, b) => a.dueAtMillis - b.dueAtMillis)
      if (next === undefined || next.dueAtMillis > endMillis) break
      this.#nowMillis = next.dueAtMillis
      this.#timers.delete(next)
      next.action()
    }
    this.#nowMillis = endMillis
  }

  /** Opens a thread of words that nobody has had. */
  async write(): Promise<void> {
    this.visit.drawWords()
    await this.turn(0)
    this.visit.openThread(this.visit.conversation.snapshot().words ?? [])
    await this.turn(0)
  }
}
