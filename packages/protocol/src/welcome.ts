import { cardHash, readCard } from './admission-card.ts'
import { ByteReader, concatBytes, equalBytes, u32, u8 } from './bytes.ts'
import { context, isSignedBy, sign, sized, type NewsroomId } from './context.ts'
import { ProtocolError } from './errors.ts'
import { AEAD_TAG_BYTES, ENCAPSULATED_KEY_BYTES, open, prepareInfo, seal } from './hpke.ts'
import type { Primitives } from './primitives.ts'
import { verifyRoster, type TrustedRoster } from './roster-trust.ts'
import type { RosterDevice } from './roster.ts'

const VERSION = 1
const SIGNATURE_BYTES = 64
const PUBLIC_KEY_BYTES = 32
const FIXED_BYTES = 4 + 32 + 32 + 4
const SHORTEST =
  1 + ENCAPSULATED_KEY_BYTES + FIXED_BYTES + AEAD_TAG_BYTES + PUBLIC_KEY_BYTES + SIGNATURE_BYTES
const nothing = new Uint8Array(0)

/** What a member gives to a device it admits (§11). */
export interface NewWelcome {
  /** The card whose words two people have compared. */
  readonly card: Uint8Array
  readonly groupEpoch: number
  /** 32 bytes. */
  readonly groupKey: Uint8Array
  /** The newest roster, as it is served. */
  readonly roster: Uint8Array
  /** 64 fresh bytes. */
  readonly randomness: Uint8Array
}

/** What the admitted device knows beforehand. */
export interface WelcomeJudgement {
  /** X-Wing seed of the prekey on its card, 32 bytes. */
  readonly prekeySeed: Uint8Array
  /** Its own card, byte for byte. */
  readonly card: Uint8Array
  readonly nowMillis: number
}

/** What a welcome gave. */
export interface Welcome {
  readonly groupEpoch: number
  readonly groupKey: Uint8Array
  readonly roster: TrustedRoster
  /** The roster as it was served. */
  readonly rosterBytes: Uint8Array
  /** The member that sealed it. */
  readonly sender: RosterDevice
}

/** Seals group key and roster to the prekey on a card, and signs that (§11). Throws `card-malformed`
 *  for a card that is none, `key-malformed` for one whose prekey is none. */
export function sealWelcome(
  p: Primitives,
  newsroomId: NewsroomId,
  senderSeed: Uint8Array,
  welcome: NewWelcome,
): Uint8Array {
  const { prekeyPublicKey } = readCard(p, newsroomId, welcome.card)
  const plaintext = concatBytes(
    u32(welcome.groupEpoch),
    sized(welcome.groupKey, 32),
    cardHash(p, newsroomId, welcome.card),
    u32(welcome.roster.length),
    welcome.roster,
  )
  const info = prepareInfo(p, context('welcome', newsroomId))
  const sealed = seal(p, prekeyPublicKey, info, nothing, plaintext, welcome.randomness)
  const signed = concatBytes(u8(VERSION), sealed, p.ed25519PublicKey(senderSeed))
  return concatBytes(signed, sign(p, newsroomId, senderSeed, 'welcome signature', signed))
}

/** Opens a welcome and trusts it only if its roster passes every rule of §5 under the pinned newsroom
 *  id and names its sender. `undefined` if it was not sealed to this prekey. Throws
 *  `welcome-malformed`, `welcome-unsigned`, `welcome-other-card`, or a roster's code. */
export function openWelcome(
  p: Primitives,
  newsroomId: NewsroomId,
  bytes: Uint8Array,
  judgement: WelcomeJudgement,
): Welcome | undefined {
  const { sealed, senderPublicKey, signed, signature } = parseWelcome(bytes)
  if (!isSignedBy(p, newsroomId, senderPublicKey, 'welcome signature', signed, signature))
    throw new ProtocolError('welcome-unsigned')
  const info = prepareInfo(p, context('welcome', newsroomId))
  const plaintext = open(p, judgement.prekeySeed, info, nothing, sealed)
  if (plaintext === undefined) return undefined
  const content = readContent(plaintext)
  if (!equalBytes(content.card, cardHash(p, newsroomId, judgement.card)))
    throw new ProtocolError('welcome-other-card')
  const { nowMillis } = judgement
  const roster = verifyRoster(p, content.rosterBytes, { newsroomId, nowMillis })
  const sender = roster.devices.find(({ publicKey }) => equalBytes(publicKey, senderPublicKey))
  if (sender === undefined) throw new ProtocolError('welcome-unsigned')
  const { groupEpoch, groupKey, rosterBytes } = content
  return { groupEpoch, groupKey, roster, rosterBytes, sender }
}

function parseWelcome(bytes: Uint8Array) {
  const reader = new ByteReader(bytes, 'welcome-malformed')
  if (bytes.length < SHORTEST) reader.fail()
  reader.version(VERSION)
  const sealed = reader.take(bytes.length - 1 - PUBLIC_KEY_BYTES - SIGNATURE_BYTES)
  const senderPublicKey = reader.take(PUBLIC_KEY_BYTES)
  const signed = bytes.slice(0, reader.offset)
  return { sealed, senderPublicKey, signed, signature: reader.take(SIGNATURE_BYTES) }
}

function readContent(plaintext: Uint8Array) {
  const reader = new ByteReader(plaintext, 'welcome-malformed')
  const groupEpoch = reader.u32()
  const groupKey = reader.take(32)
  const card = reader.take(32)
  const rosterBytes = reader.take(reader.u32())
  reader.end()
  return { groupEpoch, groupKey, card, rosterBytes }
}
