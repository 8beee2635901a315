import type { Draw } from './draw.ts'

type Json = boolean | number | string | readonly Json[] | { readonly [name: string]: Json } | null

const oddNumbers = [
  ...[0, -0, -1, 1, 0.5, 255, 256, 65_536, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 1e21, 1e308],
  ...[-(2 ** 53), 86_400_000, 8.64e15 + 1],
]
const oddTexts = [
  ...['', ' ', '\0', 'é', 'e\u0301', '\u202e', '\ud800', '\u{1f680}', '0', '-1', 'NaN', 'null'],
  ...['__proto__', 'constructor', 'toString', '2026-02-30', '../..', 'javascript:alert(1)'],
  ...['a'.repeat(300), 'A'.repeat(5_000), '0'.repeat(32), 'f'.repeat(64), '\n'.repeat(40)],
]
const oddNames = ['__proto__', 'constructor', 'prototype', 'length', 'then', 'toJSON', 'v', 'type']

/** One of these values, with a few of its parts replaced, taken out, doubled, nested or renamed. */
export function mutatedJson(draw: Draw, values: readonly unknown[]): string {
  let value = draw.from(values as readonly Json[])
  for (let left = draw.few(); left > 0; left--)
    value = changed(draw, value, values as readonly Json[])
  return JSON.stringify(value)
}

/** Goes down at random and changes what it comes to. */
function changed(draw: Draw, value: Json, values: readonly Json[]): Json {
  if (Array.isArray(value) && value.length > 0 && !draw.once(4)) {
    const place = draw.below(value.length)
    const items = value as readonly Json[]
    return items.map((item, index) => (index === place ? changed(draw, item, values) : item))
  }
  if (isObject(value) && Object.keys(value).length > 0 && !draw.once(5)) {
    const name = draw.from(Object.keys(value))
    // A name like __proto__ stays a name.
    const entries = Object.entries(value).map(([one, item]): [string, Json] =>
      one === name ? [one, changed(draw, item, values)] : [one, item],
    )
    return objectOf(entries)
  }
  return replaced(draw, value, values)
}

function replaced(draw: Draw, value: Json, values: readonly Json[]): Json {
  if (isObject(value) && draw.once(2)) return reshaped(draw, value)
  if (Array.isArray(value) && draw.once(2)) return resized(draw, value as readonly Json[])
  switch (draw.below(10)) {
    case 0:
      return null
    case 1:
      return draw.once(2)
    case 2:
      return draw.from(oddNumbers)
    case 3:
      return draw.from(oddTexts)
    case 4:
      return nested(draw, value)
    case 5:
      return somewhereIn(draw, draw.from(values))
    case 6:
      return typeof value === 'number' ? value + draw.from([1, -1, 0.5]) : draw.below(2 ** 32)
    case 7:
      return typeof value === 'string' ? `${value}${draw.from(oddTexts)}` : JSON.stringify(value)
    case 8:
      return typeof value === 'string' ? value.slice(draw.below(value.length + 1)) : []
    default:
      return typeof value === 'string' ? withOddCharacter(draw, value) : {}
  }
}

function reshaped(draw: Draw, value: { readonly [name: string]: Json }): Json {
  const entries = Object.entries(value)
  const place = draw.below(entries.length + 1)
  const odd: [string, Json] = [
    draw.from(oddNames),
    draw.from([null, 1, {}, { odd: 1 }, 'x', []] as Json[]),
  ]
  return objectOf(draw.once(2) ? entries.toSpliced(place, 1) : entries.toSpliced(place, 0, odd))
}

function resized(draw: Draw, items: readonly Json[]): Json {
  if (items.length === 0 || draw.once(3)) return []
  return draw.once(2) ? items.slice(0, -1) : [...items, ...items.slice(0, 50)].slice(0, 2_000)
}

function nested(draw: Draw, value: Json): Json {
  let inside = value
  for (let depth = draw.once(8) ? 500 : draw.few(); depth > 0; depth--)
    inside = draw.once(2) ? [inside] : { a: inside }
  return inside
}

function withOddCharacter(draw: Draw, text: string): string {
  const place = draw.below(text.length + 1)
  return `${text.slice(0, place)}${draw.from(['\0', '\ud800', '\u200b', '"', '<', 'ñ', '9'])}${text.slice(place)}`
}

function somewhereIn(draw: Draw, value: Json): Json {
  if (Array.isArray(value) && value.length > 0 && !draw.once(3))
    return somewhereIn(draw, draw.from(value as readonly Json[]))
  if (isObject(value) && Object.keys(value).length > 0 && !draw.once(3))
    return somewhereIn(draw, draw.from(Object.values(value)))
  return value
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object with these names as its own, `__proto__` included, as JSON.parse makes it. */
function objectOf(entries: readonly (readonly [string, Json])[]): Json {
  return Object.fromEntries(entries)
}
