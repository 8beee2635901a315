// What V8 wrote of the reader script into a profile, byte by byte. Chromium keeps it under a hash of the
// script, and writes it when the script is loaded for the second time within 72 hours.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { partsOfSimpleEntry, SIMPLE_MAGIC } from './simple-cache.ts'
import { add, type Traits } from './traits.ts'

/** Whatever is shorter holds addresses and times only. */
const AT_LEAST = 100_000

/** The compiled code in a profile; undefined while there is none. */
export async function compiledCodeIn(profile: string): Promise<Buffer | undefined> {
  const folder = join(profile, 'Default', 'Code Cache', 'js')
  for (const name of await readdir(folder).catch(() => [])) {
    const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0))
    if (bytes.length < AT_LEAST || !bytes.subarray(0, 8).equals(SIMPLE_MAGIC)) continue
    const [code] = partsOfSimpleEntry(bytes)
    if (code !== undefined && code.length > AT_LEAST) return Buffer.from(code)
  }
  return undefined
}

/** Each profile's compiled code as traits: its length and, where all are equally long, every byte that is
 *  not the same in all, under the place where it stands. */
export function traitsOfCompiledCode(codes: readonly Buffer[]): Traits[] {
  const [first] = codes
  const places = new Set<number>()
  if (first !== undefined && codes.every(({ length }) => length === first.length))
    for (const code of codes)
      for (const [at, byte] of code.entries()) if (byte !== first[at]) places.add(at)
  return codes.map((code) => {
    const traits: Traits = new Map()
    add(traits, 'length', code.length)
    for (const at of places) {
      add(traits, `byte at ${at}`, code[at])
      add(traits, 'sum of bytes', code[at])
    }
    return traits
  })
}
