import type { Readings } from './reading.ts'

const LOOKS_LIKE_JSON = /^\s*[{["]/u
// Long enough for a telephone; JSON.parse would round the longest.
const LONG_NUMBER = /(?<=[:,[\s])-?\d{7,}/gu

function parsed(text: string): { value: unknown } | undefined {
  if (!LOOKS_LIKE_JSON.test(text)) return undefined
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** Adds every string of a JSON text, the names of members too, and its long numbers. Returns false, and
 *  adds nothing, if `text` is no JSON. */
export function readJson(into: Readings, text: string): boolean {
  const json = parsed(text)
  if (json === undefined) return false
  // No recursion: JSON.parse takes any depth, the stack does not.
  const waiting: unknown[] = [json.value]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string') into.addValue('data', value)
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        if (!Array.isArray(value)) into.addValue('data', name)
        waiting.push(member)
      }
    }
  }
  for (const [number] of text.matchAll(LONG_NUMBER)) into.add('data', 'address', number)
  return true
}
