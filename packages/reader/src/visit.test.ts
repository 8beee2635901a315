import { productionSchedule } from '@cronista/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { TurnedClocks } from './turned-clocks.fixture.ts'
import { Visit } from './visit.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

const NEXT = Uint8Array.of(1)
const SPARE = Uint8Array.of(2)

describe('a visit', () => {
  let clocks: TurnedClocks
  let told: ToWorker[]
  let sent: Uint8Array[]
  let say: (message: FromWorker) => void
  let ended: boolean
  let visit: Visit

  beforeEach(() => {
    clocks = new TurnedClocks()
    told = []
    sent = []
    ended = false
    visit = new Visit({
      schedule: productionSchedule,
      clocks,
      draw: ([from]) => from,
      relay: {
        sendCell: (cell) => sent.push(cell.slice()),
        fetchNews: () => Promise.resolve(undefined),
      },
      startCourier(receive) {
        say = receive
        return { post: (message) => told.push(message), end: () => (ended = true) }
      },
    })
    visit.setVisible(true)
  })

  const seal = (serial: number): void => {
    const next = { serial, cell: NEXT.slice() }
    say({ kind: 'sealed', next, spares: [SPARE, SPARE], anew: true, epoch: 5 })
  }

  test('sends the cell that is ready, and tells the worker which it was', async () => {
    seal(7)
    await clocks.turn(2000)
    expect(sent).toEqual([NEXT])
    expect(told).toContainEqual({ kind: 'ticked', serial: 7, epoch: 5, connected: true })
  })

  test('sends spare cover when the worker is busy', async () => {
    seal(7)
    await clocks.turn(2000 + 25_000)
    expect(sent).toEqual([NEXT, SPARE])
    expect(told).toContainEqual({ kind: 'ticked', serial: undefined, epoch: 5, connected: true })
  })

  test('a phone without a connection ticks all the same, and tells the worker and the composer', async () => {
    seal(7)
    visit.setConnected(false)
    await clocks.turn(2000)
    expect(sent).toEqual([NEXT])
    expect(told).toContainEqual({ kind: 'ticked', serial: 7, epoch: 5, connected: false })
    visit.forget()
    expect(visit.conversation.snapshot().connected).toBe(false)
  })

  test('changes to the next epoch at its moment, by itself and for good', async () => {
    const LATER = Uint8Array.of(3)
    const later = { fromMillis: clocks.wallMillis() + 30_000, spares: [LATER, LATER] }
    const next = { serial: 7, cell: NEXT.slice() }
    say({ kind: 'sealed', next, spares: [SPARE, SPARE], anew: false, epoch: 5, later })
    await clocks.turn(2000 + 25_000)
    say({ kind: 'sealed', next, spares: [], anew: false, epoch: 5 })
    await clocks.turn(25_000)
    say({ kind: 'sealed', next, spares: [SPARE], anew: false, epoch: 5 })
    await clocks.turn(25_000)
    expect(sent).toEqual([NEXT, SPARE, LATER, LATER])
    expect(told).toContainEqual({ kind: 'ticked', serial: undefined, epoch: 6, connected: true })
  })

  test('leaving drops the next cell, and one that was still under way', async () => {
    seal(7)
    visit.forget()
    say({
      kind: 'sealed',
      next: { serial: 8, cell: NEXT.slice() },
      spares: [],
      anew: false,
      epoch: 5,
    })
    await clocks.turn(2000)
    expect(sent).toEqual([SPARE])
    say({ kind: 'forgotten' })
    seal(9)
    await clocks.turn(25_000)
    expect(sent).toEqual([SPARE, NEXT])
  })

  test('what the worker said before it forgot is not shown', () => {
    visit.drawWords()
    visit.forget()
    say({ kind: 'words', words: [1, 2, 3] })
    say({ kind: 'thread', opened: true })
    expect(visit.conversation.snapshot()).toMatchObject({ words: undefined, thread: 'closed' })
  })

  test('leaving empties the conversation and makes no request', async () => {
    visit.send({ language: 'es', text: 'Hola' })
    visit.confirmRead(2)
    visit.forget()
    expect(visit.conversation.snapshot()).toMatchObject({ messages: [], repliesRead: 0 })
    await clocks.turn(100)
    expect(sent).toEqual([])
  })

  test('told to stop, sends nothing more, and leaving the composer does not change that', async () => {
    seal(7)
    visit.stopSending()
    visit.forget()
    await clocks.turn(60_000)
    expect(sent).toEqual([])
    expect(visit.conversation.snapshot().stopped).toBe(true)
  })

  test('its end stops the schedule and the worker', async () => {
    seal(7)
    visit.end()
    await clocks.turn(60_000)
    expect([sent, ended]).toEqual([[], true])
  })
})
