import { join } from 'node:path'
import { DeskError } from '../desk-error.ts'
import { readIfPresent } from './atomic-file.ts'

const files = [
  ['/', 'index.html', 'text/html; charset=utf-8'],
  ['/app.js', 'app.js', 'text/javascript; charset=utf-8'],
  ['/app.css', 'app.css', 'text/css; charset=utf-8'],
] as const

/** Reads the page's three files, by path. Throws `page-missing` if one is not there. */
export async function readPageFiles(
  folder: string,
): Promise<ReadonlyMap<string, { readonly contentType: string; readonly bytes: Uint8Array }>> {
  const page = new Map<string, { contentType: string; bytes: Uint8Array }>()
  for (const [path, name, contentType] of files) {
    const bytes = await readIfPresent(join(folder, name))
    if (bytes === undefined) throw new DeskError('page-missing', { place: name })
    page.set(path, { contentType, bytes })
  }
  return page
}

/** The bundle that every page of the site loads. Throws `script-missing`. */
export async function readReaderScript(path: string): Promise<Uint8Array> {
  const bytes = await readIfPresent(path)
  if (bytes === undefined) throw new DeskError('script-missing')
  return bytes
}
