import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPlainText, plainText } from './plain-text.ts'

describe('plain text', () => {
  test('is what both languages write', () => {
    const text = '¿Quién dijo «no»? —Nadie… A\u00a0las 5, ¡ñandú! “It’s £5” 日本 😀'
    expect(isPlainText(text)).toBe(true)
    expect(plainText(text)).toBe(text)
  })

  test.each([
    ['a line break', 'a\nb', 'a b'],
    ['a tab and spaces', 'a \t  b', 'a b'],
    ['a line separator', 'a\u2028b', 'a b'],
    ['a control', 'a\u0007b', 'ab'],
    ['a soft hyphen', 'a\u00adb', 'ab'],
    ['a space without width', 'a\u200bb', 'ab'],
    ['what turns the text around', 'a\u202eb\u2066c', 'abc'],
    ['a byte order mark', '\ufeffa', 'a'],
    ['a selector', 'a\ufe0fb\u{e0100}', 'ab'],
    ['a tag', 'a\u{e0041}b', 'ab'],
    ['what is no character', 'a\uffffb\ufdd0', 'ab'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
    ['an accent of its own', 'n\u0303', 'ñ'],
  ])('%s is put in order', (_name, text, plain) => {
    expect(plainText(text)).toBe(plain)
    expect(isPlainText(plain)).toBe(true)
  })

  test.each(['a\nb', 'a\u200bb', 'a\u202eb', '\u{e0041}', '\ud800', 'a\u0085', '\ufeff'])(
    '%j is none',
    (text) => {
      expect(isPlainText(text)).toBe(false)
    },
  )

  test('whatever it was, it is plain after, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const plain = plainText(text)
        expect(isPlainText(plain)).toBe(true)
        expect(plainText(plain)).toBe(plain)
      }),
    )
  })
})
