import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalText } from './canonical.ts'
import { digestOf, taggedDigest } from './digest.ts'
import { inBoth, STORY, storySaying } from './story.fixture.ts'

/** Worked out by another program from the same JSON. */
const FROZEN = {
  small: '0ab3f83ab9ddf78111d1e1e03e2b57671f363f8204dbf11eecefd3b189317a2a',
  publication: '9648b2a4dad39fea07c2b0ec7d781976e074ceb84d231f5b659b4a1a59429c55',
}

describe('canonical text', () => {
  test('sorts keys at every depth and keeps the order of lists', () => {
    const value = { b: [3, { d: 'ñ', c: null }], a: true, 10: 1, 9: undefined }
    expect(canonicalText(value)).toBe('{"10":1,"a":true,"b":[3,{"c":null,"d":"ñ"}]}')
  })

  test('is JSON of the same value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // JSON has no negative zero.
        const plain: unknown = JSON.parse(JSON.stringify(value))
        expect(JSON.parse(canonicalText(plain))).toEqual(plain)
        expect(canonicalText(reversed(plain))).toBe(canonicalText(plain))
      }),
    )
  })
})

describe('digests', () => {
  const story = storySaying({ es: 'uno', en: 'one' })

  test('are of these bytes for ever', () => {
    expect(taggedDigest('x', { a: 1 })).toBe(FROZEN.small)
    expect(digestOf({ kind: 'publication', story })).toBe(FROZEN.publication)
  })

  test('name what is done as well as the story', () => {
    const withdrawal = {
      kind: 'withdrawal',
      id: STORY,
      slug: story.slug,
      note: inBoth('No'),
    } as const
    const digests = [
      digestOf({ kind: 'publication', story }),
      digestOf({ kind: 'correction', story }),
      digestOf(withdrawal),
      digestOf({ ...withdrawal, id: '00'.repeat(16) }),
      digestOf({ ...withdrawal, note: inBoth('Nunca') }),
    ]
    expect(new Set(digests).size).toBe(digests.length)
  })

  test('change with every word in either language', () => {
    const digests = [
      story,
      storySaying({ es: 'uno', en: 'One' }),
      storySaying({ es: 'Uno', en: 'one' }),
      { ...story, slug: { ...story.slug, en: 'a-mine' } },
    ].map((one) => digestOf({ kind: 'publication', story: one }))
    expect(new Set(digests).size).toBe(digests.length)
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, part]) => [key, reversed(part)] as const)
  return Object.fromEntries(entries.toReversed())
}
