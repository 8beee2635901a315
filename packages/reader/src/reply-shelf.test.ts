import { cut, packLetter, type ReplyPart } from '@cronista/protocol'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { ReplyShelf } from './reply-shelf.ts'

const LONG = Array.from({ length: 400 }, (_, index) => `${index * 7919}ñ`).join(' ')

/** The pieces of one reply, as an edition holds them. */
function pieces(number: number, text: string, confirmed = 0): readonly ReplyPart[] {
  const bodies = cut(packLetter({ language: 'es', text }), 100)
  return bodies.map((body, part) => ({ number, confirmed, part, count: bodies.length, body }))
}

const first = pieces(1, LONG)
const second = pieces(2, 'Gracias.')
const complete = [
  { number: 1, language: 'es', text: LONG },
  { number: 2, language: 'es', text: 'Gracias.' },
]

describe('replies', () => {
  let shelf: ReplyShelf

  beforeEach(() => {
    shelf = new ReplyShelf()
  })

  test('are read in the order of their numbers, in whatever order and how often their pieces come', () => {
    expect(first.length).toBeGreaterThan(5)
    const all = [...first, ...second]
    const order = fc.shuffledSubarray(all, { minLength: all.length })
    fc.assert(
      fc.property(order, fc.array(fc.constantFrom(...all)), (whole, again) => {
        const fresh = new ReplyShelf()
        for (const piece of [...again, ...whole]) fresh.take([piece])
        expect(fresh.read()).toEqual({ complete, incomplete: 0, confirmed: 0 })
      }),
      { numRuns: 50 },
    )
  })

  test('that lack a piece are not shown, and are counted', () => {
    for (const lacking of first) {
      const fresh = new ReplyShelf()
      fresh.take([...first.filter((piece) => piece !== lacking), ...second])
      expect(fresh.read()).toMatchObject({ complete: [complete[1]], incomplete: 1 })
      fresh.take([lacking])
      expect(fresh.read()).toMatchObject({ complete, incomplete: 0 })
    }
  })

  test('cut otherwise under the same number do not get into one another', () => {
    shelf.take(first.slice(1))
    const other = pieces(1, 'Otra cosa.')
    shelf.take(other)
    expect(shelf.read().complete).toEqual([{ number: 1, language: 'es', text: 'Otra cosa.' }])
    shelf.take(first.slice(0, 1))
    expect(shelf.read()).toMatchObject({ complete: [], incomplete: 1 })
  })

  test('whose pieces do not make a letter count as not complete', () => {
    const [piece] = second
    shelf.take([{ ...piece!, body: new Uint8Array(9).fill(255) }])
    expect(shelf.read()).toMatchObject({ complete: [], incomplete: 1 })
  })

  test('tell how far they were confirmed: the highest number that any piece bears', () => {
    shelf.take([...pieces(4, 'Cuatro', 3), ...pieces(5, 'Cinco', 2)])
    expect(shelf.read().confirmed).toBe(3)
  })

  test('that are forgotten are overwritten', () => {
    shelf.take(pieces(1, 'Hola', 7))
    const [piece] = pieces(2, 'Adiós')
    shelf.take([piece!])
    shelf.forget()
    expect([...piece!.body]).toEqual([...new Uint8Array(piece!.body.length)])
    expect(shelf.read()).toEqual({ complete: [], incomplete: 0, confirmed: 0 })
  })
})
