import { productionSchedule } from '@cronista/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { TurnedClocks } from './turned-clocks.fixture.ts'
import { Visit } from './visit.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

const NEXT = Uint8Array.of(1)
const SPARE = Uint8Array.of(2)
const OWN = Uint8Array.of(4)
const TO = { number: 5, publicKey: Uint8Array.of(5) }

describe('a visit', () => {
  let clocks: TurnedClocks
  let told: ToWorker[]
  let sent: Uint8Array[]
  let say: (message: FromWorker) => void
  let ended: boolean
  let sealedTo: number[]
  let visit: Visit

  beforeEach(() => {
    clocks = new TurnedClocks()
    told = []
    sent = []
    ended = false
    sealedTo = []
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
      sealCover(to) {
        sealedTo.push(to.number)
        return OWN.slice()
      },
    })
    visit.setVisible(true)
  })

  const seal = (serial: number): void => {
    const next = { serial, cell: NEXT.slice() }
    say({ kind: 'sealed', next, spares: [SPARE, SPARE], anew: true, to: TO })
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

  test('seals cover itself, ahead of the tick, when the worker says nothing any more', async () => {
    seal(7)
    await clocks.turn(2000 + 2 * 25_000)
    expect([sent.length, sealedTo]).toEqual([3, []])
    await clocks.turn(24_999)
    expect([sent.length, sealedTo]).toEqual([3, [5]])
    await clocks.turn(1 + 10 * 25_000)
    expect(sent).toEqual([NEXT, SPARE, SPARE, ...Array.from({ length: 11 }, () => OWN)])
  })

  test('changes to the next epoch though the worker ended long before it', async () => {
    const later = {
      fromMillis: clocks.wallMillis() + 5 * 25_000,
      to: { ...TO, number: 6 },
      spares: [],
    }
    const next = { serial: 7, cell: NEXT.slice() }
    say({ kind: 'sealed', next, spares: [SPARE], anew: true, to: TO, later })
    await clocks.turn(2000 + 7 * 25_000)
    expect(sealedTo.slice(0, 5)).toEqual([5, 5, 5, 5, 6])
    expect(told.at(-1)).toMatchObject({ kind: 'ticked', serial: undefined, epoch: 6 })
    expect(sent).toHaveLength(8)
  })

  test('says that the worker is silent after four ticks, and takes it back once it seals', async () => {
    seal(7)
    visit.openThread([1, 2, 3, 4, 5, 6, 7, 754])
    await clocks.turn(2000 + 2 * 25_000)
    expect(visit.conversation.snapshot().worker).toBe('at-work')
    await clocks.turn(25_000)
    expect(visit.conversation.snapshot().worker).toBe('silent')
    visit.forget()
    expect(visit.conversation.snapshot().worker).toBe('silent')
    seal(8)
    expect(visit.conversation.snapshot().worker).toBe('at-work')
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
    const fromMillis = clocks.wallMillis() + 30_000
    const later = { fromMillis, to: { ...TO, number: 6 }, spares: [LATER, LATER] }
    const next = { serial: 7, cell: NEXT.slice() }
    say({ kind: 'sealed', next, spares: [SPARE, SPARE], anew: false, to: TO, later })
    await clocks.turn(2000 + 25_000)
    say({ kind: 'sealed', next, spares: [], anew: false, to: TO })
    await clocks.turn(25_000)
    say({ kind: 'sealed', next, spares: [SPARE], anew: false, to: TO })
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
      to: TO,
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
    expect([sent, sealedTo, ended]).toEqual([[], [], true])
  })
})
