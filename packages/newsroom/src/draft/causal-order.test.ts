import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { inCausalOrder } from './causal-order.ts'

/** What two people type and delete in turn, each after reading the other. */
function conversation(turns: number): readonly Uint8Array[] {
  const docs = [new Y.Doc(), new Y.Doc()] as const
  const sent: Uint8Array[] = []
  for (const doc of docs)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'other') return
      sent.push(update)
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, 'other')
    })
  for (let turn = 0; turn < turns; turn++) {
    const text = docs[turn % 2 === 0 ? 0 : 1].getText('summary.es')
    if (turn % 5 === 4) text.delete(0, 1)
    else text.insert(turn % 3 === 0 ? 0 : text.length, String(turn))
  }
  return sent
}

/** Whether Yjs had to put any of them aside. */
function hasWaited(updates: readonly Uint8Array[]): boolean {
  const doc = new Y.Doc()
  return updates.some((update) => {
    Y.applyUpdate(doc, update)
    return doc.store.pendingStructs !== null || doc.store.pendingDs !== null
  })
}

test('however they come, each finds what it goes on from', () => {
  const sent = conversation(40)
  const whole = { minLength: sent.length, maxLength: sent.length }
  fc.assert(
    fc.property(fc.shuffledSubarray([...sent], whole), fc.nat(sent.length), (shuffled, seen) => {
      expect(hasWaited(inCausalOrder(shuffled, new Map()).ordered)).toBe(false)
      const doc = new Y.Doc()
      for (const update of sent.slice(0, seen)) Y.applyUpdate(doc, update)
      const rest = shuffled.filter((update) => !sent.slice(0, seen).includes(update))
      const known = Y.decodeStateVector(Y.encodeStateVector(doc))
      expect(hasWaited([...sent.slice(0, seen), ...inCausalOrder(rest, known).ordered])).toBe(false)
    }),
  )
  expect(hasWaited(sent.toReversed())).toBe(true)
})

test('what lacks something waits, and what is no update is left out', () => {
  const [first, second, third] = conversation(3) as [Uint8Array, Uint8Array, Uint8Array]
  expect(inCausalOrder([third, Uint8Array.of(9), first], new Map())).toEqual({
    ordered: [first],
    waiting: [third],
  })
  expect(inCausalOrder([third, second], new Map()).ordered).toEqual([])
})

test('what goes on from what is not taken waits with it', () => {
  const [first, second, third] = conversation(3) as [Uint8Array, Uint8Array, Uint8Array]
  const order = inCausalOrder([third, first, second], new Map(), ({ update }) => update !== second)
  expect(order).toEqual({ ordered: [first], waiting: [third] })
})

test('what two people have written in turn waits for nothing when it comes at once', () => {
  const whole = Y.mergeUpdates([...conversation(20)])
  expect(inCausalOrder([whole], new Map()).ordered).toEqual([whole])
})

test('ten thousand edits that come backwards take no minutes', () => {
  const sent = conversation(10_000)
  const doc = new Y.Doc()
  for (const update of inCausalOrder(sent.toReversed(), new Map()).ordered)
    Y.applyUpdate(doc, update)
  expect(doc.store.pendingStructs).toBeNull()
})
