import { productionSchedule } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { uniformOf } from './inference.ts'
import { ASSUMED, COLD_SHARE, coldShare, drawnVisit, requestsWithin } from './million-visits.ts'

const HOUR = 3_600_000
const middle = () => 0.5

describe('the visits of the million’s bench', () => {
  test('ask for what a page asks for, at the schedule’s times', () => {
    // Half a minute lies in the middle of 25 to 35 s, five seconds in the middle of 2 to 8.
    expect(requestsWithin(70_000, true, middle)).toEqual([
      { asked: 'page', atMillis: 0 },
      { asked: 'style', atMillis: 0 },
      { asked: 'script', atMillis: 0 },
      { asked: 'icon', atMillis: 0 },
      { asked: 'edition', atMillis: 1_000 },
      { asked: 'roster', atMillis: 1_000 },
      { asked: 'cell', atMillis: 5_000 },
      { asked: 'cell', atMillis: 35_000 },
      { asked: 'cell', atMillis: 65_000 },
    ])
  })

  test('ask for no file that the phone has kept', () => {
    const asked = requestsWithin(70_000, false, middle).map((request) => request.asked)
    expect(asked).toEqual(['page', 'edition', 'roster', 'cell', 'cell', 'cell'])
  })

  test('slow down after forty cells, and ask for news in each hour', () => {
    const requests = requestsWithin(3 * HOUR, false, middle)
    const cells = requests.filter(({ asked }) => asked === 'cell').map(({ atMillis }) => atMillis)
    expect((cells[39] ?? 0) - (cells[38] ?? 0)).toBe(30_000)
    expect((cells[40] ?? 0) - (cells[39] ?? 0)).toBe(120_000)
    const news = requests.filter(({ asked }) => asked === 'roster').map(({ atMillis }) => atMillis)
    const refetch = productionSchedule.editionRefetchMillis.reduce((sum, one) => sum + one, 0) / 2
    // The page is loaded at noon.
    expect(news).toEqual([1_000, HOUR + refetch, 2 * HOUR + refetch])
  })

  test('stay as long as is assumed, and are as often cold', () => {
    const uniform = uniformOf(7)
    const visits = Array.from({ length: 4_000 }, () => drawnVisit(uniform))
    const minutes = visits.map(({ stayMillis }) => stayMillis / 60_000).sort((a, b) => a - b)
    const spread = Math.log((minutes[3364] ?? 0) / (minutes[2000] ?? 1))
    expect(minutes[2000]).toBeGreaterThan(ASSUMED.medianMinutes * 0.94)
    expect(minutes[2000]).toBeLessThan(ASSUMED.medianMinutes * 1.06)
    expect(Math.abs(spread - ASSUMED.spread)).toBeLessThan(0.06)
    const cold = visits.filter(({ isCold }) => isCold).length / visits.length
    expect(Math.abs(cold - COLD_SHARE)).toBeLessThan(0.03)
  })

  test('are cold when made by those who do not come daily', () => {
    const [daily, weekly] = [
      { habit: 'daily', chance: 0.6 },
      { habit: 'weekly', chance: 0.1 },
    ]
    expect(coldShare([daily, weekly, weekly])).toBeCloseTo(0.2 / 0.8)
  })
})
