import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { flood } from './flood.ts'

test('a flood of genuine cells costs work, and takes nothing from those whom an editor has answered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-flood-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const random = (length: number) => new Uint8Array(randomBytes(length))
  const size = { cells: 1_000, known: 5, textsOfEach: 4, cellsPerSegment: 300 }
  const outcome = await flood(size, { folder, random, threads: 1 })
  expect(outcome.knownWritten).toBe(20)
  expect(outcome.knownArrived).toBe(20)
  expect(outcome.strangersShown).toBe(256)
  expect(outcome.strangersHeld).toBe(600 - 256)
  expect(outcome.strangersDropped).toBe(0)
  expect(outcome.partsDropped).toBe(0)
  // Two entries for each stranger that is shown, one for each message of somebody who is known.
  expect(outcome.entries).toBe(2 * 256 + 20)
})
