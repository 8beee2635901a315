import { expect, test } from 'vitest'
import { chosenStages, stages } from './stages.js'

test('without arguments every stage runs', () => {
  expect(chosenStages([])).toEqual(stages)
})

test('--only runs what it names', () => {
  expect(chosenStages(['--only', 'unit,types'])?.map(({ name }) => name)).toEqual(['types', 'unit'])
})

test('anything else is refused rather than half understood', () => {
  expect(chosenStages(['--only', 'unit,nonsense'])).toBeUndefined()
  expect(chosenStages(['--only'])).toBeUndefined()
  expect(chosenStages(['--fast'])).toBeUndefined()
})
