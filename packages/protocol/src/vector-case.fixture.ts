import { toHex } from './text.ts'

/** A vector file, and the names that lead to a hexadecimal text in it. */
export type Place = readonly [file: string, ...names: string[]]

/** Bytes as they stand in the file: themselves, or another vector with a change. */
export type CaseBytes =
  | { readonly hex: string }
  | {
      readonly of: Place
      readonly set?: readonly { readonly at: number; readonly hex: string }[]
      /** Where it is cut off; −1 takes the last byte away. */
      readonly keep?: number
      /** What stands after them. */
      readonly append?: string
    }

/** One case. */
export interface VectorCase {
  readonly structure: string
  readonly name: string
  /** A code of docs/errors.md, or what else comes of it; the README lists the words. */
  readonly outcome: string
  readonly bytes?: CaseBytes
  readonly indices?: readonly number[]
  /** What the judge knows besides, or what must come out. */
  readonly given?: Readonly<Record<string, number | string>>
}

/** Cases of one structure, a line each. */
export type Rows = readonly (readonly [
  name: string,
  outcome: string,
  bytes: CaseBytes,
  given?: VectorCase['given'],
])[]

/** Bytes that stand for themselves. */
export function whole(bytes: Uint8Array): CaseBytes {
  return { hex: toHex(bytes) }
}

/** Another vector with some of its bytes overwritten. */
export function changed(
  of: Place,
  ...set: readonly (readonly [at: number, hex: string])[]
): CaseBytes {
  return { of, set: set.map(([at, hex]) => ({ at, hex })) }
}
