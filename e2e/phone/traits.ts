// What a profile says, as numbers under names: each row of a database, each setting, each entry of a
// cache, each file. Names hold no moment, no random identifier and no address of this run, so that the
// same trait of two profiles has the same name.

/** How much of each trait a profile has; what is not there counts as 0. */
export type Traits = Map<string, number>

/** Counts one more of a trait, or adds an amount to it. */
export function add(traits: Traits, name: string, amount = 1): void {
  traits.set(name, (traits.get(name) ?? 0) + amount)
}

/** From here on a number is a moment, in whatever unit, and not an amount. */
const MOMENT = 1_000_000_000
const LONGEST_TEXT = 160

/** Notes a value under a name: a number as an amount, a text as a trait of its own, a moment as
 *  something that is there. */
export function note(traits: Traits, name: string, value: unknown): void {
  if (value === null || value === undefined) return
  if (typeof value === 'boolean') add(traits, `${name} is ${String(value)}`)
  else if (typeof value === 'number' || typeof value === 'bigint')
    noteNumber(traits, name, Number(value))
  else if (typeof value === 'string') noteText(traits, name, value)
  else if (value instanceof Uint8Array) add(traits, `${name} bytes`, value.length)
  else if (Array.isArray(value)) {
    add(traits, `${name} length`, value.length)
    for (const one of value) note(traits, `${name}[]`, one)
  } else if (typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) note(traits, `${name}.${plain(key)}`, inner)
}

function noteNumber(traits: Traits, name: string, value: number): void {
  if (Math.abs(value) >= MOMENT) add(traits, `${name} is a moment`)
  else if (value !== 0) add(traits, name, value)
}

function noteText(traits: Traits, name: string, text: string): void {
  const number = /^-?\d+(?:\.\d+)?$/u.test(text) ? Number(text) : undefined
  if (number !== undefined) noteNumber(traits, name, number)
  else if (text.startsWith('{') || text.startsWith('[')) noteJson(traits, name, text)
  else add(traits, `${name} = ${plain(text)}`)
}

function noteJson(traits: Traits, name: string, text: string): void {
  try {
    note(traits, name, JSON.parse(text))
  } catch {
    add(traits, `${name} = ${plain(text)}`)
  }
}

/** A text without what differs from run to run: addresses of this machine, identifiers, moments. */
export function plain(text: string): string {
  const named = text
    .replaceAll(/127\.0\.0\.1(?::|%3A)?\d*/gu, 'SITE')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/giu, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?/gu, '<day>')
    .replaceAll(/\b[0-9a-f]{16,}\b/giu, '<hex>')
    .replaceAll(/\b(?=[\w+/-]*\d)(?=[\w+/-]*[a-zA-Z])[A-Za-z0-9+/_-]{20,}={0,2}/gu, '<random>')
    .replaceAll(/\d{9,}/gu, '<number>')
  return named.length <= LONGEST_TEXT ? named : `${named.slice(0, LONGEST_TEXT)}…`
}
