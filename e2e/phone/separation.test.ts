import { describe, expect, test } from 'vitest'
import { seededDraw } from './people.ts'
import { exclusive, separate } from './separation.ts'
import type { Traits } from './traits.ts'

const draw = seededDraw(7)

/** A profile with traits that vary from one to the next. */
function profile(more: Readonly<Record<string, number>> = {}): Traits {
  const noise = Array.from(
    { length: 60 },
    (_, index) => [`size ${index}`, Math.floor(draw() * 50)] as const,
  )
  return new Map([...noise, ['file', 1] as const, ...Object.entries(more)])
}

function ten(more: Readonly<Record<string, number>> = {}): Traits[] {
  return Array.from({ length: 10 }, () => profile(more))
}

const how = { shufflings: 999, draw: seededDraw(11) }

describe('profiles of two kinds', () => {
  test('that differ by chance alone are not told apart', () => {
    expect(separate(ten(), ten(), how).p).toBeGreaterThan(0.01)
  })

  test('that differ in nothing are not told apart', () => {
    const same = Array.from({ length: 8 }, (): Traits => new Map([['length', 423_328]]))
    expect(separate(same, same, how)).toMatchObject({ varying: 0, p: 1 })
  })

  test('are told apart by one trait among many, whatever its amount', () => {
    for (const leak of [1, 184]) {
      const { best, p } = separate(ten(), ten({ leak }), how)
      expect(best[0]).toMatchObject({ trait: 'leak', auc: 1 })
      expect(p).toBeLessThanOrEqual(0.01)
    }
    expect(separate(ten({ missing: 1 }), ten(), how).best[0]).toMatchObject({ auc: 0 })
  })

  test('what one kind alone has is named, even once', () => {
    const contributors = [...ten(), profile({ leak: 1 })]
    expect(exclusive(ten(), contributors)).toEqual({ contributorsOnly: ['leak'], readersOnly: [] })
  })
})
