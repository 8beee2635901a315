import { expect, test } from 'vitest'
import { Sightings, type Sighted, type Sighting, type SightingStore } from './sightings.ts'

/** A store in memory that counts how often it was written. */
class MemorySightings implements SightingStore {
  kept: readonly Sighting[] = []
  writes = 0

  all(): Promise<readonly Sighting[]> {
    return Promise.resolve(this.kept)
  }

  keep(sightings: readonly Sighting[]): Promise<void> {
    this.kept = sightings
    this.writes += 1
    return Promise.resolve()
  }
}

const named = (name: number) => new Uint8Array(32).fill(name)
const release = (number: number, name: number, previous = name - 1): Sighted => ({
  ...{ kind: 'release', number, name: named(name), previous: named(previous) },
})
const GRACE = 100

test('what grows and follows is right, however often it is seen, and so are gaps', async () => {
  const seen = await Sightings.open(new MemorySightings(), GRACE)
  for (const one of [release(7, 7), release(8, 8), release(8, 8), release(12, 12), release(13, 13)])
    expect(seen.take(one, 0)).toBeUndefined()
  expect([seen.highest('release'), seen.highest('edition')]).toEqual([13, 0])
})

test('another under a known number, and one that does not follow, are found and not remembered', async () => {
  const store = new MemorySightings()
  const seen = await Sightings.open(store, GRACE)
  seen.take(release(7, 7), 0)
  expect(seen.take(release(7, 9), 0)).toBe('release-forked')
  expect(seen.take(release(8, 8, 3), 0)).toBe('release-unchained')
  expect(seen.take(release(8, 8), 0)).toBeUndefined()
  expect(seen.take({ kind: 'roster', number: 7, name: named(9) }, 0)).toBeUndefined()
  expect(seen.take({ kind: 'edition', number: 7, name: named(8) }, 0)).toBeUndefined()
})

test('an older one is found once the newer has been known for longer than caches may keep it', async () => {
  const seen = await Sightings.open(new MemorySightings(), GRACE)
  seen.take(release(7, 7), 0)
  seen.take(release(8, 8), 1000)
  expect(seen.take(release(7, 7), 1000 + GRACE - 1)).toBeUndefined()
  expect(seen.take(release(7, 7), 1000 + GRACE)).toBe('release-older')
  expect(seen.take(release(6, 6), 1000 + GRACE)).toBe('release-older')
})

test('it goes on where it stopped, and writes only when there is something new', async () => {
  const store = new MemorySightings()
  const first = await Sightings.open(store, 0)
  first.take(release(7, 7), 0)
  await first.keep()
  first.take(release(7, 7), 0)
  await first.keep()
  expect(store.writes).toBe(1)
  const later = await Sightings.open(store, 0)
  expect(later.take(release(7, 6), 5)).toBe('release-forked')
  expect(later.take(release(6, 6), 5)).toBe('release-older')
})
