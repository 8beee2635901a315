import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { writeSite } from './write-site.ts'

test('a site replaces the one before it, whole, with a compressed copy of each file', async () => {
  const root = await mkdtemp(join(tmpdir(), 'cronista-site-'))
  try {
    const site = join(root, 'site')
    const page = new TextEncoder().encode('<!doctype html>')
    await writeSite(site, new Map([['/es/a/', page]]))
    await writeSite(
      site,
      new Map([
        ['/', page],
        ['/assets/a.css', page],
      ]),
    )
    expect((await readdir(site, { recursive: true })).toSorted()).toEqual([
      'assets',
      'assets/a.css',
      'assets/a.css.br',
      'index.html',
      'index.html.br',
    ])
    expect(new Uint8Array(await readFile(join(site, 'index.html')))).toEqual(page)
    expect(
      new Uint8Array(brotliDecompressSync(await readFile(join(site, 'index.html.br')))),
    ).toEqual(page)
    expect(await readdir(root)).toEqual(['site'])
  } finally {
    await rm(root, { recursive: true, force: true })
  }
})
