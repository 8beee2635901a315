import { expect, test } from 'vitest'
import { isFindable } from './findable.ts'

test.each([
  'Quiñones',
  'Li',
  'Ana',
  'De la O',
  'La Cruz',
  'VKR-482-B',
  '667 123 4567',
  'tel. 667 123 4567',
  '@marina_q',
  'El “Güero”',
  'c/ Hidalgo #25',
])('%s can be found', (text) => {
  expect(isFindable(text)).toBe(true)
})

test.each(['la', 'LA', ' Él ', '—', 'Ó', '7', '…', '', 'del', 'the'])('“%s” cannot', (text) => {
  expect(isFindable(text)).toBe(false)
})
