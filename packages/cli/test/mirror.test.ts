// `cronista mirror` in a process of its own: what it takes from a site, and what it answers.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SITE_HEADERS } from '@cronista/protocol/http'
import { cronista, startMirror, temporaryFolder, verify } from './cronista-process.fixture.ts'
import { fingerprint, playedSite, signedSite, type SignedSite } from './signed-site.fixture.ts'

const first = signedSite(7)
const second = signedSite(8, { previousHead: first.head })
const SERVES = /verified copy \(release (?<number>\d+)\) is at (?<url>\S+)/u

/** Where a mirror serves, and which release, as soon as it says so. */
async function served(mirror: ReturnType<typeof startMirror>) {
  const { url = '', number = '' } = (await mirror.says(SERVES)).groups ?? {}
  return { url, number }
}

async function text(url: string): Promise<string> {
  return (await fetch(url)).text()
}

/** Mirrors these releases one after the other, each in a process of its own. */
async function mirrored(folder: string, ...releases: readonly SignedSite[]): Promise<string> {
  let url = ''
  for (const release of releases) {
    const played = await playedSite(release)
    url = (await served(startMirror(played.url, folder))).url
  }
  return url
}

/** Something to call, and a promise that it was called. */
function gate(): readonly [open: () => void, opened: Promise<void>] {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  return [() => resolve(undefined), promise]
}

describe('a mirror', () => {
  test('serves what it verified, so that the mirror itself is found the same', async () => {
    const url = await mirrored(await temporaryFolder(), first)
    const { exitCode, printed } = await verify(url, '--at-least', '7')
    expect([exitCode, printed]).toEqual([
      0,
      expect.stringContaining('Every file the release lists is as signed'),
    ])
    const page = await fetch(`${url}/es/`, { headers: { 'accept-encoding': 'br' } })
    expect(Object.fromEntries(page.headers)).toMatchObject({
      ...SITE_HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=60',
      'content-encoding': 'br',
    })
    expect((await fetch(`${url}/es`, { redirect: 'manual' })).headers.get('location')).toBe('/es/')
    const head = await fetch(`${url}/es/`, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  test('takes nothing: there is no cell, edition, roster or desk on it', async () => {
    const url = await mirrored(await temporaryFolder(), first)
    for (const path of [
      '/edition',
      '/roster',
      '/c',
      '/desk/journal',
      '/es/../release',
      '/nothing/',
    ]) {
      const answer = await fetch(`${url}${path}`)
      expect([path, answer.status]).toEqual([path, path === '/es/../release' ? 200 : 404])
    }
    for (const path of ['/c', '/', '/es/']) {
      const posted = await fetch(`${url}${path}`, { method: 'POST', body: new Uint8Array(3072) })
      expect([posted.status, await posted.text()]).toEqual([404, ''])
    }
  })

  test('starts with nothing that one person alone signed, that differs, or that is not there', async () => {
    const half = await playedSite(signedSite(7, { signers: 1 }))
    const changed = await playedSite(first, (path, answer) => {
      if (path === '/en/') answer.end('other words')
      return path === '/en/'
    })
    for (const [url, said] of [
      [half.url, 'release-half-signed'],
      [changed.url, '/en/ is not the file'],
      ['http://127.0.0.1:9', 'no complete answer'],
    ] as const) {
      const folder = await temporaryFolder()
      const args = ['--newsroom', fingerprint, '--folder', folder, '--port', '0']
      const { exitCode, printed } = await cronista('mirror', url, ...args)
      expect([exitCode, printed]).toEqual([expect.any(Number), expect.stringContaining(said)])
      expect(exitCode).not.toBe(0)
      expect(await readdir(folder)).toEqual(['files'])
    }
  })

  test('changes to the next release, and goes on without the site that it came from', async () => {
    const folder = await temporaryFolder()
    expect(await text(`${await mirrored(folder, first, second)}/es/`)).toContain('release 8')
    const alone = startMirror('http://127.0.0.1:9', folder)
    const { url, number } = await served(alone)
    expect(number).toBe('8')
    expect(await text(`${url}/es/`)).toContain('release 8')
    alone.child.kill('SIGTERM')
    expect((await alone.ended).exitCode).toBe(0)
  })

  test.each([
    ['older', first, 'release older than the one known'],
    ['another of the same number', signedSite(8, { text: 'twin' }), 'another of the same number'],
    ['one that does not follow', signedSite(9, { text: 'fork' }), 'release older than'],
    ['half signed', signedSite(9, { previousHead: second.head, signers: 1 }), 'half-signed'],
  ])('keeps what it has when the site hands out: %s', async (_what, bad, said) => {
    const folder = await temporaryFolder()
    await mirrored(folder, first, second)
    const mirror = startMirror((await playedSite(bad)).url, folder)
    const { url } = await served(mirror)
    await mirror.says(new RegExp(said, 'u'))
    expect(await text(`${url}/es/`)).toContain('release 8')
  })

  test('keeps the whole of what it has when the next one stops half way', async () => {
    const folder = await temporaryFolder()
    await mirrored(folder, first)
    const played = await playedSite(second, (path) => path === '/es/una-nota/')
    const { url } = await served(startMirror(played.url, folder, '--patience', '3'))
    for (const path of first.files.keys())
      if (path !== '/404.html') expect(await text(`${url}${path}`)).toContain('release 7')
  })

  test('killed while it fetches the next release, goes on with the one it has', async () => {
    const folder = await temporaryFolder()
    await mirrored(folder, first)
    const [stalls, stalled] = gate()
    const played = await playedSite(second, (path) => {
      if (path === '/es/una-nota/') stalls()
      return path === '/es/una-nota/'
    })
    const killed = startMirror(played.url, folder, '--patience', '60')
    await stalled
    killed.child.kill('SIGKILL')
    await killed.ended
    const { url, number } = await served(startMirror('http://127.0.0.1:9', folder))
    expect([number, await text(`${url}/es/`)]).toEqual(['7', expect.stringContaining('release 7')])
  })

  test('serves no kept byte that is not as it was signed, and mends itself', async () => {
    const folder = await temporaryFolder()
    await mirrored(folder, first)
    const files = join(folder, 'files')
    const named = new Map<string, string>()
    for (const name of await readdir(files))
      named.set(await readFile(join(files, name), 'utf8'), name)
    const page = new TextDecoder().decode(first.files.get('/es/'))
    await writeFile(join(files, named.get(page)!), 'damaged')
    const alone = startMirror('http://127.0.0.1:9', folder)
    const { url } = await served(alone)
    expect((await fetch(`${url}/es/`)).status).toBe(503)
    expect((await fetch(`${url}/en/`)).status).toBe(200)
    expect(await text(`${await mirrored(folder, first)}/es/`)).toBe(page)
  })

  test('does not start on a kept release that is not as it was signed', async () => {
    const folder = await temporaryFolder()
    await mirrored(folder, first)
    await writeFile(join(folder, 'release'), signedSite(7, { signers: 1 }).release)
    const mirror = startMirror('http://127.0.0.1:9', folder)
    const { exitCode, printed } = await mirror.ended
    expect([exitCode, printed]).toEqual([1, expect.stringContaining('release-half-signed')])
  })

  test('says when another program has its port', async () => {
    const url = await mirrored(await temporaryFolder(), first)
    const { port } = new URL(url)
    const played = await playedSite(first)
    const args = ['--newsroom', fingerprint, '--folder', await temporaryFolder(), '--port', port]
    const { exitCode, printed } = await cronista('mirror', played.url, ...args)
    expect([exitCode, printed]).toEqual([2, expect.stringContaining('Another program')])
  })
})
