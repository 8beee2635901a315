// How a device joins the others: it shows a card, two people compare eight words, and a member seals the
// group's key to the card (docs/protocol.md §11). The words are the only thing that says whose card it is.
import {
  admissionWords,
  deviceIdOf,
  encodeCard,
  equalBytes,
  findDevice,
  openWelcome,
  parseRoster,
  ProtocolError,
  readCard,
  sealWelcome,
  toHex,
  type AdmissionCard,
  type Welcome,
} from '@cronista/protocol'
import type { Bilingual } from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { GroupKey, GroupKeys } from './group-keys.ts'
import type { KnownDevices } from './known-devices.ts'
import { membershipOf } from './membership.ts'
import { readNote, writeNote } from './notes.ts'

const WELCOME_RANDOMNESS_BYTES = 64

/** What admission works with. */
export interface AdmissionParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly store: DeskStore
  readonly groupKeys: GroupKeys
  readonly devices: KnownDevices
  readonly personName: string
}

/** The eight words of a card, in both languages. */
export type AdmissionWords = Bilingual<readonly string[]>

/** Somebody's card, read. */
export interface ReadCard {
  readonly card: AdmissionCard
  readonly words: AdmissionWords
}

/** Both sides of an admission. */
export class Admission {
  readonly #parts: AdmissionParts

  constructor(parts: AdmissionParts) {
    this.#parts = parts
  }

  /** This device's card; the same bytes each time. */
  ownCard(): Uint8Array {
    return ownCard(this.#parts.keys, this.#parts.personName)
  }

  /** The words of a card, whoever made it. */
  words(card: Uint8Array): AdmissionWords {
    const { p, newsroomId } = this.#parts.keys
    return {
      es: admissionWords(p, newsroomId, card, 'es'),
      en: admissionWords(p, newsroomId, card, 'en'),
    }
  }

  /** Reads another device's card, for its words to be compared. Throws `card-malformed`. */
  read(card: Uint8Array): ReadCard {
    const { p, newsroomId } = this.#parts.keys
    try {
      return { card: readCard(p, newsroomId, card), words: this.words(card) }
    } catch (cause) {
      if (!(cause instanceof ProtocolError)) throw cause
      throw new DeskError('card-malformed', { cause })
    }
  }

  /** Seals the group's key and this roster to a card whose words were compared. Throws `card-malformed`,
   *  and `card-foreign` for a device that the roster does not name, or names as another person's. */
  admit(card: Uint8Array, roster: Uint8Array): Uint8Array {
    const { keys, clock, store, groupKeys, devices } = this.#parts
    const { p, newsroomId, deviceSeed, random } = keys
    const { devicePublicKey, personId } = this.read(card).card
    const named = parseRoster(roster).devices.find(({ publicKey }) =>
      equalBytes(publicKey, devicePublicKey),
    )
    if (named === undefined || !equalBytes(named.personId, personId))
      throw new DeskError('card-foreign')
    if (groupKeys.current === undefined) throw new DeskError('desk-waiting')
    const membership = membershipOf(keys, parseRoster(roster), devices)
    const groupKey = groupKeys.sealing(store, membership, clock.nowMillis())
    if (groupKey === undefined) throw new DeskError('desk-waiting')
    const randomness = random(WELCOME_RANDOMNESS_BYTES)
    const { epoch: groupEpoch, key } = groupKey
    return sealWelcome(p, newsroomId, deviceSeed, {
      ...{ card, groupEpoch, groupKey: key, roster, randomness },
    })
  }

  /** Takes the group's key and the roster from a welcome that was sealed to this device's card. Durable
   *  when it returns; accepting one again changes nothing. Throws `welcome-refused`, `storage-failed`. */
  accept(welcome: Uint8Array): void {
    const { keys, clock, store, groupKeys, devices } = this.#parts
    if (groupKeys.current !== undefined) return
    const { p, newsroomId, prekeySeed, deviceId } = keys
    const judgement = { prekeySeed, card: this.ownCard(), nowMillis: clock.nowMillis() }
    const opened = refusing(() => openWelcome(p, newsroomId, welcome, judgement))
    if (opened === undefined || findDevice(p, newsroomId, opened.roster, deviceId) === undefined)
      throw new DeskError('welcome-refused')
    store.change((stores) => {
      groupKeys.accept(stores, welcomeKey(keys, opened))
      const kept = readNote(keys, stores, 'roster')
      if (kept === undefined || parseRoster(kept).number < opened.roster.number)
        writeNote(keys, stores, 'roster', opened.rosterBytes)
      devices.learn(stores, opened.roster.devices)
    })
  }
}

/** The card of a device and its person; the same bytes each time. */
export function ownCard(keys: DeskKeys, name: string): Uint8Array {
  const { p, newsroomId, deviceSeed, prekeySeed, personId } = keys
  const prekeyPublicKey = p.xwingPublicKey(prekeySeed)
  return encodeCard(p, newsroomId, deviceSeed, { personId, prekeyPublicKey, name })
}

/** The first key is everybody's; a later one opens the batches of whoever gave it. */
function welcomeKey({ p, newsroomId }: DeskKeys, opened: Welcome): GroupKey {
  const { groupEpoch: epoch, groupKey: key, sender } = opened
  if (epoch === 1) return { epoch, key }
  return { epoch, key, device: toHex(deviceIdOf(p, newsroomId, sender.publicKey)) }
}

function refusing<Result>(open: () => Result): Result {
  try {
    return open()
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new DeskError('welcome-refused', { cause, place: cause.code })
  }
}
