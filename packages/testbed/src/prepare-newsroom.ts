/**
 * What both editors do at each start before anybody looks on, over their desks' ordinary API: so that
 * readers find a site, a roster in force and an edition, and damage to a desk's state shows now and not
 * later. The first time it is more: the second desk is admitted, the first stories are published, and a
 * contributor writes in the third.
 */
import {
  admitAnswerSchema,
  cardAnswerSchema,
  devicesSchema,
  type Devices,
} from '@cronista/desk/device-api'
import { statusSchema } from '@cronista/desk/api'
import { siteSchema, storiesSchema } from '@cronista/desk/story-api'
import { parseEdition, parseRelease } from '@cronista/protocol'
import { EDITION_PATH, RELEASE_PATH } from '@cronista/protocol/http'
import type { VisitedSite } from './contributor-visit.ts'
import { correspond, type CorrespondenceStep } from './correspondence.ts'
import { DeskClient } from './desk-client.ts'
import { deskFailed } from './desk-failure.ts'
import type { TestbedDesks } from './open-desks.ts'
import { publishStories } from './publish-stories.ts'
import { isSiteUpToDate, type SiteFacts } from './site-facts.ts'
import type { TwoDesks } from './story-at-desks.ts'
import { demoStories, firstStories } from './stories/demo-stories.ts'
import { milkThatPaysJourney } from './stories/milk-that-pays-journey.ts'
import { tellStory, type TellingStep } from './tell-story.ts'
import { until } from './until.ts'

/** A desk tries again by itself, in production after fifteen seconds. */
const PATIENCE_MILLIS = 40_000
const journey = milkThatPaysJourney

/** What the editors work with. */
export interface Preparation {
  readonly desks: TestbedDesks
  /** The relay and its site as a contributor meets them. */
  readonly visited: VisitedSite
  /** File of the contributor's words. */
  readonly wordsPath: string
  /** What the site is to be made of. */
  readonly site: SiteFacts
  /** Which stories the site is to have had. */
  readonly stories: SeededStories
  /** Told what is being done, in the order in which it is done. */
  readonly onStep: (step: PreparationStep) => void
}

/** None; the first ones, which are typed in at a desk; or these and the one that a contributor writes in. */
export type SeededStories = 'all' | 'first' | 'none'

/** What is being done. */
export type PreparationStep =
  'admitting' | 'publishing' | 'readable' | CorrespondenceStep | TellingStep

/** Unlocks both desks, does what is to be done and locks them again. Throws `state-damaged` or
 *  `desk-failed`. */
export async function prepareNewsroom(preparation: Preparation): Promise<void> {
  const unlocked: DeskClient[] = []
  try {
    for (const desk of preparation.desks) unlocked.push(await DeskClient.unlock(desk))
    const [first, second] = unlocked
    if (first === undefined || second === undefined) return
    await prepare(preparation, { first, second })
  } finally {
    for (const desk of unlocked) await desk.lock()
  }
}

async function prepare(preparation: Preparation, desks: TwoDesks): Promise<void> {
  await untilEditionIsOut(preparation, desks.first)
  await admit(preparation, desks)
  await seedStories(preparation, desks)
  await renewSite(preparation, desks.first)
}

/** The contributor writes while the first stories wait for their approvals and their hold. */
async function seedStories(preparation: Preparation, desks: TwoDesks): Promise<void> {
  const { stories, visited, wordsPath, onStep } = preparation
  const published = await publishedStories(desks.first)
  const isFirst = stories !== 'none' && published < firstStories.length
  const isThird = stories === 'all' && published < demoStories.length
  if (isFirst) onStep('publishing')
  const [thread] = await Promise.all([
    isThird && correspond({ site: visited, desk: desks.first, wordsPath, onStep }, journey),
    isFirst && publishStories(desks, firstStories).then(() => onStep('readable')),
  ])
  if (thread !== false)
    await tellStory({ desks, journey, number: firstStories.length, thread, onStep })
}

/** How many were on the site once; what editors made of them since is their affair. */
async function publishedStories(desk: DeskClient): Promise<number> {
  const { stories } = await desk.get('stories', storiesSchema)
  return stories.filter(({ onSite, state }) => onSite || state === 'withdrawn').length
}

/** The second desk is let into the journal: its card, the words on both screens, the welcome. */
async function admit({ onStep }: Preparation, { first, second }: TwoDesks): Promise<void> {
  const { own, membership }: Devices = await second.get('devices', devicesSchema)
  if (membership === 'member') return
  onStep('admitting')
  const { card } = own
  const { words } = await first.post('devices/card', { card }, cardAnswerSchema)
  // Two people would read them to each other.
  if (words.es.join(' ') !== own.words.es.join(' ')) throw deskFailed(second.folder, 'internal')
  const { welcome } = await first.post('devices/admit', { card }, admitAnswerSchema)
  await second.tell('devices/welcome', { welcome })
}

/** If script, times or design are others than what the site has: a release without a changed story. */
async function renewSite(preparation: Preparation, desk: DeskClient): Promise<void> {
  const served = await fetch(`${preparation.visited.siteUrl}${RELEASE_PATH}`, {
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  })
  const release = new Uint8Array(await served.arrayBuffer())
  // Without stories, nothing has been released yet.
  const files = served.ok ? parseRelease(release).files : []
  if (await isSiteUpToDate(files, preparation.site)) return
  await desk.tell('site/releases')
  const done = await until(PATIENCE_MILLIS, async () => {
    const { pending } = await desk.get('site', siteSchema)
    return pending === undefined ? true : undefined
  })
  if (done === undefined) throw deskFailed(desk.folder, 'release-failed')
}

async function untilEditionIsOut(preparation: Preparation, desk: DeskClient): Promise<void> {
  let code = 'internal'
  const isOut = await until(PATIENCE_MILLIS, async () => {
    const { edition, warnings } = await desk.get('status', statusSchema)
    const hindrance = warnings.find((warning) => /^(roster|edition)-(?!full)/.test(warning.code))
    code = hindrance?.code ?? warnings[0]?.code ?? code
    if (hindrance !== undefined) return undefined
    return (await isServed(preparation, edition.timeMillis)) ? true : undefined
  })
  if (isOut === undefined) throw deskFailed(desk.folder, code)
}

/** Whether the edition that is due has been handed in and, if its time is near, is served. */
async function isServed(
  { visited: { siteUrl, schedule, nowMillis } }: Preparation,
  handedInForMillis: number | undefined,
): Promise<boolean> {
  const { editionIntervalMillis, editionLeadMillis } = schedule
  const now = nowMillis()
  const isComing = handedInForMillis !== undefined && handedInForMillis > now
  if (isComing && editionLeadMillis > PATIENCE_MILLIS) return true
  const served = await fetch(`${siteUrl}${EDITION_PATH}`, {
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  })
  if (!served.ok) return false
  const { timeMillis } = parseEdition(new Uint8Array(await served.arrayBuffer()))
  return timeMillis >= now - (now % editionIntervalMillis)
}
