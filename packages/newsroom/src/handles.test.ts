import { describe, expect, test } from 'vitest'
import { drawHandle, handleNames } from './handles.ts'

/** A linear congruential generator: the same draws in every run. */
function seeded() {
  let state = 1
  return (length: number) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state >>> 24
    })
}

describe('handles', () => {
  test('a handle is a name from the list and a number', () => {
    const [, name, number] = /^(.+) (\d+)$/u.exec(drawHandle(seeded(), new Set())) ?? []
    expect(handleNames).toContain(name)
    expect(Number(number)).toBeGreaterThan(0)
  })

  test('no handle is given twice', () => {
    const taken = new Set<string>()
    const random = seeded()
    for (let threads = 0; threads < 500; threads++) taken.add(drawHandle(random, taken))
    expect(taken.size).toBe(500)
  })

  test('with millions of threads there is still one to be drawn, and at most a few draws are needed', () => {
    let asked = 0
    const taken = { size: 3_000_000, has: () => asked++ < 3 }
    expect(drawHandle(seeded(), taken)).toMatch(/^\p{Lu}\p{Ll}+ \d+$/u)
    expect(asked).toBe(4)
  })

  test('what would favour some of the names or numbers is drawn again', () => {
    const after = (...first: readonly number[]) => {
      const drawn = [...first, 0, 0, 0, 0]
      return (length: number) => Uint8Array.from(drawn.splice(0, length))
    }
    // 65,536 draws are some more than a multiple of the names, and of the numbers up to 20.
    const none = new Set<string>()
    const first = drawHandle(after(), none)
    expect(first).toBe(`${handleNames[0] ?? ''} 1`)
    expect(drawHandle(after(255, 255), none)).toBe(first)
    expect(drawHandle(after(0, 0, 255, 255), none)).toBe(first)
  })

  test('randomness that never changes ends in a code, not in a loop', () => {
    const stuck = (length: number) => new Uint8Array(length)
    const taken = new Set([drawHandle(stuck, new Set())])
    expect(() => drawHandle(stuck, taken)).toThrow('handles-exhausted')
  })

  test('no name is in the list twice', () => {
    expect(new Set(handleNames).size).toBe(handleNames.length)
  })
})
