// A demonstration's newsroom as production runs it: founded, with its first stories published by two desks,
// an edition, a roster and the production script; then its desks are closed, and its relay's folder is left.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parseRelease } from '@cronista/protocol'
import { RELEASE_PATH } from '@cronista/protocol/http'
import { bootTestbed } from '@cronista/testbed'
import type { RelayConfigInput } from '@cronista/relay'
import type { SitePaths } from './million-generator.ts'

/** Founds it under `statePath`. Gives what its relay is started with again. */
export async function foundMillionNewsroom(statePath: string): Promise<RelayConfigInput> {
  const options = { schedule: 'production', stories: 'first', statePath } as const
  const testbed = await bootTestbed(options)
  await testbed.close()
  const { newsroomId, paths } = testbed
  return { folder: paths.relay, port: 0, newsroomId }
}

/** What a visit of its site loads: the stories' pages, and what each of them names. */
export async function sitePathsOf(relayUrl: string): Promise<SitePaths> {
  const served = await fetch(`${relayUrl}${RELEASE_PATH}`)
  const { files } = parseRelease(new Uint8Array(await served.arrayBuffer()))
  const pages: string[] = []
  let assets: Omit<SitePaths, 'pages'> | undefined
  for (const { path } of files) {
    if (!/^\/e[sn]\/[^/]+\/$/u.test(path)) continue
    const page = await (await fetch(`${relayUrl}${path}`)).text()
    if (!page.includes('"NewsArticle"')) continue
    pages.push(path)
    assets = {
      style: namedIn(page, /<link rel="stylesheet" href="([^"]+)"/u),
      script: namedIn(page, /<script src="([^"]+)"/u),
      icon: namedIn(page, /<link rel="icon"[^>]* href="([^"]+)"/u),
    }
  }
  if (assets === undefined) throw new RangeError('the site has no story')
  return { pages, ...assets }
}

function namedIn(page: string, pattern: RegExp): string {
  const found = pattern.exec(page)?.[1]
  if (found === undefined) throw new RangeError(`a page without ${String(pattern)}`)
  return found
}

/** A certificate for this machine that vouches for itself. */
export async function makeCertificate(
  folder: string,
): Promise<{ readonly tls: { certificate: string; key: string }; readonly authority: string }> {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
  await promisify(execFile)('openssl', [
    ...['req', ...kind, ...subject, '-keyout', key, '-out', certificate],
  ])
  return { tls: { certificate, key }, authority: await readFile(certificate, 'utf8') }
}
