// One share of the newsroom's root key: what it holds, and its six lines of words.
//
//   share = version(u8 = 1) ‖ first 8 bytes of the newsroom id ‖ splitting(4) ‖ needed(u8) ‖ number(u8)
//         ‖ point(33)
//   lines = share ‖ first 6 bytes of SHA-256(share), nine bytes a line
//
// It refuses to say whether several shares belong together; recover-root.ts does.
import {
  ByteReader,
  concatBytes,
  equalBytes,
  u8,
  type Language,
  type Primitives,
} from '@cronista/protocol'
import { LINE_BYTES, readWordLine, toWordLines } from './word-lines.ts'

const VERSION = 1
const NEWSROOM_BYTES = 8
const SPLITTING_BYTES = 4
const POINT_BYTES = 33
const SUM_BYTES = 6
const SHARE_BYTES = 1 + NEWSROOM_BYTES + SPLITTING_BYTES + 1 + 1 + POINT_BYTES

/** Lines of words on every share. */
export const SHARE_LINES = (SHARE_BYTES + SUM_BYTES) / LINE_BYTES

/** One of the shares of one splitting. */
export interface RootShare {
  /** The first 8 bytes of the newsroom id. */
  readonly newsroom: Uint8Array
  /** 4 random bytes, the same on all shares that were made together. */
  readonly splitting: Uint8Array
  /** How many shares give the root key back. */
  readonly needed: number
  /** From 1. */
  readonly number: number
  /** What the library gave, 33 bytes. */
  readonly point: Uint8Array
}

/** What typed lines are. Lines and places count from 1. */
export type ReadShare =
  | { readonly kind: 'share'; readonly share: RootShare }
  | { readonly kind: 'unknown-word'; readonly line: number; readonly place: number }
  | { readonly kind: 'wrong-line'; readonly line: number }
  /** Every line is whole, and together they are no share: they come from several. */
  | { readonly kind: 'wrong-whole' }

/** Writes a share as its lines. */
export function toShareLines(
  p: Primitives,
  share: RootShare,
  language: Language,
): readonly string[] {
  const bytes = concatBytes(
    u8(VERSION),
    share.newsroom,
    share.splitting,
    u8(share.needed),
    u8(share.number),
    share.point,
  )
  return toWordLines(concatBytes(bytes, sumOf(p, bytes)), language)
}

/** Reads the line that has to stand at this place. */
export function readShareLine(
  text: string,
  line: number,
): Exclude<ReadShare, { kind: 'share' | 'wrong-whole' }> | { kind: 'line'; bytes: Uint8Array } {
  const read = readWordLine(text)
  if (read.kind === 'unknown-word') return { ...read, line }
  if (read.kind === 'wrong' || read.number !== line) return { kind: 'wrong-line', line }
  return read
}

/** Reads the lines of one share. */
export function readShareLines(p: Primitives, lines: readonly string[]): ReadShare {
  const read: Uint8Array[] = []
  for (let line = 1; line <= SHARE_LINES; line++) {
    const one = readShareLine(lines[line - 1] ?? '', line)
    if (one.kind !== 'line') return one
    read.push(one.bytes)
  }
  const bytes = concatBytes(...read)
  const share = bytes.subarray(0, SHARE_BYTES)
  if (!equalBytes(bytes.subarray(SHARE_BYTES), sumOf(p, share)) || share[0] !== VERSION)
    return { kind: 'wrong-whole' }
  const reader = new ByteReader(share.subarray(1), 'key-malformed')
  return {
    kind: 'share',
    share: {
      newsroom: reader.take(NEWSROOM_BYTES),
      splitting: reader.take(SPLITTING_BYTES),
      needed: reader.u8(),
      number: reader.u8(),
      point: reader.take(POINT_BYTES),
    },
  }
}

function sumOf(p: Primitives, share: Uint8Array): Uint8Array {
  return p.sha256(share).slice(0, SUM_BYTES)
}
