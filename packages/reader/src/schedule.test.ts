import { productionSchedule } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { VisitSchedule, type DrawMillis } from './schedule.ts'
import { TurnedClocks } from './turned-clocks.fixture.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const middle: DrawMillis = ([from, to]) => (from + to) / 2

function started(draw: DrawMillis = middle, wallMillis = 1000 * HOUR) {
  const clocks = new TurnedClocks(wallMillis)
  const ticks: number[] = []
  const news: number[] = []
  const schedule = new VisitSchedule(productionSchedule, clocks, draw, {
    tick: () => ticks.push(clocks.steadyMillis()),
    fetchNews: () => news.push(clocks.steadyMillis()),
  })
  return { clocks, ticks, news, schedule }
}

describe('the schedule of a visit (§10)', () => {
  test('ticks every half minute, and every two minutes after the fortieth tick', async () => {
    const { clocks, ticks, schedule } = started()
    schedule.setVisible(true)
    await clocks.turn(HOUR)
    const waits = ticks.map((at, index) => at - (ticks[index - 1] ?? 0))
    expect(waits[0]).toBe(5000)
    expect(new Set(waits.slice(1, 40))).toEqual(new Set([30_000]))
    expect(new Set(waits.slice(40))).toEqual(new Set([120_000]))
  })

  test.each([
    ['lowest', ([from]: readonly [number, number]) => from, [2000, 27_000]],
    ['highest', ([, to]: readonly [number, number]) => to, [8000, 43_000]],
  ] as const)('draws within its spreads: %s', async (_, draw, expected) => {
    const { clocks, ticks, schedule } = started(draw)
    schedule.setVisible(true)
    await clocks.turn(MINUTE)
    expect(ticks.slice(0, 2)).toEqual(expected)
  })

  test('asks for news a second after load and after each edition’s time', async () => {
    const { clocks, news, schedule } = started(middle, 1000 * HOUR + 10 * MINUTE)
    schedule.setVisible(true)
    await clocks.turn(3 * HOUR)
    const afterEdition = 80_000
    expect(news).toEqual([
      1000,
      50 * MINUTE + afterEdition,
      110 * MINUTE + afterEdition,
      170 * MINUTE + afterEdition,
    ])
  })

  test('does nothing while the page is hidden, and then waits out what was left', async () => {
    const { clocks, ticks, news, schedule } = started()
    await clocks.turn(HOUR)
    expect([ticks, news]).toEqual([[], []])
    schedule.setVisible(true)
    await clocks.turn(4000)
    schedule.setVisible(false)
    await clocks.turn(HOUR)
    schedule.setVisible(true)
    await clocks.turn(1000)
    expect(ticks).toEqual([2 * HOUR + 5000])
  })

  test('asks for an edition missed while hidden as it does after load', async () => {
    const { clocks, news, schedule } = started()
    schedule.setVisible(true)
    await clocks.turn(MINUTE)
    schedule.setVisible(false)
    await clocks.turn(2 * HOUR)
    schedule.setVisible(true)
    await clocks.turn(MINUTE)
    expect(news).toEqual([1000, 2 * HOUR + MINUTE + 1000])
  })

  test('sends nothing more once it is stopped, visible or not', async () => {
    const { clocks, ticks, news, schedule } = started()
    schedule.setVisible(true)
    await clocks.turn(MINUTE)
    const before = [ticks.length, news.length]
    schedule.stop()
    schedule.setVisible(false)
    schedule.setVisible(true)
    await clocks.turn(3 * HOUR)
    expect([ticks.length, news.length]).toEqual(before)
  })

  test('estimates fast ticks as fast and slow ones as slow', async () => {
    const { clocks, schedule } = started()
    expect(schedule.expectedMillis(4)).toBe(2 * MINUTE)
    schedule.setVisible(true)
    await clocks.turn(5000 + 38 * 30_000)
    expect(schedule.expectedMillis(3)).toBe(30_000 + 2 * 120_000)
  })
})
