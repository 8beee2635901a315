// `npm run prove:phone -- blind`: does what V8 compiled tell who wrote? A reader, somebody who looks into
// the composer, and a contributor visit at the same time, in browsers that nobody debugs. All of it is
// done on the first page, because Chromium writes its cache when the second is loaded and never again:
// what was done before is all that it can hold. Every round is kept under artefacts/phone/blind.
import { gunzipSync, gzipSync } from 'node:zlib'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { BlindKind, BlindPlaces } from './blind-visit.ts'
import { actBlindly, drawFirstOffered } from './blind-visit.ts'
import { BlindBrowser, placesOn } from './blind-browser.ts'
import { compiledCodeIn, traitsOfCompiledCode } from './blind-cache.ts'
import { openDisplay } from './display.ts'
import { openNewsroomAtWork, type NewsroomAtWork } from './newsroom-at-work.ts'
import { seededDraw } from './people.ts'
import { separate } from './separation.ts'
import { CommonStay } from './visits.ts'

const SEED = 20_261_123
const ROUNDS = 8
const KINDS: readonly BlindKind[] = ['reader', 'opener', 'contributor']
const SHUFFLINGS = 9_999
const ALPHA = 0.01
const AT_LEAST_MILLIS = 40_000
const LOADED_MILLIS = 5_000
const TITLES = { article: 'El segundo recibo', front: 'El Cenzontle' }

const folder = join(import.meta.dirname, '..', '..', 'artefacts', 'phone', 'blind')

/** One person's profile after the visit: what the cache held when it was written, and when all ended. */
async function visitBlindly(
  newsroom: NewsroomAtWork,
  places: BlindPlaces,
  kind: BlindKind,
  stay: CommonStay,
  draw: () => number,
): Promise<Buffer> {
  const profile = await mkdtemp(join(tmpdir(), 'cronista-blind-'))
  const display = await openDisplay()
  const browser = BlindBrowser.open(profile, display, newsroom.siteUrl + newsroom.articlePath)
  try {
    await browser.shows(TITLES.article)
    await wait(LOADED_MILLIS)
    const arrivedAt = performance.now()
    const text = `Lo que vi fue ${draw().toString(36).slice(2)} y nada mas`
    const acted = actBlindly(kind, browser, places, { words: drawFirstOffered(draw), text })
    await acted
    stay.needs(performance.now() - arrivedAt)
    const leavesAt = arrivedAt + (await stay.millis)
    if (kind === 'contributor') await newsroom.editor.openConversation(text)
    for (let turn = 0; performance.now() < leavesAt; turn++) {
      await browser.scroll(turn % 2 === 0 ? 'down' : 'up')
      await wait(2_000)
    }
    await browser.keyboard.press('Home')
    if ((await compiledCodeIn(profile)) !== undefined)
      throw new RangeError('the cache was written before the second page')
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

async function findPlaces({ siteUrl, articlePath }: NewsroomAtWork): Promise<BlindPlaces> {
  const profile = await mkdtemp(join(tmpdir(), 'cronista-blind-'))
  const display = await openDisplay()
  try {
    const selectors = ['[data-cronista-open]', 'header a[href="/es/"]']
    const [opener, home] = await placesOn(profile, display, siteUrl + articlePath, selectors)
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
    (round) => !kept.has(`${SEED}-${round}-contributor.gz`),
  )
  if (missing.length === 0) return
  const newsroom = await openNewsroomAtWork()
  try {
    const places = await findPlaces(newsroom)
    for (const round of missing) {
      const stay = new CommonStay(KINDS.length, AT_LEAST_MILLIS)
      const draw = seededDraw(SEED + round)
      const codes = await Promise.allSettled(
        KINDS.map((kind) => visitBlindly(newsroom, places, kind, stay, draw)),
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
    ['reader', 'contributor'],
    ['reader', 'opener'],
    ['opener', 'contributor'],
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
