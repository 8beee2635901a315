import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wordDiff, type WordRun } from './word-diff.ts'

const text = fc
  .array(fc.constantFrom('el', 'puente', 'cerró', 'nadie', 'salió', ' ', '«no»'), { maxLength: 14 })
  .map((words) => words.join(' '))

const without = (runs: readonly WordRun[], kind: WordRun['kind']) =>
  runs
    .filter((run) => run.kind !== kind)
    .map((run) => run.text)
    .join('')

it('shows every word of both texts, and nothing else', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const runs = wordDiff(before, after)
      expect(without(runs, 'added')).toBe(before)
      expect(without(runs, 'removed')).toBe(after)
      expect(runs.some(({ kind }) => kind !== 'kept')).toBe(before !== after)
    }),
  )
})

it('keeps what is the same', () => {
  expect(wordDiff('Nadie salió del pueblo.', 'Nadie más salió de ahí.')).toEqual([
    { kind: 'kept', text: 'Nadie ' },
    { kind: 'added', text: 'más ' },
    { kind: 'kept', text: 'salió ' },
    { kind: 'removed', text: 'del pueblo.' },
    { kind: 'added', text: 'de ahí.' },
  ])
})
