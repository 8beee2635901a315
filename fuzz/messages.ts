import type { Chunk } from './inputs.ts'
import type { Property } from './judge.ts'

/** What a worker is given when it begins. */
export interface WorkerStart {
  readonly seed: string
  /** Two numbers that the worker writes and the one who watches it reads: the place of the input under
   *  way in its chunk, and when it began, in milliseconds since the process did. */
  readonly watched: SharedArrayBuffer
  /** Whether the thread counts which blocks run: it scouts, and is slow. */
  readonly counts: boolean
}

/** What a worker is told to do. */
export type ToFuzzer =
  | { readonly kind: 'run'; readonly chunk: Chunk }
  | { readonly kind: 'scout'; readonly target: string; readonly inputs: number }

/** A broken property, and by which input. */
export interface Broken {
  readonly property: Property
  readonly detail: string
  readonly place: number
  readonly input: Uint8Array
  readonly shrunk: Uint8Array
}

/** What a worker has done. */
export type FromFuzzer =
  | {
      readonly kind: 'ran'
      readonly chunk: Chunk
      readonly outcomes: Readonly<Record<string, number>>
      readonly broken: readonly Broken[]
    }
  | {
      readonly kind: 'scouted'
      readonly target: string
      readonly kept: number
      readonly reachedBySeeds: number
      readonly reached: number
    }
