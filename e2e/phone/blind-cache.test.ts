import { expect, test } from 'vitest'
import { traitsOfCompiledCode } from './blind-cache.ts'

test('names each byte that is not the same in all, and its place', () => {
  const traits = traitsOfCompiledCode([Buffer.from([7, 0, 9]), Buffer.from([7, 16, 9])])
  expect(traits.map((one) => one.get('byte at 1'))).toEqual([0, 16])
  expect(traits.map((one) => one.size)).toEqual([3, 3])
})

test('compares the lengths alone where they differ', () => {
  const traits = traitsOfCompiledCode([Buffer.from([7, 0]), Buffer.from([7, 16, 9])])
  expect(traits.map((one) => [...one])).toEqual([[['length', 2]], [['length', 3]]])
})
