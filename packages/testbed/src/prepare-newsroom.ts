/**
 * What both editors do at each start before anybody looks on, over their desks' ordinary API: so that
 * readers find a site, a roster in force and an edition, and damage to a desk's state shows now and not
 * later. The first time it is more: the second desk is admitted, and the first stories are published.
 */
import {
  admitAnswerSchema,
  cardAnswerSchema,
  devicesSchema,
  type Devices,
} from '@cronista/desk/device-api'
import { statusSchema } from '@cronista/desk/api'
import { siteSchema, storiesSchema } from '@cronista/desk/story-api'
import { parseEdition, parseRelease, type Schedule } from '@cronista/protocol'
import { EDITION_PATH, RELEASE_PATH } from '@cronista/protocol/http'
import { DeskClient } from './desk-client.ts'
import { deskFailed } from './desk-failure.ts'
import type { TestbedDesks } from './open-desks.ts'
import { publishStories, type TwoDesks } from './publish-stories.ts'
import { isSiteUpToDate, type SiteFacts } from './site-facts.ts'
import { demoStories } from './stories/demo-stories.ts'
import { until } from './until.ts'

/** A desk tries again by itself, in production after fifteen seconds. */
const PATIENCE_MILLIS = 40_000

/** What the editors work with. */
export interface Preparation {
  readonly desks: TestbedDesks
  readonly relayUrl: string
  readonly schedule: Schedule
  /** What the site is to be made of. */
  readonly site: SiteFacts
  readonly nowMillis: () => number
  /** Told what is being done, in the order in which it is done. */
  readonly onStep: (step: PreparationStep) => void
}

/** What is being done. */
export type PreparationStep = 'admitting' | 'publishing'

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
  if (!(await isPublished(desks.first))) {
    preparation.onStep('publishing')
    await publishStories(desks, demoStories)
  }
  await renewSite(preparation, desks.first)
}

/** Whether the first stories were on the site once; what editors made of them since is their affair. */
async function isPublished(desk: DeskClient): Promise<boolean> {
  const { stories } = await desk.get('stories', storiesSchema)
  const standing = stories.filter(({ onSite, state }) => onSite || state === 'withdrawn')
  return standing.length >= demoStories.length
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
  const served = await fetch(`${preparation.relayUrl}${RELEASE_PATH}`, {
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  })
  const { files } = parseRelease(new Uint8Array(await served.arrayBuffer()))
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
  { relayUrl, schedule, nowMillis }: Preparation,
  handedInForMillis: number | undefined,
): Promise<boolean> {
  const { editionIntervalMillis, editionLeadMillis } = schedule
  const now = nowMillis()
  const isComing = handedInForMillis !== undefined && handedInForMillis > now
  if (isComing && editionLeadMillis > PATIENCE_MILLIS) return true
  const served = await fetch(`${relayUrl}${EDITION_PATH}`, {
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  })
  if (!served.ok) return false
  const { timeMillis } = parseEdition(new Uint8Array(await served.arrayBuffer()))
  return timeMillis >= now - (now % editionIntervalMillis)
}
