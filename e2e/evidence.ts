import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const folder = join(import.meta.dirname, '..', 'artefacts')
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Keeps a picture of what is on the screen under artefacts/, for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: { html: string }[] }[]
}

/** Requires that axe finds nothing on what is on the screen. The script is put in by the debugger,
 *  which no Content-Security-Policy keeps out; it stays until the page loads anew. */
export async function expectAccessible(page: Page): Promise<void> {
  const isThere = await page.evaluate<boolean>("typeof axe === 'object'")
  if (!isThere) await page.evaluate(await readFile(axePath, 'utf8'))
  const results = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })")
  const found = results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
  expect(found).toEqual([])
}
