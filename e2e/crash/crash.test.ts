// A short proof of what `npm run prove:crash` shows at length.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Aim } from './plan.ts'
import { runWorld } from './run-world.ts'
import type { AuditLine, BrokenLine, KillLine } from './runs.ts'
import { makeTemplate } from './template.ts'

const SEGMENT_CELLS = 40
/** Most of it is the starting of processes, which a busy machine makes long. */
const LIMIT_MILLIS = 900_000
const AIMS: readonly Aim[] = [
  'relay: batch comes',
  'relay: segment closes',
  'relay: batch comes',
  'desk: takes a segment in',
  'relay: edition comes',
  'desk: hands a batch in',
  'desk: answers its editor',
  'all at once',
]

test(
  'relay and desks are killed ten times under load, and what was promised is there, once',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cronista-crash-'))
    const lines: (AuditLine | BrokenLine | KillLine)[] = []
    try {
      const template = await makeTemplate(join(folder, 'world'), {
        ...{ contributors: 3, entriesBefore: 0, segmentMaxCells: SEGMENT_CELLS },
      })
      await runWorld({
        ...{ seed: 'short', number: 0, template, aims: AIMS, segmentMaxCells: SEGMENT_CELLS },
        onLine: (line) => Promise.resolve(void lines.push(line)),
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    const faults = lines.map((line) => (line.kind === 'broken' ? [line.why] : line.faults))
    expect(faults).toEqual([...AIMS, 'audit'].map(() => []))
    const kills = lines.filter((line) => line.kind === 'kill')
    expect(kills.flatMap(({ victims }) => victims)).toHaveLength(10)
    const [audit] = lines.filter((line) => line.kind === 'audit')
    expect(audit?.cellsAnswered).toBeGreaterThan(100)
    expect(audit?.segments).toBeGreaterThan(3)
    expect(audit?.lettersOwed).toBeGreaterThan(10)
    expect(audit?.lettersArrived).toBeGreaterThanOrEqual(audit?.lettersOwed ?? 0)
  },
  LIMIT_MILLIS,
)
