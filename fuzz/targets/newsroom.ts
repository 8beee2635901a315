// The newsroom that all targets are about: the protocol's own fixture and what it publishes.
import {
  asMessageId,
  buildEdition,
  cut,
  deviceIdOf,
  encodePart,
  encodeReplyPart,
  packLetter,
  replyKeyOf,
  sealCell,
  weekOf,
  type Letter,
  type Part,
} from '../../packages/protocol/src/index.ts'
import { nativePrimitives as p } from '../../packages/desk/src/adapters/native-primitives.ts'
import {
  adasDeviceSeed,
  epochIdentity,
  newsroomId,
  NOON_MILLIS,
  rosterBody,
  seededRandom,
  signedRoster,
  trustedRoster,
} from '../../packages/protocol/src/protocol.fixture.ts'

const random = seededRandom('fuzz')
const contributorSeed = random(32)
const letter: Letter = { language: 'es', text: 'Llegaron de noche; los vi desde la azotea.' }

/** A thread that was not derived from words: that would cost a second and test nothing here. */
export const thread = {
  contributorSeed,
  contributorPublicKey: p.ed25519PublicKey(contributorSeed),
  secret: random(32),
}

/** Its reply key of the week. */
export const replyKey = replyKeyOf(p, newsroomId, thread, weekOf(NOON_MILLIS))
/** A letter, packed. */
export const packed = packLetter(letter)
const [body = packed] = cut(packed, 1745)

/** A part that says it. */
export const part: Part = {
  kind: 'part',
  contributor: thread.contributorPublicKey,
  week: weekOf(NOON_MILLIS),
  replyKey,
  messageId: asMessageId(random(16)),
  number: 0,
  count: 1,
  repliesRead: 2,
  rosterHead: trustedRoster().head,
  body,
}

/** The plaintexts of a part and of a receipt. */
export const plaintexts = [
  encodePart(p, newsroomId, thread.contributorSeed, part),
  encodePart(p, newsroomId, thread.contributorSeed, { ...part, kind: 'receipt' }),
]

const recipient = { number: epochIdentity.number, publicKey: p.xwingPublicKey(epochIdentity.seed) }
/** The same, sealed. */
export const cells = plaintexts.map((plaintext) =>
  sealCell(p, newsroomId, recipient, plaintext, random(64)),
)

/** The newsroom's roster, as it is served. */
export const roster = signedRoster(rosterBody)
/** The plaintext of a reply's record. */
export const replyPlaintext = encodeReplyPart(
  p,
  newsroomId,
  adasDeviceSeed,
  thread.contributorPublicKey,
  { number: 3, confirmed: 2, part: 0, count: 1, body: packed },
)
/** An edition that acknowledges the part and lists the reply. */
export const edition = buildEdition(p, random, newsroomId, adasDeviceSeed, {
  number: 7,
  timeMillis: NOON_MILLIS,
  rosterHead: trustedRoster().head,
  leaseHolder: deviceIdOf(p, newsroomId, p.ed25519PublicKey(adasDeviceSeed)),
  acknowledgements: [{ replyKey, messageId: part.messageId }],
  records: [{ replyKey, slot: 0, plaintext: replyPlaintext }],
})
