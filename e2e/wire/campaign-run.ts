/** Runs the pairs of one campaign that do not count yet, several at a time, and writes each down. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { launch } from './browsers.ts'
import { Chance } from './chance.ts'
import { drawPair, type DrawnPair } from './drawn-pair.ts'
import { featuresOf, type Features } from './features.ts'
import { Lines, type OpenLine } from './lines.ts'
import type { WireNewsroom } from './newsroom.ts'
import type { Campaign, Plan } from './plan.ts'
import type { KeptSession, PairLine } from './runs.ts'
import { Session, type Deeds, type Role } from './session.ts'
import type { Trace } from './trace.ts'

/** What a run is given. */
export interface CampaignNeeds {
  readonly plan: Plan
  readonly campaign: Campaign
  readonly newsroom: WireNewsroom
  /** Numbers of the pairs that are to be run. */
  readonly numbers: readonly number[]
  /** Pages of the site. */
  readonly paths: readonly string[]
  /** How many pages a visit has; up to three unless it is said. */
  readonly pagesAtMost?: number
  /** Whether both leave as soon as the contributor is done, and stay at most as long as was drawn. */
  readonly endsWhenWritten?: boolean
  /** Of conversations that were begun before. */
  readonly words: readonly (readonly string[])[]
  /** Told of each pair, counting or not; awaited. */
  readonly onPair: (line: PairLine, traces: readonly Trace[]) => Promise<void>
}

/** One browser process serves so many pairs, and is then replaced. */
const PAIRS_A_BROWSER = 24
const PAIR_TRIES = 3
const BETWEEN_STARTS_MILLIS = 400

/** One session of a pair, seen and done. */
interface Lived {
  readonly trace: Trace
  readonly deeds: Deeds
}

/** Runs them; resolves when each has been tried, those that did not count up to three times. */
export async function runCampaign(needs: CampaignNeeds): Promise<void> {
  const lines = new Lines()
  const browsers = new Browsers(needs.newsroom.identity.publicKeyHash)
  const queue = needs.numbers.map((number) => ({ number, tries: 0 }))
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const pair = drawPair(needs.plan.seed, needs.campaign, next.number, needs)
      const counts = await runPair(needs, pair, lines, browsers)
      if (!counts && next.tries + 1 < PAIR_TRIES)
        queue.push({ number: next.number, tries: next.tries + 1 })
    }
  }
  try {
    const workers = Array.from({ length: needs.campaign.atOnce }, async (_, place) => {
      await wait(place * BETWEEN_STARTS_MILLIS)
      await work()
    })
    await Promise.all(workers)
  } finally {
    await browsers.close()
    lines.end()
  }
}

async function runPair(
  needs: CampaignNeeds,
  pair: DrawnPair,
  lines: Lines,
  browsers: Browsers,
): Promise<boolean> {
  const { number, fault, stayMillis } = pair
  const known = {
    ...({ kind: 'pair', number, fault, stayMillis } as const),
    line: `${pair.browser} ${pair.protocol}`,
    returns: pair.contributor.returns,
    curious: pair.reader.opensComposer,
  }
  const use = await browsers.take(pair)
  try {
    const [reader, contributor] = await liveBoth(needs, pair, lines, use.browser)
    const invalid = whyInvalid(needs.plan, [reader, contributor])
    const sessions = {
      reader: kept(reader, pair, needs.campaign),
      contributor: kept(contributor, pair, needs.campaign),
    }
    const line = { ...known, ...(invalid === undefined ? {} : { invalid }), sessions }
    await needs.onPair(line, [reader.trace, contributor.trace])
    return invalid === undefined
  } catch (error) {
    const [why = ''] = String(error).split('\n')
    await needs.onPair({ ...known, invalid: `failed: ${why.slice(0, 160)}` }, [])
    return false
  } finally {
    await use.giveBack()
  }
}

/** Both begin at the same moment, each on a line of its own; the reader's is given first. */
async function liveBoth(
  { plan, campaign, newsroom, words, endsWhenWritten = false }: CampaignNeeds,
  pair: DrawnPair,
  lines: Lines,
  browser: Browser,
): Promise<readonly [Lived, Lived]> {
  const ready = async (role: Role): Promise<{ session: Session; line: OpenLine }> => {
    const line = await lines.open(newsroom.relayPort, pair.faults)
    const { origin } = line
    const chance = new Chance(plan.seed, campaign.name, pair.number, role)
    const own = words[pair.contributor.wordsNumber % Math.max(1, words.length)] ?? []
    const patienceMillis = endsWhenWritten ? pair.stayMillis : undefined
    const place = { browser, origin, pair, chance, words: own, patienceMillis }
    return { session: await Session.prepare(place, role), line }
  }
  const leave = async ({ session, line }: Awaited<ReturnType<typeof ready>>): Promise<Lived> => {
    const deeds = await session.leave()
    return { deeds, trace: await line.close() }
  }
  // Whoever is first by a hair is first at the relay too: that must not always be the reader.
  const order: readonly [Role, Role] =
    new Chance(plan.seed, campaign.name, pair.number, 'order').share() < 0.5
      ? ['reader', 'contributor']
      : ['contributor', 'reader']
  const both = await Promise.all([ready(order[0]), ready(order[1])])
  const end = new AbortController()
  const stayed = wait(pair.stayMillis, undefined, { signal: end.signal }).catch(() => undefined)
  for (const [place, { session }] of both.entries())
    void session.begin().then(() => {
      if (endsWhenWritten && order[place] === 'contributor') end.abort()
    })
  await stayed
  const [one, other] = await Promise.all([leave(both[0]), leave(both[1])])
  return order[0] === 'reader' ? [one, other] : [other, one]
}

/** Laid down before the first run; nothing in it depends on what the contributor did. */
function whyInvalid(plan: Plan, lived: readonly Lived[]): string | undefined {
  if (lived.some(({ trace }) => trace.worstDelayMillis > plan.worstDelayMillis))
    return 'observer late'
  if (lived.some(({ trace }) => trace.connections.length === 0)) return 'nothing seen'
  if (lived.some(({ deeds }) => !deeds.pagesCame)) return 'pages did not come'
  return undefined
}

function kept({ trace, deeds }: Lived, pair: DrawnPair, campaign: Campaign): KeptSession {
  const features: Features = featuresOf(trace, pair.stayMillis, campaign.pace)
  const { worstDelayMillis } = trace
  return { features: Object.values(features), deeds, worstDelayMillis }
}

/** Running browsers, by name and protocol. */
class Browsers {
  readonly #publicKeyHash: string
  readonly #current = new Map<string, { browser: Promise<Browser>; taken: number; out: number }>()

  constructor(publicKeyHash: string) {
    this.#publicKeyHash = publicKeyHash
  }

  async take({
    browser: name,
    protocol,
  }: DrawnPair): Promise<{ browser: Browser; giveBack: () => Promise<void> }> {
    const kind = `${name} ${protocol}`
    let held = this.#current.get(kind)
    if (held === undefined || held.taken >= PAIRS_A_BROWSER) {
      held = { browser: launch(name, protocol, this.#publicKeyHash), taken: 0, out: 0 }
      this.#current.set(kind, held)
    }
    const mine = held
    mine.taken += 1
    mine.out += 1
    const browser = await mine.browser
    return {
      browser,
      giveBack: async () => {
        mine.out -= 1
        const isReplaced = mine.taken >= PAIRS_A_BROWSER && mine.out === 0
        if (!browser.isConnected() || isReplaced) {
          if (this.#current.get(kind) === mine) this.#current.delete(kind)
          await browser.close()
        }
      },
    }
  }

  async close(): Promise<void> {
    for (const { browser } of this.#current.values()) await (await browser).close()
  }
}
