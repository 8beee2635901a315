// Words, threads, letters, cells, segments (docs/protocol.md §3, §4, §7).
import { inflateRawSync } from 'node:zlib'
import {
  argon2id,
  context,
  hkdf,
  hpkeOpen,
  isSigned,
  join,
  number,
  publicKeyOf,
  sha256,
} from './primitives.ts'
import { Reading, Refused, requires } from './reading.ts'

/** Refuses words whose parity does not hold. */
export function checkWords(indices: readonly number[]): void {
  const [parity = -1, ...drawn] = indices.toReversed()
  requires(indices.length === 8, 'words-malformed')
  requires(
    indices.every((one) => one >= 0 && one < 2048),
    'words-malformed',
  )
  let sum = 0
  // Horner: ((w₆·x + w₅)·x + …)·x, each product reduced by x¹¹ = x² + 1.
  for (const word of drawn) {
    sum = (sum ^ word) << 1
    if (sum >= 2048) sum ^= 0b1000_0000_0101
  }
  requires(sum === parity, 'words-malformed')
}

/** Contributor seed, public key, and the reply key of a week. */
export function threadOf(
  newsroomId: Uint8Array,
  indices: readonly number[],
  week: number,
): { seed: Uint8Array; publicKey: Uint8Array; replyKey: Uint8Array } {
  checkWords(indices)
  const password = join(context('words', newsroomId), ...indices.map((index) => number(index, 2)))
  const secret = argon2id(password, newsroomId)
  const seed = hkdf(secret, newsroomId, context('contributor key', newsroomId))
  const info = join(context('reply key', newsroomId), number(week, 4))
  return { seed, publicKey: publicKeyOf(seed), replyKey: hkdf(secret, newsroomId, info) }
}

/** A letter, whole to its last byte. */
export function letterOf(packed: Uint8Array): { readonly language: string; readonly text: string } {
  const plain = inflated(packed)
  requires(plain.length <= 60_002, 'letter-too-long')
  const language = ['es', 'en'][plain[1] ?? 9]
  if (plain[0] !== 1 || language === undefined) throw new Refused('letter-malformed')
  const text = utf8(plain.subarray(2))
  requires(text.length >= 1 && text.length <= 20_000, 'letter-malformed')
  return { language, text }
}

function inflated(packed: Uint8Array): Uint8Array {
  try {
    // The platform's types do not tell of `info`, which says how far it read.
    const { buffer, engine } = inflateRawSync(packed, { info: true }) as unknown as {
      readonly buffer: Uint8Array
      readonly engine: { readonly bytesWritten: number }
    }
    if (engine.bytesWritten === packed.length) return buffer
  } catch {
    // Said below.
  }
  throw new Refused('letter-malformed')
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Refused('letter-malformed')
  }
}

/** What a cell holds: `not-ours`, `cover`, or the kind of a part with its body. */
export function openedCell(
  newsroomId: Uint8Array,
  cell: Uint8Array,
  epoch: { readonly number: number; readonly seed: Uint8Array },
): { readonly kind: string; readonly body?: Uint8Array; readonly contributor?: Uint8Array } {
  requires(cell.length === 3072, 'cell-malformed')
  if (cell[0] !== epoch.number % 256) return { kind: 'not-ours' }
  const [aad, sealed] = [cell.slice(0, 1), cell.subarray(1)]
  const plaintext = hpkeOpen(epoch.seed, context('cell', newsroomId), aad, sealed)
  if (plaintext === undefined) return { kind: 'not-ours' }
  if (plaintext[0] === 0) {
    requires(
      plaintext.every((byte) => byte === 0),
      'part-malformed',
    )
    return { kind: 'cover' }
  }
  return partOf(newsroomId, plaintext)
}

function partOf(newsroomId: Uint8Array, plaintext: Uint8Array) {
  const read = new Reading(plaintext, 'part-malformed')
  const kind = read.number(1)
  requires(read.number(1) === 1, 'part-malformed')
  const contributor = read.bytes(32)
  read.bytes(4 + 32 + 16)
  const [partNumber, count] = [read.number(1), read.number(1)]
  read.bytes(4 + 32)
  const length = read.number(2)
  requires(length <= 1745, 'part-malformed')
  const body = read.bytes(length)
  requires(
    read.bytes(1745 - length).every((byte) => byte === 0),
    'part-malformed',
  )
  const isPart = kind === 1 && partNumber < count
  const isReceipt = kind === 2 && partNumber === 0 && count === 0 && length === 0
  requires(isPart || isReceipt, 'part-malformed')
  const signed = plaintext.subarray(0, 1871)
  const signature = plaintext.subarray(1871)
  requires(isSigned(contributor, 'part', newsroomId, signed, signature), 'part-forged')
  return { kind: isPart ? 'part' : 'receipt', body, contributor }
}

/** Whether a segment's cells stand in the order of their hashes, none twice. */
export function isSegmentInOrder(segment: Uint8Array): boolean {
  const read = new Reading(segment, 'segment-malformed')
  requires(read.number(1) === 1, 'segment-malformed')
  const cells = read.list(2, () => read.bytes(3072))
  requires(cells.length >= 1 && cells.length <= 4096, 'segment-malformed')
  read.end()
  const hashes = cells.map(sha256)
  return hashes.every(
    (one, index) => index === 0 || Buffer.compare(hashes[index - 1] ?? one, one) < 0,
  )
}
