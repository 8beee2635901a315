import { mkdir, readFile, writeFile } from 'node:fs/promises'
import type { Chunk } from './inputs.ts'

/** What a run has done so far, kept so that it can be gone on with. */
export interface Progress {
  readonly seed: string
  readonly inputs: number
  /** Targets whose corpus has been looked for. */
  readonly scouted: Record<
    string,
    { readonly kept: number; readonly reachedBySeeds: number; readonly reached: number }
  >
  /** Numbers of the chunks done, by target. */
  readonly done: Record<string, number[]>
  /** How many inputs came to what, by target. */
  readonly outcomes: Record<string, Record<string, number>>
  /** Paths of counterexamples. */
  readonly found: string[]
}

/** Takes a run up again, or begins it. */
export async function progressOf(seed: string, inputs: number): Promise<Progress> {
  const text = await readFile(fileOf(seed, inputs), 'utf8').catch(() => undefined)
  if (text === undefined) return { seed, inputs, scouted: {}, done: {}, outcomes: {}, found: [] }
  return JSON.parse(text) as Progress
}

/** Writes how far a run has come. */
export async function keepProgress(progress: Progress): Promise<void> {
  const file = fileOf(progress.seed, progress.inputs)
  await mkdir(new URL('./', file), { recursive: true })
  await writeFile(file, JSON.stringify(progress))
}

/** Whether a chunk has been done. */
export function isDone({ done }: Progress, { target, number }: Chunk): boolean {
  return done[target]?.includes(number) === true
}

/** How many inputs have been run. */
export function inputsDone({ outcomes }: Progress): number {
  return Object.values(outcomes)
    .flatMap((counts) => Object.values(counts))
    .reduce((sum, count) => sum + count, 0)
}

function fileOf(seed: string, inputs: number): URL {
  return new URL(`progress/${encodeURIComponent(seed)}-${inputs}.json`, import.meta.url)
}
