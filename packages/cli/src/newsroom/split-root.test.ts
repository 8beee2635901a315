import { combine } from 'shamir-secret-sharing'
import { newsroomIdOf, type NewsroomId } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { nativePrimitives as p, systemRandom } from '../adapters/native-primitives.ts'
import type { RootShare } from './root-share.ts'
import { recoverRoot, splitRoot } from './split-root.ts'

const newsroomOf = (seed: Uint8Array) => newsroomIdOf(p, p.ed25519PublicKey(seed))

async function newsroom(shares: number, needed: number) {
  const seed = systemRandom(32)
  const id = newsroomOf(seed)
  const split = () => splitRoot(seed, id, { shares, needed }, systemRandom)
  return { seed, id, split, shares: await split() }
}

/** All choices of `size` of these. */
function choices<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  if (size === 0) return [[]]
  return items.flatMap((item, index) =>
    choices(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
  )
}

const recovered = (shares: readonly RootShare[], id: NewsroomId) =>
  recoverRoot(shares, id, newsroomOf)

describe('a root key in shares', () => {
  test.each([
    [2, 2],
    [3, 2],
    [5, 3],
    [6, 6],
  ])('of %i, any %i give it back, and one fewer does not', async (count, needed) => {
    const { seed, id, shares } = await newsroom(count, needed)
    for (const chosen of choices(shares, needed))
      expect(await recovered(chosen.toReversed(), id)).toEqual({ kind: 'root', seed })
    expect(await recovered(shares, id)).toEqual({ kind: 'root', seed })
    for (const chosen of choices(shares, needed - 1))
      expect(await recovered(chosen, id)).toEqual({ kind: 'too-few', given: needed - 1, needed })
  })

  test('says nothing when one share is missing: with the others, every byte is still possible', async () => {
    const { seed, shares } = await newsroom(4, 3)
    const known = shares.slice(0, 2).map(({ point }) => point)
    const place = shares[2]!.point.at(-1)!
    const possible = seed.reduce<Set<number>[]>((sets) => [...sets, new Set()], [])
    for (let guess = 0; guess < 256; guess++) {
      const guessed = new Uint8Array(33).fill(guess)
      guessed[32] = place
      const secret = await combine([...known, guessed])
      for (const [index, byte] of secret.entries()) possible[index]!.add(byte)
    }
    expect(possible.map(({ size }) => size)).toEqual(Array.from({ length: 32 }, () => 256))
  })

  test('is not given back by a threshold that somebody lowered', async () => {
    const { id, shares } = await newsroom(5, 3)
    const lowered = shares.slice(0, 2).map((share) => ({ ...share, needed: 2 }))
    expect(await recovered(lowered, id)).toEqual({ kind: 'other-root' })
  })

  test('is not given back when a share is altered', async () => {
    const { id, shares } = await newsroom(3, 2)
    const [first, second] = shares as [RootShare, RootShare]
    for (let place = 0; place < 33; place++) {
      const point = second.point.with(place, second.point[place]! ^ 0x10)
      expect(await recovered([first, { ...second, point }], id)).toEqual({ kind: 'other-root' })
    }
    const point = second.point.with(32, first.point[32]!)
    expect(await recovered([first, { ...second, point }], id)).toEqual({ kind: 'other-root' })
  })

  test('tells which share does not belong', async () => {
    const { id, split, shares } = await newsroom(3, 2)
    const [first, second] = shares as [RootShare, RootShare]
    const other = await newsroom(3, 2)
    expect(await recovered([], id)).toMatchObject({ kind: 'too-few', given: 0 })
    expect(await recovered([first, other.shares[1]!], id)).toEqual({ kind: 'foreign', index: 1 })
    expect(await recovered([first, first], id)).toEqual({ kind: 'twice', index: 1 })
    const again = await split()
    expect(await recovered([first, again[1]!], id)).toEqual({ kind: 'mixed', index: 1 })
    expect(await recovered([first, { ...second, needed: 3 }], id)).toEqual({
      ...{ kind: 'mixed', index: 1 },
    })
  })

  test('of another newsroom is never given for this one, even if its shares say so', async () => {
    const { id } = await newsroom(3, 2)
    const other = await newsroom(3, 2)
    const disguised = other.shares.map((share) => ({ ...share, newsroom: id.slice(0, 8) }))
    expect(await recovered(disguised, id)).toEqual({ kind: 'other-root' })
  })

  test('cannot be split so that one share is enough', async () => {
    const seed = systemRandom(32)
    for (const [shares, needed] of [
      [3, 1],
      [2, 3],
      [256, 2],
    ] as const)
      await expect(
        splitRoot(seed, newsroomOf(seed), { shares, needed }, systemRandom),
      ).rejects.toThrow(RangeError)
  })
})
