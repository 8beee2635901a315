import { ByteReader, concatBytes, isZero, u16, u32, u8 } from './bytes.ts'
import {
  asMessageId,
  context,
  isSignedBy,
  sign,
  sized,
  type MessageId,
  type NewsroomId,
} from './context.ts'
import { ProtocolError } from './errors.ts'
import { AEAD_TAG_BYTES, ENCAPSULATED_KEY_BYTES, open, prepareInfo, seal } from './hpke.ts'
import type { PreparedInfo } from './hpke.ts'
import type { Primitives } from './primitives.ts'

/** Every cell has this length, on the wire and on disk. */
export const CELL_BYTES = 3072
/** What is sealed in a cell. */
export const CELL_PLAINTEXT_BYTES = CELL_BYTES - 1 - ENCAPSULATED_KEY_BYTES - AEAD_TAG_BYTES
/** The most that one part carries. */
export const PART_BODY_BYTES = 1745

const VERSION = 1
const SIGNATURE_BYTES = 64
const SIGNED_BYTES = CELL_PLAINTEXT_BYTES - SIGNATURE_BYTES
const kindBytes = { part: 1, receipt: 2 } as const

/** What a page says of itself in every real cell (§4). */
interface Sender {
  /** Ed25519 public key, 32 bytes. */
  readonly contributor: Uint8Array
  readonly week: number
  /** The reply key of that week, 32 bytes. */
  readonly replyKey: Uint8Array
  readonly messageId: MessageId
  /** The last reply the contributor confirmed; 0 is none. */
  readonly repliesRead: number
  /** Head of the roster the writer saw, 32 bytes. */
  readonly rosterHead: Uint8Array
}

/** One piece of a message. */
export interface Part extends Sender {
  readonly kind: 'part'
  /** From 0. */
  readonly number: number
  readonly count: number
  readonly body: Uint8Array
}

/** Confirms replies and carries nothing else. */
export interface Receipt extends Sender {
  readonly kind: 'receipt'
}

/** What nearly every cell is. */
export interface Cover {
  readonly kind: 'cover'
}

/** What an opened cell turned out to be. */
export type OpenedCell = Cover | Part | Receipt

/** To whom cells of one epoch are sealed. */
export interface EpochRecipient {
  readonly number: number
  /** X-Wing public key, 1,216 bytes. */
  readonly publicKey: Uint8Array
}

/** What opens the cells of one epoch. */
export interface EpochIdentity {
  readonly number: number
  /** X-Wing seed, 32 bytes. */
  readonly seed: Uint8Array
}

/** The plaintext of cover: zeros. */
export function coverPlaintext(): Uint8Array {
  return new Uint8Array(CELL_PLAINTEXT_BYTES)
}

/** The signed plaintext of a part or receipt, 1,935 bytes (§4). */
export function encodePart(
  p: Primitives,
  newsroomId: NewsroomId,
  contributorSeed: Uint8Array,
  part: Part | Receipt,
): Uint8Array {
  const signed = encodeUnsigned(part)
  return concatBytes(signed, sign(p, newsroomId, contributorSeed, 'part', signed))
}

function encodeUnsigned(part: Part | Receipt): Uint8Array {
  const body = part.kind === 'part' ? part.body : new Uint8Array(0)
  if (body.length > PART_BODY_BYTES) throw new RangeError('a part body is too long')
  const start = concatBytes(
    u8(kindBytes[part.kind]),
    u8(VERSION),
    sized(part.contributor, 32),
    u32(part.week),
    sized(part.replyKey, 32),
    sized(part.messageId, 16),
    u8(part.kind === 'part' ? part.number : 0),
    u8(part.kind === 'part' ? part.count : 0),
    u32(part.repliesRead),
    sized(part.rosterHead, 32),
    u16(body.length),
    body,
  )
  const padded = new Uint8Array(SIGNED_BYTES)
  padded.set(start)
  return padded
}

/** Seals a plaintext of 1,935 bytes, cover and part alike (§4). `randomness` is 64 fresh bytes.
 *  Throws `key-malformed` when the epoch's key is none. */
export function sealCell(
  p: Primitives,
  newsroomId: NewsroomId,
  recipient: EpochRecipient,
  plaintext: Uint8Array,
  randomness: Uint8Array,
): Uint8Array {
  const epoch = epochByte(recipient.number)
  const info = prepareInfo(p, context('cell', newsroomId))
  sized(plaintext, CELL_PLAINTEXT_BYTES)
  return concatBytes(epoch, seal(p, recipient.publicKey, info, epoch, plaintext, randomness))
}

/** What the HPKE context of a newsroom's cells has in common; make it once for many cells. */
export function prepareCells(p: Primitives, newsroomId: NewsroomId): PreparedInfo {
  return prepareInfo(p, context('cell', newsroomId))
}

/** Opens `cell` (§4). Returns `undefined` if it was not sealed to `identity`; throws `cell-malformed`
 *  for another length, `part-malformed` or `part-forged` if it was, but its content is not right.
 *  `prepared` comes from {@link prepareCells}. */
export function openCell(
  p: Primitives,
  newsroomId: NewsroomId,
  cell: Uint8Array,
  identity: EpochIdentity,
  prepared: PreparedInfo = prepareCells(p, newsroomId),
): OpenedCell | undefined {
  if (cell.length !== CELL_BYTES) throw new ProtocolError('cell-malformed')
  const epoch = epochByte(identity.number)
  if (cell[0] !== epoch[0]) return undefined
  const plaintext = open(p, identity.seed, prepared, epoch, cell.subarray(1))
  return plaintext === undefined ? undefined : readPlaintext(p, newsroomId, plaintext)
}

function readPlaintext(p: Primitives, newsroomId: NewsroomId, plaintext: Uint8Array): OpenedCell {
  const cover: Cover = { kind: 'cover' }
  if (plaintext[0] === 0) {
    if (!isZero(plaintext)) throw new ProtocolError('part-malformed')
    return cover
  }
  const part = parsePart(plaintext)
  const signed = plaintext.subarray(0, SIGNED_BYTES)
  const signature = plaintext.subarray(SIGNED_BYTES)
  if (!isSignedBy(p, newsroomId, part.contributor, 'part', signed, signature))
    throw new ProtocolError('part-forged')
  return part
}

function parsePart(plaintext: Uint8Array): Part | Receipt {
  const reader = new ByteReader(plaintext, 'part-malformed')
  const kind = reader.u8()
  reader.version(VERSION)
  const contributor = reader.take(32)
  const week = reader.u32()
  const replyKey = reader.take(32)
  const messageId = asMessageId(reader.take(16))
  const number = reader.u8()
  const count = reader.u8()
  const repliesRead = reader.u32()
  const rosterHead = reader.take(32)
  const bodyLength = reader.u16()
  if (bodyLength > PART_BODY_BYTES) reader.fail()
  const body = reader.take(bodyLength)
  reader.zeros(PART_BODY_BYTES - bodyLength)
  const sender = {
    contributor,
    week,
    replyKey,
    messageId,
    repliesRead,
    rosterHead,
  }
  if (kind === kindBytes.part && number < count)
    return { kind: 'part', ...sender, number, count, body }
  if (kind === kindBytes.receipt && number === 0 && count === 0 && bodyLength === 0)
    return { kind: 'receipt', ...sender }
  return reader.fail()
}

function epochByte(number: number): Uint8Array {
  return u8(number % 256)
}
