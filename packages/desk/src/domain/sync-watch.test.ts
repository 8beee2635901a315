import { describe, expect, test } from 'vitest'
import { MAX_CHAINS, SyncWatch } from './sync-watch.ts'

const PATIENCE = 100
const DAY = 86_400_000
const nothing = new Map<string, number>()

describe('what stays away', () => {
  test('a batch number that was passed over is missed after a while, until it comes', () => {
    const watch = new SyncWatch(PATIENCE, new Map())
    watch.heard('A', 7, 0)
    watch.heard('A', 10, 5)
    expect(watch.isWithheld(nothing, 104)).toBe(false)
    expect(watch.isWithheld(nothing, 105)).toBe(true)
    watch.heard('A', 9, 106)
    expect(watch.isWithheld(nothing, 106)).toBe(true)
    watch.heard('A', 8, 106)
    expect(watch.isWithheld(nothing, 1000)).toBe(false)
  })

  test('it is missed across a lock as well, but not once the relay may have forgotten it', () => {
    const senders = new Map([['A', { number: 7, heardAtMillis: 0 }]])
    const soon = new SyncWatch(PATIENCE, senders)
    soon.heard('A', 9, DAY)
    expect(soon.isWithheld(nothing, DAY + PATIENCE)).toBe(true)
    const late = new SyncWatch(PATIENCE, senders)
    late.heard('A', 9, 30 * DAY)
    expect(late.isWithheld(nothing, 31 * DAY)).toBe(false)
  })

  test('nothing is late while this desk itself could not take anything in', () => {
    const watch = new SyncWatch(PATIENCE, new Map())
    watch.heard('A', 1, 0)
    watch.heard('A', 3, 0)
    watch.named('A', 3, 0)
    watch.excuse(PATIENCE)
    expect(watch.isWithheld(nothing, 2 * PATIENCE - 1)).toBe(false)
    expect(watch.isWithheld(nothing, 2 * PATIENCE)).toBe(true)
  })

  test('a member that names chains without end takes no room from those who write, and shows', () => {
    const watch = new SyncWatch(PATIENCE, new Map([['B', { number: 1, heardAtMillis: 0 }]]))
    watch.named('A', 3, 0)
    for (let made = 0; made < 5 * MAX_CHAINS; made++) watch.named(`invented ${made}`, 1, 1)
    watch.named('B', 7, 2)
    watch.named('B', 8, 3)
    expect(watch.isAwaited('A', 2, 3)).toBe(true)
    expect(watch.isAwaited('B', 7, 3)).toBe(true)
    const remembered = Array.from({ length: 5 * MAX_CHAINS }, (_, made) => `invented ${made}`)
    expect(remembered.filter((chain) => watch.isAwaited(chain, 0, 3))).toHaveLength(MAX_CHAINS - 2)
    expect(
      watch.isWithheld(
        new Map([
          ['A', 3],
          ['B', 8],
        ]),
        PATIENCE + 1,
      ),
    ).toBe(true)
  })

  test('of many senders the last heard are remembered', () => {
    const watch = new SyncWatch(PATIENCE, new Map())
    for (let sender = 0; sender < MAX_CHAINS + 3; sender++) watch.heard(`${sender}`, 1, sender)
    expect(watch.senders.size).toBe(MAX_CHAINS)
    expect(watch.senders.has('2')).toBe(false)
    expect(watch.senders.has('3')).toBe(true)
  })

  test('an entry that somebody names is missed after a while, until the chain has it', () => {
    const watch = new SyncWatch(PATIENCE, new Map())
    watch.named('A', 3, 0)
    expect(watch.isWithheld(new Map([['A', 2]]), PATIENCE - 1)).toBe(false)
    expect(watch.isAwaited('A', 2, PATIENCE - 1)).toBe(true)
    expect(watch.isWithheld(new Map([['A', 2]]), PATIENCE)).toBe(true)
    expect(watch.isAwaited('A', 2, PATIENCE)).toBe(false)
    expect(watch.isWithheld(new Map([['A', 3]]), PATIENCE)).toBe(false)
  })
})
