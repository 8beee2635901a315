// Whoever keeps all cells must not be able to sort them into cover and messages by what their bytes are
// like. Random bytes in place of cover are sorted out here, so that the comparison is known to see something.
import { nativePrimitives as p } from '@cronista/desk'
import {
  asMessageId,
  coverPlaintext,
  CELL_BYTES,
  encodePart,
  newsroomIdOf,
  sealCell,
  type RosterEpoch,
} from '@cronista/protocol'
import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'

const COUNT = 1500
/** The greatest of 3,072 standard scores is beyond this once in 20,000 runs. */
const MAX_SCORE = 6
/** The highest bit of an X25519 key is never set: against random bytes that place alone scores 30, give or take 2. */
const FOUND_SCORE = 18
/** Chi-square of 255 degrees of freedom: beyond this less than once in a million runs. */
const MAX_CHI_SQUARE = 375

const newsroomId = newsroomIdOf(p, p.ed25519PublicKey(bytes(32)))
const epoch: RosterEpoch = {
  ...{ number: 20_000, beginsAtMillis: 0, endsAtMillis: 1 },
  publicKey: p.xwingPublicKey(bytes(32)),
}

function bytes(length: number): Uint8Array {
  return new Uint8Array(randomBytes(length))
}

function seal(plaintext: Uint8Array): Uint8Array {
  return sealCell(p, newsroomId, epoch, plaintext, bytes(64))
}

/** Always the same contributor and the same first words, the strongest case of being alike. */
function part(): Uint8Array {
  const seed = new Uint8Array(createHash('sha256').update('contributor').digest())
  return encodePart(p, newsroomId, seed, {
    ...{ kind: 'part', contributor: p.ed25519PublicKey(seed), repliesRead: 0 },
    ...{ week: 2900, replyKey: new Uint8Array(32), messageId: asMessageId(new Uint8Array(16)) },
    ...{ rosterHead: new Uint8Array(32), number: 0, count: 1, body: new Uint8Array(1745) },
  })
}

function many(make: () => Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: COUNT }, make)
}

/** The greatest standard score of the difference of two groups' means, over the places in a cell. */
function greatestScore(one: readonly Uint8Array[], other: readonly Uint8Array[]): number {
  let greatest = 0
  for (let place = 1; place < CELL_BYTES; place++) {
    const [a, b] = [momentsAt(one, place), momentsAt(other, place)]
    const error = Math.sqrt((a.variance + b.variance) / COUNT)
    greatest = Math.max(greatest, Math.abs(a.mean - b.mean) / error)
  }
  return greatest
}

function momentsAt(cells: readonly Uint8Array[], place: number) {
  let sum = 0
  let squares = 0
  for (const cell of cells) {
    const byte = cell[place] ?? 0
    sum += byte
    squares += byte * byte
  }
  const mean = sum / cells.length
  return { mean, variance: squares / cells.length - mean * mean }
}

/** Two-sample chi-square of how often each byte stands anywhere but at the epoch's place. */
function chiSquare(one: readonly Uint8Array[], other: readonly Uint8Array[]): number {
  const [a, b] = [histogram(one), histogram(other)]
  return a.reduce((sum, count, byte) => {
    const rest = b[byte] ?? 0
    return count + rest === 0 ? sum : sum + (count - rest) ** 2 / (count + rest)
  }, 0)
}

function histogram(cells: readonly Uint8Array[]): readonly number[] {
  const counts = new Array<number>(256).fill(0)
  for (const cell of cells)
    for (const byte of cell.subarray(1)) counts[byte] = (counts[byte] ?? 0) + 1
  return counts
}

describe('cells of cover and of messages', () => {
  const messages = many(() => seal(part()))
  const cover = many(() => seal(coverPlaintext()))

  test('have one length and one first byte', () => {
    const shapes = [...messages, ...cover].map((cell) => `${cell.length} ${String(cell[0])}`)
    expect(new Set(shapes).size).toBe(1)
  })

  test('have the same bytes at every place, on average, and all bytes equally often', () => {
    expect(greatestScore(messages, cover)).toBeLessThan(MAX_SCORE)
    expect(chiSquare(messages, cover)).toBeLessThan(MAX_CHI_SQUARE)
  })

  test('random bytes are told from them, and so is what is not sealed', () => {
    expect(
      greatestScore(
        messages,
        many(() => bytes(CELL_BYTES)),
      ),
    ).toBeGreaterThan(FOUND_SCORE)
    const padded = messages.map((cell) => cell.slice().fill(0, CELL_BYTES - 8))
    expect(greatestScore(padded, cover)).toBeGreaterThan(FOUND_SCORE)
  })
})
