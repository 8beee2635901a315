import { expect, it } from 'vitest'
import { inGroups } from './fingerprint.ts'

it('reads a fingerprint in fours, to the last character', () => {
  expect(inGroups('8f3ad2c19be0')).toBe('8f3a d2c1 9be0')
  expect(inGroups('8f3ad2')).toBe('8f3a d2')
  expect(inGroups('')).toBe('')
})
