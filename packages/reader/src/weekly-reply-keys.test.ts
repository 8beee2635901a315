import { openThread, replyKeyOf, toHex, weekOf, type Part, type Receipt } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { Courier } from './courier.ts'
import { FixtureNewsroom, p, seededRandom } from './newsroom.fixture.ts'
import type { FromWorker } from './worker-messages.ts'

const WEEK = 604_800_000
const NOW = 2_900 * WEEK + 3 * 86_400_000
const WORDS = [1, 2, 3, 4, 5, 6, 7, 754]

/** What a contributor's cells bear who writes and confirms in this week, and what its words derive. */
function cellsIn(atMillis: number) {
  const newsroom = new FixtureNewsroom(seededRandom(1))
  const { newsroomId } = newsroom
  const sealed: Extract<FromWorker, { kind: 'sealed' }>[] = []
  const courier = new Courier({
    ...{ primitives: p, random: seededRandom(3), nowMillis: () => atMillis, newsroomId },
    ...{ sendsPerPart: 1 },
    emit: (message) => {
      if (message.kind === 'sealed') sealed.push(message)
    },
  })
  courier.receive({ kind: 'news', news: newsroom.news(atMillis) })
  courier.receive({ kind: 'open-thread', words: WORDS })
  courier.receive({ kind: 'queue', reference: 1, letter: { language: 'es', text: 'Hola' } })
  courier.receive({ kind: 'confirm-read', reference: 2, number: 1 })
  const cells: (Part | Receipt)[] = []
  for (let tick = 0; tick < 4; tick++) {
    const next = sealed.findLast((one) => one.next !== undefined)!
    const { serial, cell } = next.next!
    const opened = newsroom.open(cell)
    if (opened?.kind === 'part' || opened?.kind === 'receipt') cells.push(opened)
    courier.receive({ kind: 'ticked', serial, epoch: next.to.number, connected: true })
  }
  const thread = openThread(p, newsroomId, WORDS)
  return { cells, keyOf: (week: number) => replyKeyOf(p, newsroomId, thread, week) }
}

describe('a contributor’s cells', () => {
  test('bear the reply key of the week that they name, and that week is this one', () => {
    const keys = new Set<string>()
    for (const atMillis of [NOW, NOW + WEEK, NOW + 3 * WEEK]) {
      const { cells, keyOf } = cellsIn(atMillis)
      expect(cells.map(({ kind }) => kind)).toEqual(['part', 'receipt'])
      for (const { week, replyKey } of cells) {
        expect(week).toBe(weekOf(atMillis))
        expect(replyKey).toEqual(keyOf(week))
        keys.add(toHex(replyKey))
      }
    }
    expect(keys.size).toBe(3)
  })
})
