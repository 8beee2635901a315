import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleDeskUi } from './bundle.ts'

let outdir: string

beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'desk-ui-'))
  await bundleDeskUi(join(outdir, 'first'))
  await bundleDeskUi(join(outdir, 'second'))
})

afterAll(() => rm(outdir, { recursive: true }))

async function bundled(name: string, folder = 'first'): Promise<string> {
  return readFile(join(outdir, folder, name), 'utf8')
}

describe('the bundle', () => {
  it('is three files, and the same bytes each time', async () => {
    const names = (await readdir(join(outdir, 'first'))).sort()
    expect(names).toEqual(['app.css', 'app.js', 'index.html'])
    for (const name of names) {
      const digests = ['first', 'second'].map(async (folder) =>
        createHash('sha256')
          .update(await bundled(name, folder))
          .digest('hex'),
      )
      const [first, second] = await Promise.all(digests)
      expect(first, name).toBe(second)
    }
  })

  it('has a page without inline script or style, and with a constant title', async () => {
    const page = await bundled('index.html')
    expect(page).toContain('<title>Cronista</title>')
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:/i)
    expect(page).not.toMatch(/https?:/)
  })

  it('keeps React Aria from adding a style element: the id it looks for is the style sheet’s', async () => {
    const [, id] = /<link rel="stylesheet"[^>]*id="([^"]+)"/.exec(await bundled('index.html')) ?? []
    expect(await bundled('app.js')).toContain(`"${id ?? 'no id'}"`)
    expect(await bundled('app.css')).toContain('[data-react-aria-pressable]')
  })

  it('tells zod not to compile with eval before zod is there', async () => {
    const script = await bundled('app.js')
    const told = script.search(/__zod_globalConfig=\{jitless:(!0|true)\}/)
    expect(told).toBeGreaterThan(-1)
    expect(told).toBeLessThan(script.search(/__zod_globalConfig\?\?|__zod_globalConfig \?\?/))
  })

  it('names no machine path, and nothing that a browser stores', async () => {
    const script = await bundled('app.js')
    expect(script.indexOf(process.cwd())).toBe(-1)
    const stores = /localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker/
    expect(stores.exec(script)?.[0]).toBeUndefined()
    expect(await bundled('app.css')).not.toMatch(/url\(|@font-face|@import/)
  })
})
