// Files of Firefox that are neither databases nor JSON.
import { add, note, plain, type Traits } from './traits.ts'

/** Settings, one a line. */
export function notePreferenceLines(traits: Traits, file: string, text: string): void {
  for (const [, name = '', value = ''] of text.matchAll(/^user_pref\("([^"]+)", (.*)\);$/gmu))
    note(traits, `${file} ${plain(name)}`, parsed(value))
}

const CHUNK_BYTES = 262_144
const HEADER_BYTES = 32
const FETCH_COUNT_AT = 4
const KEY_LENGTH_AT = 24

/** An entry of the cache: whose answer it is, how often it was wanted, how long it is, and what was
 *  put beside it, the compiled script for one. */
export function noteFirefoxCacheEntry(traits: Traits, folder: string, bytes: Buffer): void {
  if (bytes.length < 4) return
  const length = bytes.readUInt32BE(bytes.length - 4)
  const header = length + 4 + 2 * Math.ceil(length / CHUNK_BYTES)
  if (header + HEADER_BYTES > bytes.length) {
    add(traits, `${folder} cut off`)
    return
  }
  const keyLength = bytes.readUInt32BE(header + KEY_LENGTH_AT)
  const keyAt = header + HEADER_BYTES
  const key = plain(bytes.toString('latin1', keyAt, keyAt + keyLength))
  const elements = bytes.toString('latin1', keyAt + keyLength + 1, bytes.length - 4).split('\0')
  add(traits, `${folder} {${key}} entries`)
  add(traits, `${folder} {${key}} bytes`, length)
  add(traits, `${folder} {${key}} wanted`, bytes.readUInt32BE(header + FETCH_COUNT_AT))
  for (let index = 0; index + 1 < elements.length; index += 2) {
    const name = elements[index] ?? ''
    if (name === 'alt-data')
      note(traits, `${folder} {${key}} alt-data`, altDataOf(elements[index + 1]))
    else add(traits, `${folder} {${key}} ${plain(name)}`)
  }
}

/** `version;offset,kind`: what lies before the offset is the answer itself. */
function altDataOf(element = ''): Record<string, unknown> {
  const [, offset = '', kind = ''] = /;(\d+),(.*)$/u.exec(element) ?? []
  return { offset: Number(offset), kind: kind.replaceAll(/[0-9a-f]{6,}/gu, '<build>') }
}

/** Measurements of the browser itself: names of what was counted, since their format is its own. */
export function noteGlean(traits: Traits, file: string, bytes: Buffer): void {
  add(traits, `${file} bytes`, bytes.length)
  for (const [name] of bytes.toString('latin1').matchAll(/[a-z][a-z0-9_.#/-]{7,}/gu))
    add(traits, `${file} ${plain(name)}`)
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
