// A small newsroom for tests: two people's keys, a clock that is turned by hand, and contributors.
import { setImmediate } from 'node:timers/promises'
import {
  asMessageId,
  asPersonId,
  certifyDevice,
  concatBytes,
  cut,
  encodePart,
  encodeRoster,
  encodeRosterBody,
  newsroomIdOf,
  packLetter,
  PART_BODY_BYTES,
  replyKeyOf,
  sealCell,
  signRosterBody,
  u32,
  utf8,
  weekOf,
  type EpochIdentity,
  type MessageId,
  type Random,
  type Thread,
} from '@cronista/protocol'
import { openMemoryDeskStore } from './adapters/memory/memory-desk-store.ts'
import { nativePrimitives as p } from './adapters/native-primitives.ts'
import type { Clock } from './ports/clock.ts'
import type { DeskStore } from './ports/desk-store.ts'
import type { VaultContent } from './ports/vault.ts'
import { notePosition } from './services/collector-position.ts'
import { deskKeysOf, type DeskKeys } from './services/desk-keys.ts'
import { EpochSeeds } from './services/epoch-seeds.ts'
import { foundIntake } from './services/intake-role.ts'
import { Journal } from './services/journal.ts'
import { writeNote } from './services/notes.ts'
import { rosterExpiry } from './services/roster-keeper.ts'

/** 2026-11-22T12:00:00Z. */
export const NOON_MILLIS = Date.UTC(2026, 10, 22, 12)

/** The same bytes in every run. */
export function seededRandom(seed: string): Random {
  let counter = 0
  return (length) => {
    const blocks: Uint8Array[] = []
    for (let made = 0; made < length; made += 32)
      blocks.push(p.sha256(concatBytes(utf8(seed), u32(counter++))))
    return concatBytes(...blocks).slice(0, length)
  }
}

/** A clock that stands still until it is turned. */
export class ManualClock implements Clock {
  readonly #turns: number | undefined
  #nowMillis = NOON_MILLIS
  #alarms: readonly { readonly atMillis: number; readonly run: () => void }[] = []

  /** `turns` of the event loop pass after each alarm; one is enough where nothing but promises waits. */
  constructor(turns?: number) {
    this.#turns = turns
  }

  nowMillis(): number {
    return this.#nowMillis
  }

  at(timeMillis: number, run: () => void): () => void {
    const alarm = { atMillis: timeMillis, run }
    this.#alarms = [...this.#alarms, alarm]
    return () => {
      this.#alarms = this.#alarms.filter((one) => one !== alarm)
    }
  }

  /** Turns the clock forward, and lets everything happen that is due on the way. */
  async advance(millis: number): Promise<void> {
    const untilMillis = this.#nowMillis + millis
    await settle(this.#turns)
    for (;;) {
      const [next] = [...this.#alarms].sort((a, b) => a.atMillis - b.atMillis)
      if (next === undefined || next.atMillis > untilMillis) break
      this.#alarms = this.#alarms.filter((one) => one !== next)
      this.#nowMillis = Math.max(this.#nowMillis, next.atMillis)
      next.run()
      await settle(this.#turns)
    }
    this.#nowMillis = untilMillis
  }

  /** Somebody sets the clock back; what waits for a time goes on waiting for it. */
  setBack(millis: number): void {
    this.#nowMillis -= millis
  }

  /** Turns the clock forward at once, as a machine finds it that slept: what was due on the way happens
   *  now, and once. */
  async sleep(millis: number): Promise<void> {
    this.#nowMillis += millis
    await this.advance(0)
  }
}

/** Lets promises that wait for nothing outside come to their end. */
export async function settle(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await setImmediate()
}

const random = seededRandom('desk')
const rootSeed = random(32)

/** The newsroom of these tests. */
export const newsroomId = newsroomIdOf(p, p.ed25519PublicKey(rootSeed))

/** A vault's content; the same name has the same keys. */
export function vaultOf(personName: string): VaultContent {
  const draw = seededRandom(personName)
  return {
    masterKey: draw(32),
    deviceSeed: draw(32),
    prekeySeed: draw(32),
    personId: asPersonId(draw(16)),
    newsroomId,
    newsroomName: 'El Cenzontle',
    personName,
  }
}

/** The keys of a person's desk. */
export function keysOf(personName: string): DeskKeys {
  return deskKeysOf(p, seededRandom(`${personName} at work`), vaultOf(personName))
}

/** Ada's and Bruno's first roster, with the epochs of Ada's store, which then holds it; `others` are the
 *  names of further people on it. */
export function foundRoster(
  store: DeskStore = openMemoryDeskStore(),
  issuedAtMillis = NOON_MILLIS,
  others: readonly string[] = [],
) {
  const [ada, bruno] = [keysOf('Ada'), keysOf('Bruno')]
  const seeds = EpochSeeds.open(ada, store, issuedAtMillis)
  const epochs = seeds.comingEpochs(store, issuedAtMillis, 3)
  const body = encodeRosterBody({
    rootPublicKey: p.ed25519PublicKey(rootSeed),
    number: 1,
    previousHead: new Uint8Array(32),
    issuedAtMillis,
    expiresAtMillis: rosterExpiry(issuedAtMillis, epochs),
    origins: ['https://cenzontle.example'],
    devices: [ada, bruno, ...others.map(keysOf)].map(({ personId, devicePublicKey: publicKey }) =>
      certifyDevice(p, newsroomId, rootSeed, {
        ...{ personId, publicKey, certifiedUntilMillis: issuedAtMillis + 365 * 86_400_000 },
      }),
    ),
    epochs,
  })
  const roster = encodeRoster(
    body,
    [ada, bruno].map(({ deviceSeed }) => signRosterBody(p, newsroomId, deviceSeed, body)),
  )
  store.change((stores) => {
    Journal.found(ada, stores)
    notePosition(ada, stores)
    writeNote(ada, stores, 'roster', roster)
    foundIntake(ada, stores)
  })
  const [epoch] = seeds.identities()
  if (epoch === undefined) throw new Error('no epoch')
  return { store, roster, epoch, ada, bruno }
}

/** What a contributor's page can say. */
export interface Said {
  readonly messageId?: MessageId
  readonly repliesRead?: number
  readonly atMillis?: number
}

/** Somebody who writes. */
export class Contributor {
  readonly thread: Thread
  readonly #random: Random

  constructor(name: string) {
    this.#random = seededRandom(`contributor ${name}`)
    const contributorSeed = this.#random(32)
    const contributorPublicKey = p.ed25519PublicKey(contributorSeed)
    this.thread = { contributorSeed, contributorPublicKey, secret: this.#random(32) }
  }

  newMessageId(): MessageId {
    return asMessageId(this.#random(16))
  }

  replyKey(atMillis = NOON_MILLIS): Uint8Array {
    return replyKeyOf(p, newsroomId, this.thread, weekOf(atMillis))
  }

  /** The signed parts of a message. */
  parts(text: string, said: Said = {}): readonly Uint8Array[] {
    return this.packedParts(packLetter({ language: 'es', text }), said)
  }

  /** The signed parts of whatever somebody may have packed. */
  packedParts(packed: Uint8Array, said: Said = {}): readonly Uint8Array[] {
    const sender = this.#sender(said)
    const bodies = cut(packed, PART_BODY_BYTES)
    return bodies.map((body, number) =>
      encodePart(p, newsroomId, this.thread.contributorSeed, {
        ...{ kind: 'part', ...sender, number, count: bodies.length, body },
      }),
    )
  }

  /** A signed receipt. */
  receipt(repliesRead: number, said: Said = {}): Uint8Array {
    const sender = this.#sender({ ...said, repliesRead })
    return encodePart(p, newsroomId, this.thread.contributorSeed, { kind: 'receipt', ...sender })
  }

  #sender({ messageId = this.newMessageId(), repliesRead = 0, atMillis = NOON_MILLIS }: Said) {
    return {
      contributor: this.thread.contributorPublicKey,
      week: weekOf(atMillis),
      replyKey: this.replyKey(atMillis),
      messageId,
      repliesRead,
      rosterHead: new Uint8Array(32),
    }
  }
}

const sealing = seededRandom('sealing')

/** Seals a plaintext as a page does. */
export function sealed(epoch: EpochIdentity, plaintext: Uint8Array): Uint8Array {
  const recipient = { number: epoch.number, publicKey: p.xwingPublicKey(epoch.seed) }
  return sealCell(p, newsroomId, recipient, plaintext, sealing(64))
}

/** A text that does not deflate to less than `parts` parts. */
export function longText(parts: number): string {
  const bytes = seededRandom('long text')(parts * PART_BODY_BYTES)
  return Array.from(bytes, (byte) => String.fromCodePoint(0x21 + (byte % 90))).join('')
}
