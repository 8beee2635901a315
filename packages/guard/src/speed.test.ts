import { expect, it } from 'vitest'
import { protectedIn, readingsOf } from './index.ts'

// Several times what it takes on a slow machine, and far below what trying every
// text at every letter, or every "</" up to the end, takes.
const MILLIS = 1500

/** Of the processor: others at work do not count. */
function millisOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const texts = (count: number, text: string) =>
  Array.from({ length: count }, (_, at) => ({ id: String(at), text: `${text}${at}` }))

it('a text of one letter is looked through as fast for a thousand texts of that letter', () => {
  const many = texts(1000, `${'a'.repeat(110)}b`)
  expect(millisOf(() => protectedIn('a'.repeat(100_000), many, 'prose'))).toBeLessThan(MILLIS)
  expect(millisOf(() => protectedIn('a '.repeat(50_000), many, 'address'))).toBeLessThan(MILLIS)
})

it('a text that is said everywhere is sighted a bounded number of times', () => {
  const sightings = protectedIn('de la '.repeat(16_000), [{ id: 'one', text: 'de' }], 'prose')
  expect(sightings.length).toBeGreaterThan(0)
  expect(sightings.length).toBeLessThanOrEqual(20)
})

it.each([
  ['</', '</'.repeat(50_000)],
  ['&lt;/a and spaces', `<p>&lt;/a${' '.repeat(1900)}</p>`.repeat(50)],
  ['&lt;/a', `<p>${'&lt;/a '.repeat(20_000)}</p>`],
])('end tags that never end are read in a moment: %s', (_, source) => {
  const bytes = new TextEncoder().encode(source)
  expect(millisOf(() => readingsOf('/a.html', bytes))).toBeLessThan(MILLIS)
})
