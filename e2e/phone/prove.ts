// `npm run prove:phone`: what three visits leave in the profiles of readers and contributors, compared
// by the rule of docs/adr/0025-what-a-phone-keeps.md. Every pair is kept under artefacts/phone, and a
// run that was stopped goes on where it was.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { report } from './report.ts'
import { comparePair, type ProfileOf } from './proof.ts'
import { openNewsroomAtWork } from './newsroom-at-work.ts'
import type { BrowserName } from './pocket-browser.ts'
import type { Traits } from './traits.ts'

/** Committed before the first run of it. With 20261123 nobody who wrote had touched the article first; with
 *  20261124 Firefox kept which features the composer uses. */
const SEED = 20_261_125
const PAIRS = 10
const STAYS = { frontMillis: 6_000, articleMillis: [60_000, 50_000, 30_000] }
const AT_A_TIME = 2

const folder = join(import.meta.dirname, '..', '..', 'artefacts', 'phone')

/** Node writes maps as nothing. */
function written(profiles: readonly ProfileOf[]): string {
  return JSON.stringify(profiles, (_, value: unknown): unknown =>
    value instanceof Map ? Object.fromEntries(value as Traits) : value,
  )
}

async function proveIn(browser: BrowserName, pairs: number): Promise<void> {
  const newsroom = await openNewsroomAtWork()
  try {
    const left = Array.from({ length: pairs }, (_, index) => index)
    const work = async (): Promise<void> => {
      for (let index = left.shift(); index !== undefined; index = left.shift()) {
        const path = join(folder, `${browser}-${SEED}-${index}.json`)
        if (await readFile(path).catch(() => undefined)) continue
        try {
          await writeFile(path, written(await comparePair(newsroom, browser, SEED + index, STAYS)))
          console.log(`${browser}: pair ${index + 1} of ${pairs}`)
        } catch (error) {
          // A pair that was not comparable is no result; it is said, and made anew by the next run.
          console.error(`${browser}: pair ${index + 1} came to nothing: ${String(error)}`)
          process.exitCode = 1
        }
      }
    }
    await Promise.all(Array.from({ length: AT_A_TIME }, work))
  } finally {
    await newsroom.close()
  }
}

const [, , only, count] = process.argv
await mkdir(folder, { recursive: true })
for (const browser of ['chromium', 'firefox'] as const)
  if (only === undefined || only === browser) {
    await proveIn(browser, Number(count ?? PAIRS))
    console.log(await report(folder, browser, SEED))
  }
