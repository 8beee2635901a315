// What a flood costs a desk: 100,000 genuine cells of strangers, each under a key of its own, between the
// messages of twenty people whom an editor has answered. The collector, its threads, the journal and the
// disk are the desk's own; the relay is a list of segments.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { flood } from '@cronista/testbed'

const SIZE = { cells: 100_000, known: 20, textsOfEach: 5, cellsPerSegment: 4_096 } as const
const MEBIBYTE = 2 ** 20

/** One figure of a flood. */
export interface FloodRow {
  readonly what: string
  readonly figure: number | string
}

/** Runs the flood once. */
export async function benchFlood(): Promise<readonly FloodRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-flood-'))
  try {
    const random = (length: number) => new Uint8Array(randomBytes(length))
    const found = await flood(SIZE, { folder, random, threads: availableParallelism() })
    const mebibytes = (bytes: number) => Number((bytes / MEBIBYTE).toFixed(1))
    return [
      { what: 'cells of strangers', figure: SIZE.cells },
      { what: 'seconds to take them in', figure: Math.round(found.seconds) },
      { what: 'seconds of CPU', figure: Math.round(found.cpuSeconds) },
      { what: 'MiB of memory more', figure: mebibytes(found.memoryBytes) },
      { what: 'MiB of disk more', figure: mebibytes(found.diskBytes) },
      { what: 'journal entries more', figure: found.entries },
      {
        what: 'messages of known people that arrived',
        figure: `${found.knownArrived} of ${found.knownWritten}`,
      },
      { what: 'strangers shown', figure: found.strangersShown },
      { what: 'strangers’ messages held back', figure: found.strangersHeld },
      { what: 'strangers’ messages given up', figure: found.strangersDropped },
      { what: 'parts given up', figure: found.partsDropped },
      {
        what: 'longest time the desk did nothing else, ms',
        figure: Math.round(found.longestMillis),
      },
      { what: 'the 99th of a hundred, ms', figure: Math.round(found.p99Millis) },
      {
        what: 'most CPU at a stretch meanwhile, ms',
        figure: Math.round(found.longestOwnMillis),
      },
      {
        what: 'longest time to list the inbox meanwhile, ms',
        figure: Math.round(found.inboxMillis),
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) console.table(await benchFlood())
