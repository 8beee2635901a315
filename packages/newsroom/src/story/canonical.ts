// One text for one value, whatever order its parts were made in: what digests name, and what decides
// between two events that cannot both stand.
import { toUtf8 } from '../text-codec.ts'

/** JSON without spaces, the keys of every object in the order of their UTF-16 units. Takes what JSON
 *  can hold; a key whose value is `undefined` is left out, as JSON does. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonicalText(part)}`)
  return `{${parts.join()}}`
}

/** UTF-8 of the canonical JSON. */
export function canonicalBytes(value: unknown): Uint8Array {
  return toUtf8(canonicalText(value))
}
