import type { EditionLeaseTaken } from '@cronista/newsroom'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leaseAt, missedBeforeTaking, missedEditions } from './edition-lease.ts'

const HOUR = 3_600_000
const [ANA, BEA, CAI, EVA] = ['a1', 'b2', 'c3', 'e5'].map((id) => id.repeat(16)) as [
  string,
  string,
  string,
  string,
]
const devices = new Set([ANA, BEA, CAI])

function lease(device: string, fromMillis: number): EditionLeaseTaken {
  return { v: 1, type: 'edition-lease-taken', fromMillis, person: '00'.repeat(16), device }
}

describe('who holds the lease', () => {
  test('nobody, before the first edition and the first lease', () => {
    const signs = { served: undefined, taken: [], devices }
    expect(leaseAt(HOUR, HOUR, signs)).toEqual({ holder: undefined, lastSignMillis: undefined })
  })

  test('whoever built the newest edition, until a lease is for a later one', () => {
    const served = { timeMillis: 5 * HOUR, leaseHolder: BEA }
    const at = (taken: readonly EditionLeaseTaken[]) =>
      leaseAt(9 * HOUR, HOUR, { served, taken, devices }).holder
    expect(at([])).toBe(BEA)
    expect(at([lease(ANA, 5 * HOUR)])).toBe(BEA)
    expect(at([lease(ANA, 6 * HOUR)])).toBe(ANA)
  })

  test('a lease for a time that has not come counts for nothing yet', () => {
    const taken = [lease(ANA, 7 * HOUR)]
    const at = (due: number) => leaseAt(due, HOUR, { served: undefined, taken, devices })
    expect(at(6 * HOUR).holder).toBeUndefined()
    expect(at(7 * HOUR)).toEqual({ holder: ANA, lastSignMillis: 6 * HOUR })
  })

  test('of two that took it at once the smaller device id, until an edition shows the other', () => {
    const taken = [lease(BEA, 7 * HOUR), lease(ANA, 7 * HOUR)]
    const at = (served: { timeMillis: number; leaseHolder: string } | undefined) =>
      leaseAt(8 * HOUR, HOUR, { served, taken, devices }).holder
    expect(at(undefined)).toBe(ANA)
    expect(at({ timeMillis: 7 * HOUR, leaseHolder: BEA })).toBe(BEA)
  })

  test('nobody who is not on the roster', () => {
    const served = { timeMillis: 5 * HOUR, leaseHolder: EVA }
    const taken = [lease(EVA, 6 * HOUR)]
    expect(leaseAt(9 * HOUR, HOUR, { served, taken, devices })).toEqual({
      ...{ holder: undefined, lastSignMillis: 5 * HOUR },
    })
  })

  test('is the same for every order in which leases are told', () => {
    const one = fc.record({ device: fc.constantFrom(ANA, BEA, CAI, EVA), from: fc.nat(4) })
    fc.assert(
      fc.property(fc.array(one), fc.nat(4), (told, due) => {
        const taken = told.map(({ device, from }) => lease(device, from * HOUR))
        const at = (leases: readonly EditionLeaseTaken[]) =>
          leaseAt(due * HOUR, HOUR, { served: undefined, taken: leases, devices })
        expect(at([...taken].reverse())).toEqual(at(taken))
      }),
    )
  })
})

describe('when another takes it', () => {
  test('editions are missing from the second time on that none came for', () => {
    expect([1, 2, 3, 4].map((hour) => missedEditions(hour * HOUR, HOUR, HOUR))).toEqual([
      0, 0, 1, 2,
    ])
    expect(missedEditions(HOUR, HOUR, 9 * HOUR)).toBe(0)
  })

  test('after two, each device one later than those with smaller ids; at once where nobody holds it', () => {
    const patience = (holder: string | undefined) =>
      [ANA, BEA, CAI].map((own) => missedBeforeTaking(own, { holder }, devices))
    expect(patience(BEA)).toEqual([2, 3, 3])
    expect(patience(ANA).slice(1)).toEqual([2, 3])
    expect(patience(undefined)).toEqual([0, 1, 2])
  })
})
