// Does what V8 keeps of the compiled script tell who opened the composer? A reader, somebody who looks into
// it and somebody who begins to tell their words there visit at the same time, in browsers that nobody
// debugs. What they do they do on the very first page of a profile: Chromium keeps the code when the script
// is loaded for the second time and not again, so that nothing done later can be in it. What was kept stays
// under artefacts/phone/blind. docs/adr/0029-the-script-is-loaded-twice.md.
import { gunzipSync, gzipSync } from 'node:zlib'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { bootTestbed, demoStories } from '@cronista/testbed'
import type { BlindKind, BlindPlaces } from './blind-visit.ts'
import { actBlindly } from './blind-visit.ts'
import { BlindBrowser, placesOn } from './blind-browser.ts'
import { compiledCodeIn, traitsOfCompiledCode } from './blind-cache.ts'
import { openDisplay } from './display.ts'
import { seededDraw } from './people.ts'
import { separate } from './separation.ts'
import { CommonStay } from './visits.ts'

const SEED = 20_261_124
const ROUNDS = 8
const KINDS: readonly BlindKind[] = ['reader', 'opener', 'returning']
const SHUFFLINGS = 9_999
const ALPHA = 0.01
const AT_LEAST_MILLIS = 40_000
const LOADED_MILLIS = 5_000
const TITLES = { article: demoStories[0]?.fields.headline.es ?? '', front: 'El Cenzontle' }

const folder = join(import.meta.dirname, '..', '..', 'artefacts', 'phone', 'blind')

/** What the cache holds of the compiled script after one person's visit. */
async function visitBlindly(
  articleUrl: string,
  places: BlindPlaces,
  kind: BlindKind,
  stay: CommonStay,
): Promise<Buffer> {
  const profile = await mkdtemp(join(tmpdir(), 'cronista-blind-'))
  const display = await openDisplay()
  const browser = BlindBrowser.open(profile, display, articleUrl)
  try {
    await browser.shows(TITLES.article)
    await wait(LOADED_MILLIS)
    const arrivedAt = performance.now()
    await actBlindly(kind, browser, places)
    stay.needs(performance.now() - arrivedAt)
    const leavesAt = arrivedAt + (await stay.millis)
    for (let turn = 0; performance.now() < leavesAt; turn++) {
      await browser.scroll(turn % 2 === 0 ? 'down' : 'up')
      await wait(2_000)
    }
    await browser.keyboard.press('Home')
    await wait(LOADED_MILLIS / 5)
    await browser.click(places.home)
    await browser.shows(TITLES.front)
    await wait(LOADED_MILLIS)
    await browser.shutDown()
    const code = await compiledCodeIn(profile)
    if (code === undefined) throw new RangeError('no code was kept')
    return code
  } catch (error) {
    stay.giveUp(error)
    throw error
  } finally {
    browser.kill()
    await display.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function findPlaces(articleUrl: string): Promise<BlindPlaces> {
  const profile = await mkdtemp(join(tmpdir(), 'cronista-blind-'))
  const display = await openDisplay()
  try {
    const selectors = ['[data-cronista-open]', 'header a[href="/es/"]']
    const [opener, home] = await placesOn(profile, display, articleUrl, selectors)
    if (opener === undefined || home === undefined) throw new RangeError('places are missing')
    return { opener, home }
  } finally {
    await display.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

const fileOf = (round: number, kind: BlindKind): string =>
  join(folder, `${SEED}-${round}-${kind}.gz`)

async function makeRounds(rounds: number): Promise<void> {
  const kept = new Set(await readdir(folder))
  const missing = Array.from({ length: rounds }, (_, round) => round).filter(
    (round) => !kept.has(`${SEED}-${round}-returning.gz`),
  )
  if (missing.length === 0) return
  const newsroom = await bootTestbed({ schedule: 'demo', stories: 'first' })
  try {
    const articleUrl = `${newsroom.siteUrl}/es/${demoStories[0]?.fields.slug.es ?? ''}/`
    const places = await findPlaces(articleUrl)
    for (const round of missing) {
      const stay = new CommonStay(KINDS.length, AT_LEAST_MILLIS)
      const codes = await Promise.allSettled(
        KINDS.map((kind) => visitBlindly(articleUrl, places, kind, stay)),
      )
      const failed = codes.find((one) => one.status === 'rejected')
      if (failed !== undefined) {
        console.error(`round ${round + 1} came to nothing: ${String(failed.reason)}`)
        process.exitCode = 1
        continue
      }
      for (const [index, kind] of KINDS.entries()) {
        const code = codes[index]
        if (code?.status === 'fulfilled') await writeFile(fileOf(round, kind), gzipSync(code.value))
      }
      console.log(`round ${round + 1} of ${rounds}`)
    }
  } finally {
    await newsroom.close()
  }
}

/** Each of two kinds against the readers, and the two against each other. */
async function compare(rounds: number): Promise<void> {
  const codesOf = (kind: BlindKind): Promise<Buffer[]> =>
    Promise.all(
      Array.from({ length: rounds }, async (_, round) =>
        gunzipSync(await readFile(fileOf(round, kind))),
      ),
    )
  const codes = (await Promise.all(KINDS.map(codesOf))).flat()
  const traits = traitsOfCompiledCode(codes)
  const of = (kind: BlindKind) => traits.slice(KINDS.indexOf(kind) * rounds).slice(0, rounds)
  for (const [one, other] of [
    ['reader', 'returning'],
    ['reader', 'opener'],
    ['opener', 'returning'],
  ] as const) {
    const draw = seededDraw(SEED)
    const told = separate(of(one), of(other), { shufflings: SHUFFLINGS, draw })
    if (told.p < ALPHA) process.exitCode = 1
    console.log(
      `${one} / ${other}: ${rounds} each, ${told.varying} of ${told.all} traits vary, p = ${told.p.toFixed(4)}`,
    )
    for (const { trait, auc, readers, contributors } of told.best.slice(0, 12))
      console.log(
        `  AUC ${auc.toFixed(2)} ${trait}: ${readers.join(' ')} / ${contributors.join(' ')}`,
      )
  }
}

const rounds = Number(process.argv[2] ?? ROUNDS)
await mkdir(folder, { recursive: true })
await makeRounds(rounds)
if (process.exitCode === undefined) await compare(rounds)
