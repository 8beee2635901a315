import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromBase64Url, toBase64Url } from './base64-url.ts'

it('writes any bytes as base64url, and reads them again', () => {
  expect(toBase64Url(Uint8Array.of(251, 255, 254, 0))).toBe('-__-AA')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(toBase64Url(bytes)).toMatch(/^[A-Za-z0-9_-]*$/u)
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
    }),
  )
})
