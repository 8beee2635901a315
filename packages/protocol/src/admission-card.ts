import { ByteReader, concatBytes, u8 } from './bytes.ts'
import {
  asPersonId,
  context,
  isSignedBy,
  sign,
  sized,
  type NewsroomId,
  type PersonId,
} from './context.ts'
import { ProtocolError } from './errors.ts'
import type { Primitives } from './primitives.ts'
import { fromUtf8, utf8 } from './text.ts'
import { wordList, type Language } from './words.ts'

const VERSION = 1
const SIGNATURE_BYTES = 64
const XWING_PUBLIC_KEY_BYTES = 1216
const WORDS = 8
const BITS_PER_WORD = 11

/** What a new device shows to the newsroom that is to admit it (§11). */
export interface AdmissionCard {
  readonly personId: PersonId
  /** Ed25519 public key, 32 bytes. */
  readonly devicePublicKey: Uint8Array
  /** X-Wing public key, 1,216 bytes, to which the welcome is sealed. */
  readonly prekeyPublicKey: Uint8Array
  /** What colleagues call this person; 1 to 255 bytes of UTF-8 that show on one line. */
  readonly name: string
}

/** Writes a card, signed by the device it names (§11). Throws `card-malformed` for a name that is
 *  empty, too long, or holds characters that do not show. */
export function encodeCard(
  p: Primitives,
  newsroomId: NewsroomId,
  deviceSeed: Uint8Array,
  card: Omit<AdmissionCard, 'devicePublicKey'>,
): Uint8Array {
  const name = utf8(card.name)
  if (name.length > 255 || !isName(card.name)) throw new ProtocolError('card-malformed')
  const signed = concatBytes(
    u8(VERSION),
    sized(card.personId, 16),
    p.ed25519PublicKey(deviceSeed),
    sized(card.prekeyPublicKey, XWING_PUBLIC_KEY_BYTES),
    u8(name.length),
    name,
  )
  return concatBytes(signed, sign(p, newsroomId, deviceSeed, 'admission card', signed))
}

/** Reads a card that its own device signed; throws `card-malformed` for everything else. Whose card it
 *  is, only people can say: they compare {@link admissionWords}. */
export function readCard(p: Primitives, newsroomId: NewsroomId, bytes: Uint8Array): AdmissionCard {
  const reader: ByteReader = new ByteReader(bytes, 'card-malformed')
  reader.version(VERSION)
  const personId = asPersonId(reader.take(16))
  const devicePublicKey = reader.take(32)
  const prekeyPublicKey = reader.take(XWING_PUBLIC_KEY_BYTES)
  const name = fromUtf8(reader.take(reader.u8()))
  const signed = bytes.slice(0, reader.offset)
  const signature = reader.take(SIGNATURE_BYTES)
  reader.end()
  const isSigned = isSignedBy(p, newsroomId, devicePublicKey, 'admission card', signed, signature)
  if (name === undefined || !isName(name) || !isSigned) reader.fail()
  return { personId, devicePublicKey, prekeyPublicKey, name }
}

/** A name in which nothing is hidden: no control or format character, no line break. */
function isName(name: string): boolean {
  return name !== '' && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)
}

/** The name of a card inside a welcome, 32 bytes (§11). */
export function cardHash(p: Primitives, newsroomId: NewsroomId, card: Uint8Array): Uint8Array {
  return p.sha256(concatBytes(context('admission card', newsroomId), card))
}

/** Eight words for two people to compare aloud: the first 88 bits of a hash of the card (§11). They are
 *  no secret; another card with the same words takes 2⁸⁸ attempts to find. */
export function admissionWords(
  p: Primitives,
  newsroomId: NewsroomId,
  card: Uint8Array,
  language: Language,
): readonly string[] {
  const hash = p.sha256(concatBytes(context('admission words', newsroomId), card))
  const list = wordList(language)
  return Array.from({ length: WORDS }, (_, index) => {
    const word = list[bitsOf(hash, index * BITS_PER_WORD)]
    if (word === undefined) throw new RangeError('a list has 2048 words')
    return word
  })
}

/** Eleven bits from the given one on, most significant first. */
function bitsOf(hash: Uint8Array, from: number): number {
  const place = Math.floor(from / 8)
  const window = ((hash[place] ?? 0) << 16) | ((hash[place + 1] ?? 0) << 8) | (hash[place + 2] ?? 0)
  return (window >> (24 - BITS_PER_WORD - (from % 8))) & (2 ** BITS_PER_WORD - 1)
}
