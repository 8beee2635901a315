// The same site on machines that differ in what machines differ in.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { editionSite } from './story.fixture.ts'

/** A hash over the list of files of the fixtures' edition. */
function siteHash(): string {
  const hash = createHash('sha256')
  for (const { path, size, sha256 } of editionSite().list)
    hash.update(`${path} ${String(size)} `).update(sha256)
  return hash.digest('hex')
}

test.each([
  { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'America/Mexico_City', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'Pacific/Pago_Pago', LANG: 'ar_SA.UTF-8', LC_ALL: 'ar_SA.UTF-8' },
])('the site is the same at $TZ in $LANG', (place) => {
  const fixture = new URL('story.fixture.ts', import.meta.url).href
  const program = `
    const { createHash } = await import('node:crypto')
    const { editionSite } = await import(${JSON.stringify(fixture)})
    const hash = createHash('sha256')
    for (const { path, size, sha256 } of editionSite().list) hash.update(path + ' ' + size + ' ').update(sha256)
    process.stdout.write(hash.digest('hex') + ' ' + new Date(0).getTimezoneOffset())`
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--disable-warning=ExperimentalWarning', '--eval', program],
    { env: { ...process.env, ...place }, encoding: 'utf8' },
  )
  const [hash, offset] = stdout.split(' ')
  expect(hash, stderr).toBe(siteHash())
  // The child really stood elsewhere.
  expect(offset).not.toBe('0')
})
