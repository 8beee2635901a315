import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Sighting } from '../monitor/sightings.ts'
import { DiskSightings } from './disk-sightings.ts'

test('whatever number a stolen device signed, what a monitor has seen can be read again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-sightings-'))
  const seen: readonly Sighting[] = [
    { kind: 'edition', number: 9, name: 'ab'.repeat(32), firstSeenMillis: 1 },
    { kind: 'edition', number: Number.MAX_SAFE_INTEGER, name: 'cd'.repeat(32), firstSeenMillis: 2 },
  ]
  await (await DiskSightings.open(folder)).keep(seen)
  expect(await (await DiskSightings.open(folder)).all()).toEqual(seen)
  await rm(folder, { recursive: true })
})
