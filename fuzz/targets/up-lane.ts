import { inflateRawSync } from 'node:zlib'
import {
  areInHashOrder,
  CELL_PLAINTEXT_BYTES,
  encodePart,
  encodeSegment,
  equalBytes,
  openCell,
  packLetter,
  parityHolds,
  parseSegment,
  parseSegmentName,
  pieceOf,
  prepareCells,
  ProtocolError,
  segmentName,
  unpackLetter,
  utf8,
} from '../../packages/protocol/src/index.ts'
import { nativePrimitives as p } from '../../packages/desk/src/adapters/native-primitives.ts'
import { epochIdentity, newsroomId } from '../../packages/protocol/src/protocol.fixture.ts'
import { holds, neverThrows, refusalsOf, type Target } from '../target.ts'
import { cells, packed, plaintexts, thread } from './newsroom.ts'
import { openLocks } from './open-locks.ts'

const prepared = prepareCells(p, newsroomId)
const SIGNED_BYTES = CELL_PLAINTEXT_BYTES - 64
const longLetter = packLetter({ language: 'en', text: 'We saw it. '.repeat(900) })
const decoder = new TextDecoder()

/** Words, letters, cells and segments (docs/protocol.md §3, §4, §7). */
export const upLaneTargets: readonly Target[] = [
  {
    name: 'cell-open',
    seeds: cells,
    form: 'bytes',
    share: 0.05,
    refusal: refusalsOf(ProtocolError, ['cell-malformed', 'part-forged', 'part-malformed']),
    run(input) {
      const opened = openCell(p, newsroomId, input, epochIdentity, prepared)
      if (opened === undefined) return 'not-ours'
      holds(
        cells.some((cell) => equalBytes(cell, input)),
        'an altered cell opened',
      )
      return 'accepted'
    },
  },
  {
    name: 'cell-plaintext',
    seeds: [...plaintexts, new Uint8Array(CELL_PLAINTEXT_BYTES)],
    form: 'bytes',
    longest: CELL_PLAINTEXT_BYTES,
    refusal: refusalsOf(ProtocolError, ['part-forged', 'part-malformed']),
    run(input) {
      const plaintext = new Uint8Array(CELL_PLAINTEXT_BYTES)
      plaintext.set(input.subarray(0, CELL_PLAINTEXT_BYTES))
      const cell = new Uint8Array(3072)
      cell[0] = epochIdentity.number % 256
      cell.set(plaintext, 1121)
      const opened = openCell(openLocks, newsroomId, cell, epochIdentity, prepared)
      if (opened === undefined) return 'not-ours'
      if (opened.kind === 'cover') return 'cover'
      const again = encodePart(openLocks, newsroomId, thread.contributorSeed, opened)
      holds(isSameStart(again, plaintext, SIGNED_BYTES), 'a part has two encodings')
      return 'accepted'
    },
  },
  {
    name: 'letter',
    seeds: [packed, longLetter],
    form: 'bytes',
    // Deflating has tables of a fixed size.
    roomBytes: 2 ** 22,
    share: 0.15,
    refusal: refusalsOf(ProtocolError, ['letter-malformed', 'letter-too-long']),
    run(input) {
      const letter = unpackLetter(input)
      holds(letter.text !== '' && letter.text.length <= 20_000, 'a letter beyond its limits')
      const piece = pieceOf(letter.text)
      holds(piece === undefined || piece.piece <= piece.of, 'a piece beyond the last')
      // Another implementation has to read the same, to the same byte.
      const theirs = inflated(input)
      if (theirs === undefined) return 'lenient'
      const { buffer, engine } = theirs
      holds(engine.bytesWritten === input.length, 'a letter with something after its end')
      holds(decoder.decode(buffer.subarray(2)) === letter.text, 'a letter of two readings')
      const again = unpackLetter(packLetter(letter))
      holds(again.text === letter.text && again.language === letter.language, 'a letter changed')
      return 'accepted'
    },
  },
  {
    name: 'segment',
    seeds: [encodeSegment(p, cells), encodeSegment(p, cells.slice(0, 1))],
    form: 'bytes',
    refusal: refusalsOf(ProtocolError, ['segment-malformed']),
    run(input) {
      const parsed = parseSegment(input)
      if (!areInHashOrder(p, parsed)) return 'out-of-order'
      holds(equalBytes(encodeSegment(p, parsed), input), 'a segment has two encodings')
      return 'accepted'
    },
  },
  {
    name: 'segment-name',
    seeds: [utf8(segmentName(42, Date.UTC(2026, 10, 22, 12))), utf8('2026-11-22T12Z.0000000001')],
    form: 'bytes',
    words: ['2026-', '-31T', 'T24Z', 'Z.', '0000000000', '9999999999', '\n'],
    refusal: neverThrows,
    run(input) {
      const text = decoder.decode(input)
      const parsed = parseSegmentName(text)
      if (parsed === undefined) return 'refused'
      const hour = Date.parse(`${text.slice(0, 13)}:00:00Z`)
      holds(!Number.isNaN(hour), 'a segment is named by an hour that there is not')
      holds(segmentName(parsed.number, hour) === text, 'a segment has two names')
      return 'accepted'
    },
  },
  {
    name: 'words',
    seeds: ['[1,0,0,0,0,0,0,2]', '[0,0,0,0,0,0,16,5]', '[1,2,3,4,5,6,7,8]'].map(utf8),
    form: 'json',
    refusal: neverThrows,
    run(input) {
      const indices: unknown = parsedJson(input)
      if (!Array.isArray(indices)) return 'no-list'
      return parityHolds(indices as number[]) ? 'accepted' : 'refused'
    },
  },
]

/** JSON, or `undefined`: what is no JSON never comes to what takes values. */
function parsedJson(input: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(input))
  } catch {
    return undefined
  }
}

interface Inflated {
  readonly buffer: Uint8Array
  readonly engine: { readonly bytesWritten: number }
}

/** What the platform's own inflater makes of it; `undefined` for codes that it refuses and the page's
 *  does not (§4 leaves them open). Its types do not tell of `info`. */
function inflated(input: Uint8Array): Inflated | undefined {
  try {
    return inflateRawSync(input, { info: true }) as unknown as Inflated
  } catch {
    return undefined
  }
}

function isSameStart(a: Uint8Array, b: Uint8Array, length: number): boolean {
  return equalBytes(a.subarray(0, length), b.subarray(0, length))
}
