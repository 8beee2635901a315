// What a stranger on the line sees of two classes of visitors, read from the headers of TLS records. The
// whole proof, over browsers, protocols and failing lines, is `npm run prove:wire`; this is its short
// form: Chromium, HTTP/2, a sound line, and a schedule ten times as fast as production's.
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { demoStories } from '@cronista/testbed'
import { runCampaign } from './campaign-run.ts'
import type { Leak } from './builds.ts'
import { irregularities } from './irregularities.ts'
import { openNewsroom } from './newsroom.ts'
import { scheduleAt } from './paces.ts'
import type { Campaign, Plan } from './plan.ts'
import type { PairLine } from './runs.ts'
import type { Trace } from './trace.ts'

const SET_UP_MILLIS = 240_000
/** Few, so that a busy machine shows their pages in time. One leaky pair is enough: what is sent at once is
 *  nearer to one of the two ticks around it than any cell of the product. */
const PAIRS = 2
const LEAKY_PAIRS = 1
const schedule = scheduleAt('tenth')

/** Both sessions of one pair. */
interface Seen {
  readonly line: PairLine
  readonly traces: readonly [reader: Trace, contributor: Trace]
}

function shortCampaign(leak: Leak, pairs: number): Campaign {
  return {
    ...{ name: 'short', pace: 'tenth', leak, pairs, atOnce: pairs },
    lines: [{ browser: 'chromium', protocol: 'http/2' }],
    stayMillis: { median: 150_000, sigma: 0.01, least: 100_000, most: 200_000 },
    ...{ returningShare: 0, curiousShare: 0.3, faults: { none: 1 } },
    passes: { upperBoundAtMost: 0.6 },
  }
}

const plan: Plan = {
  ...{ version: 1, seed: 'short form', features: 1, worstDelayMillis: 10_000, campaigns: [] },
  classifier: { models: [], folds: 2, bootstrapRounds: 1, seed: 1 },
}

/** Each visitor stays on the one page that was opened, so that nothing but the schedule remains. */
async function run(leak: Leak, pairs: number): Promise<readonly Seen[]> {
  const { state: statePath } = inject('founded')
  const newsroom = await openNewsroom({ statePath, pace: 'tenth', leak, answers: false })
  const seen: Seen[] = []
  try {
    const [story] = demoStories
    await runCampaign({
      ...{ plan, newsroom, campaign: shortCampaign(leak, pairs), words: [] },
      numbers: Array.from({ length: pairs }, (_, number) => number),
      paths: [`/es/${story?.fields.slug.es ?? ''}/`],
      ...{ pagesAtMost: 1, endsWhenWritten: true },
      onPair: (line, [reader, contributor]) => {
        if (reader !== undefined && contributor !== undefined && line.invalid === undefined)
          seen.push({ line, traces: [reader, contributor] })
        return Promise.resolve()
      },
    })
  } finally {
    await newsroom.close()
  }
  return seen
}

describe('who writes and who reads, on the line', () => {
  let product: readonly Seen[] = []
  let leaky: readonly Seen[] = []
  beforeAll(async () => {
    ;[product, leaky] = await Promise.all([run('none', PAIRS), run('send-now', LEAKY_PAIRS)])
  }, SET_UP_MILLIS)

  test('contributors did write, and readers did not', () => {
    expect(product).toHaveLength(PAIRS)
    expect(leaky).toHaveLength(LEAKY_PAIRS)
    for (const { line } of [...product, ...leaky]) {
      expect(line.sessions?.contributor.deeds.lettersSent).toBeGreaterThan(0)
      expect(line.sessions?.reader.deeds.lettersSent).toBe(0)
    }
  })

  test('nothing goes up between the ticks, every cell looks alike, and no connection is opened for one', () => {
    for (const { traces } of product)
      for (const trace of traces) expect(irregularities(trace, schedule)).toEqual([])
  })

  test('a build that sends at once is caught, by its contributors alone', () => {
    const told = (role: 0 | 1): readonly string[] =>
      leaky.flatMap(({ traces }) => irregularities(traces[role], schedule))
    expect(told(0)).toEqual([])
    expect(told(1)).not.toEqual([])
  })
})
