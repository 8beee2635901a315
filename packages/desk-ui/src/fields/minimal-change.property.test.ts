import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { minimalChange, movedBy } from './minimal-change.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'ñ', '👩', '👨'), maxLength: 12 })

it('a change makes the one text of the other, and cuts no character in two', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const change = minimalChange(before, after)
      const { index, removed, inserted } = change ?? { index: 0, removed: 0, inserted: '' }
      const doc = new Y.Doc()
      const written = doc.getText('text')
      written.insert(0, before)
      written.delete(index, removed)
      written.insert(index, inserted)
      expect(written.toJSON()).toBe(after)
      expect(inserted.isWellFormed()).toBe(true)
    }),
  )
})

it('a cursor stays before the character it stood before', () => {
  fc.assert(
    fc.property(text, text, fc.nat(20), (before, after, nat) => {
      const characters = [...before]
      const index = characters.length === 0 ? 0 : nat % (characters.length + 1)
      const position = characters.slice(0, index).join('').length
      const doc = new Y.Doc()
      const written = doc.getText('text')
      written.insert(0, before)
      const cursor = Y.createRelativePositionFromTypeIndex(written, position, -1)
      let moved = position
      written.observe((event) => {
        moved = movedBy(event.delta, moved)
      })
      const change = minimalChange(before, after)
      if (change === undefined) return
      doc.transact(() => {
        written.delete(change.index, change.removed)
        written.insert(change.index, change.inserted)
      })
      const expected = Y.createAbsolutePositionFromRelativePosition(cursor, doc)?.index ?? 0
      const replaced = change.removed > 0 && position > change.index
      if (replaced && position < change.index + change.removed) return
      expect(moved <= written.length).toBe(true)
      if (!replaced) expect(moved).toBe(expected)
    }),
  )
})
