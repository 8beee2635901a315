import {
  asPersonId,
  buildEdition,
  certifyDevice,
  cut,
  deviceIdOf,
  EPOCH_MILLIS,
  EPOCH_OVERLAP_MILLIS,
  encodeReplyPart,
  encodeRoster,
  encodeRosterBody,
  newsroomIdOf,
  openCell,
  packLetter,
  REPLY_BODY_BYTES,
  rosterHead,
  signRosterBody,
  type Acknowledgement,
  type EditionRecord,
  type Letter,
  type NewsroomId,
  type OpenedCell,
  type Primitives,
  type Random,
} from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'
import type { News } from './trust.ts'

/** What a fixture's roster may have wrong with it. */
export interface RosterFlaws {
  readonly number?: number
  readonly signers?: 1 | 2
  readonly lifeMillis?: number
  readonly epochKey?: Uint8Array
}

/** A whole newsroom in memory: two editors' devices, an epoch for each day, and what they would
 *  publish. */
export class FixtureNewsroom {
  readonly newsroomId: NewsroomId
  readonly #random: Random
  readonly #rootSeed: Uint8Array
  readonly #deviceSeeds: readonly [Uint8Array, Uint8Array]
  readonly #epochsSecret: Uint8Array

  constructor(random: Random) {
    this.#random = random
    this.#rootSeed = random(32)
    this.#deviceSeeds = [random(32), random(32)]
    this.#epochsSecret = random(32)
    this.newsroomId = newsroomIdOf(p, p.ed25519PublicKey(this.#rootSeed))
  }

  /** Roster and edition of a moment, as the relay serves them. */
  news(
    nowMillis: number,
    content: {
      readonly number?: number
      readonly acknowledgements?: readonly Acknowledgement[]
      readonly records?: readonly EditionRecord[]
    } = {},
    flaws: RosterFlaws = {},
  ): News {
    const body = this.#rosterBody(nowMillis, flaws)
    const signers = this.#deviceSeeds.slice(0, flaws.signers ?? 2)
    const signatures = signers.map((seed) => signRosterBody(p, this.newsroomId, seed, body))
    const [deviceSeed] = this.#deviceSeeds
    const edition = buildEdition(p, this.#random, this.newsroomId, deviceSeed, {
      number: content.number ?? 1,
      timeMillis: Math.floor(nowMillis),
      rosterHead: rosterHead(p, this.newsroomId, { body }),
      leaseHolder: deviceIdOf(p, this.newsroomId, p.ed25519PublicKey(deviceSeed)),
      acknowledgements: content.acknowledgements ?? [],
      records: content.records ?? [],
    })
    return { edition, roster: encodeRoster(body, signatures) }
  }

  /** The records of one reply, for an edition. */
  reply(
    contributor: Uint8Array,
    replyKey: Uint8Array,
    letter: Letter & { readonly number: number; readonly confirmed?: number },
  ): readonly EditionRecord[] {
    const { number, confirmed = 0 } = letter
    return cut(packLetter(letter), REPLY_BODY_BYTES).map((body, part, { length: count }) => {
      const piece = { number, confirmed, part, count, body }
      const [seed] = this.#deviceSeeds
      const plaintext = encodeReplyPart(p, this.newsroomId, seed, contributor, piece)
      return { replyKey, slot: part, plaintext }
    })
  }

  /** Opens a cell as the desk does; `undefined` when it was sealed to another key. */
  open(cell: Uint8Array): OpenedCell | undefined {
    const number = cell[0] ?? 0
    return openCell(p, this.newsroomId, cell, { number, seed: this.#epochSeed(number) })
  }

  #epochSeed(number: number): Uint8Array {
    return p.hmacSha256(this.#epochsSecret, Uint8Array.of(number % 256))
  }

  #rosterBody(nowMillis: number, flaws: RosterFlaws): Uint8Array {
    const day = Math.floor(nowMillis / EPOCH_MILLIS)
    const rootPublicKey = p.ed25519PublicKey(this.#rootSeed)
    return encodeRosterBody({
      rootPublicKey,
      number: flaws.number ?? 1,
      previousHead: new Uint8Array(32),
      issuedAtMillis: day * EPOCH_MILLIS,
      expiresAtMillis: day * EPOCH_MILLIS + (flaws.lifeMillis ?? 2 * EPOCH_MILLIS),
      origins: ['https://example.org'],
      devices: this.#deviceSeeds.map((seed, person) =>
        certifyDevice(p, this.newsroomId, this.#rootSeed, {
          personId: asPersonId(new Uint8Array(16).fill(person + 1)),
          publicKey: p.ed25519PublicKey(seed),
          certifiedUntilMillis: (day + 30) * EPOCH_MILLIS,
        }),
      ),
      epochs: [day - 1, day, day + 1].map((number) => ({
        number,
        beginsAtMillis: number * EPOCH_MILLIS,
        endsAtMillis: (number + 1) * EPOCH_MILLIS + EPOCH_OVERLAP_MILLIS,
        publicKey:
          number === day && flaws.epochKey
            ? flaws.epochKey
            : p.xwingPublicKey(this.#epochSeed(number)),
      })),
    })
  }
}

/** Portable primitives, with an Argon2id that costs a test nothing. */
export const p: Primitives = {
  ...portablePrimitives,
  argon2id: (password, salt, { length }) =>
    portablePrimitives.argon2id(password, salt, { memoryKiB: 8, passes: 1, lanes: 1, length }),
}

/** Bytes that look random and are the same in every run with the same seed. */
export function seededRandom(seed: number): Random {
  let counter = 0
  return (length) => {
    counter += 1
    const salt = Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter)
    const info = new Uint8Array(0)
    const secret = Uint8Array.of(seed >>> 24, seed >>> 16, seed >>> 8, seed)
    const bytes = new Uint8Array(length)
    for (let offset = 0; offset < length; offset += 8160)
      bytes.set(p.hkdfSha256(secret, salt, info, Math.min(8160, length - offset)), offset)
    return bytes
  }
}
