// The site as strangers have it: every file of its release, as bytes.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { protectedIn, readingsOf, type ProtectedText } from '@cronista/guard'
import { parseRelease } from '@cronista/protocol'
import { RELEASE_PATH } from '@cronista/protocol/http'
import type { Testbed } from '@cronista/testbed'

const run = promisify(execFile)

/** Fetches every file that the release lists, and the release itself. Throws if one is not there. */
export async function servedFiles(siteUrl: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const release = await bytesAt(siteUrl, RELEASE_PATH)
  const served = new Map<string, Uint8Array>([[RELEASE_PATH, release]])
  for (const { path } of parseRelease(release).files) served.set(path, await bytesAt(siteUrl, path))
  return served
}

/** Where one of these texts can be read in those files, in whatever way of reading them. */
export function sightingsIn(
  files: ReadonlyMap<string, Uint8Array>,
  texts: readonly ProtectedText[],
): string[] {
  return [...files].flatMap(([path, bytes]) =>
    readingsOf(path, bytes).flatMap(({ part, as, text }) =>
      protectedIn(text, texts, as).map(
        ({ id, excerpt }) => `${id} in ${path} (${part}): ${excerpt}`,
      ),
    ),
  )
}

/** What the command of any stranger says of the site; rejects if something is not as it was signed. */
export async function verified({ siteUrl, newsroomId }: Testbed): Promise<string> {
  const cronista = join(import.meta.dirname, '..', 'node_modules', '.bin', 'cronista')
  const asked = ['verify', siteUrl, '--newsroom', newsroomId, '--language', 'en']
  const { stdout } = await run(cronista, asked)
  return stdout
}

async function bytesAt(siteUrl: string, path: string): Promise<Uint8Array> {
  const answer = await fetch(`${siteUrl}${path}`)
  if (!answer.ok) throw new RangeError(`${path} answered ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}
