import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64Url, toBase64Url } from './base64-url.ts'

/** With the platform's own encoder, which knows the other alphabet and pads. */
function encodedByPlatform(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

test('base64url is what the platform makes of it, and comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = toBase64Url(bytes)
      expect(text).toBe(encodedByPlatform(bytes))
      expect(fromBase64Url(text)).toEqual(bytes)
    }),
  )
})
