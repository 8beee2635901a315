import { expect, it } from 'vitest'
import { NonceWindow } from './nonce-window.ts'

it('takes each nonce once', () => {
  const nonces = new NonceWindow()
  expect(nonces.accept('a', 300, 0)).toBe(true)
  expect(nonces.accept('a', 300, 0)).toBe(false)
  expect(nonces.accept('b', 300, 0)).toBe(true)
})

it('remembers a bounded number, refuses when it is full, and makes room when they are old', () => {
  const nonces = new NonceWindow()
  let taken = 0
  while (taken < 1_000_000 && nonces.accept(`n${taken}`, 300, 0)) taken += 1
  expect(taken).toBeLessThan(100_000)
  expect(nonces.accept('n0', 300, 300)).toBe(false)
  expect(nonces.accept('new', 601, 301)).toBe(true)
})
