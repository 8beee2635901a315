import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'

const folder = new URL('found/', import.meta.url)

/** A counterexample as it is written down. */
export interface Found {
  readonly target: string
  readonly property: string
  readonly detail: string
  /** Which input of which chunk of which run it was. */
  readonly seed: string
  readonly chunk: number
  readonly place: number
  /** Base64. */
  readonly input: string
  readonly shrunk: string
}

/** Writes a counterexample to fuzz/found, under a name that the same one gets again; gives its path. */
export async function noteFound(found: Found): Promise<string> {
  const detail = found.detail.replaceAll(/\d+/gu, '0')
  const name = createHash('sha256')
    .update(`${found.target} ${found.property} ${detail}`)
    .digest('hex')
    .slice(0, 12)
  await mkdir(folder, { recursive: true })
  const file = new URL(`${found.target}-${name}.json`, folder)
  await writeFile(file, `${JSON.stringify(found, undefined, 2)}\n`)
  return `fuzz/found/${found.target}-${name}.json`
}

/** Reads one back. */
export async function readFound(path: string): Promise<Found> {
  return JSON.parse(await readFile(path, 'utf8')) as Found
}
