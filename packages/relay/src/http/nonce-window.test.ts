import { expect, it } from 'vitest'
import { NonceWindow } from './nonce-window.ts'

it('takes each nonce of a signer once', () => {
  const nonces = new NonceWindow()
  expect(nonces.accept('ana', 'a', 300, 0)).toBe(true)
  expect(nonces.accept('ana', 'a', 300, 0)).toBe(false)
  expect(nonces.accept('ana', 'b', 300, 0)).toBe(true)
  expect(nonces.accept('bruno', 'a', 300, 0)).toBe(true)
})

it('remembers a bounded number, refuses when it is full, and makes room when they are old', () => {
  const nonces = new NonceWindow()
  let taken = 0
  while (taken < 1_000_000 && nonces.accept('ana', `n${taken}`, 300, 0)) taken += 1
  expect(taken).toBeLessThan(100_000)
  expect(nonces.accept('ana', 'n0', 300, 300)).toBe(false)
  expect(nonces.accept('ana', 'new', 601, 301)).toBe(true)
})

it('lets nobody’s requests, however many, keep out another’s', () => {
  const nonces = new NonceWindow()
  let taken = 0
  while (taken < 1_000_000 && nonces.accept('auditor', `n${taken}`, 300, 0)) taken += 1
  expect(nonces.accept('auditor', 'one more', 300, 0)).toBe(false)
  expect(nonces.accept('ana', 'her first', 300, 0)).toBe(true)
})
