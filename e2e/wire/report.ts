import { classify, type Sample, type Verdict } from './classify.ts'
import type { Campaign, Plan } from './plan.ts'
import { countedPairs, featuresByName, type CountedPair } from './runs.ts'

/** What a campaign came to. */
export interface CampaignReport {
  readonly campaign: Campaign
  readonly pairs: readonly CountedPair[]
  readonly verdict: Verdict | undefined
  /** `undefined` while pairs are missing. */
  readonly passed: boolean | undefined
}

/** Fewer pairs than this cannot be split into folds. */
const FEWEST_PAIRS = 10

/** Judges all pairs of a campaign that count so far. */
export async function reportOn(
  folder: string,
  plan: Plan,
  digest: string,
  campaign: Campaign,
): Promise<CampaignReport> {
  const pairs = await countedPairs(folder, campaign.name, digest)
  if (pairs.length < FEWEST_PAIRS) return { campaign, pairs, verdict: undefined, passed: undefined }
  const verdict = await classify(samplesOf(pairs), plan.classifier)
  const passed = pairs.length < campaign.pairs ? undefined : passes(campaign, verdict)
  return { campaign, pairs, verdict, passed }
}

/** Both sessions of each pair. */
function samplesOf(pairs: readonly CountedPair[]): readonly Sample[] {
  return pairs.flatMap((pair) =>
    (['reader', 'contributor'] as const).map((role) => ({
      features: featuresByName(pair, role),
      isContributor: role === 'contributor',
      pair: pair.number,
    })),
  )
}

function passes({ passes: criterion }: Campaign, { results }: Verdict): boolean {
  return 'aucAbove' in criterion
    ? results.some(({ auc }) => auc > criterion.aucAbove)
    : results.every(({ upperBound }) => upperBound <= criterion.upperBoundAtMost)
}

/** A campaign's lines of the table. */
export function linesOf({ campaign, pairs, verdict, passed }: CampaignReport): readonly string[] {
  const { name, pace, leak, pairs: wanted, passes: criterion } = campaign
  const need =
    'aucAbove' in criterion
      ? `one AUC above ${criterion.aucAbove}`
      : `every upper bound at most ${criterion.upperBoundAtMost}`
  const word = passed === undefined ? 'not finished' : passed ? 'passed' : 'FAILED'
  const build = leak === 'none' ? 'the product' : `leaky: ${leak}`
  return [
    `${name} (${pace}, ${build}): ${pairs.length} of ${wanted} pairs; needs ${need}: ${word}`,
    ...(verdict?.results ?? []).map(
      ({ model, auc, upperBound, lowerBound, withinPairs }) =>
        `    ${model.padEnd(9)} AUC ${figure(auc)}, 95 % bounds ${figure(lowerBound)} … ${figure(upperBound)}, right of two ${figure(withinPairs)}`,
    ),
    ...(verdict === undefined ? [] : [`    looked at: ${verdict.leading.join(', ')}`]),
    ...(verdict === undefined ? [] : kindLines(pairs, verdict)),
    ...timeLines(pairs),
  ]
}

/** How much time contributors needed: stays are drawn the same for both, and in life are not. */
function timeLines(pairs: readonly CountedPair[]): readonly string[] {
  const deeds = pairs.map(({ returns, sessions }) => ({ returns, ...sessions.contributor.deeds }))
  return [false, true].flatMap((returns) => {
    const here = deeds.filter((one) => one.returns === returns)
    if (here.length === 0) return []
    const opened = here.filter(({ threadOpenAt }) => threadOpenAt !== undefined).length
    const left = here.flatMap(({ allLeftAt }) => (allLeftAt === undefined ? [] : [allLeftAt]))
    const read = here.filter(({ replyReadAt }) => replyReadAt !== undefined).length
    const who = returns ? 'returning' : 'first time'
    const median = left.toSorted((a, b) => a - b)[Math.floor(left.length / 2)]
    const done = median === undefined ? '' : `, in the median after ${(median / 1000).toFixed(1)} s`
    const answers = returns ? `, ${read} read an answer` : ''
    return [
      `    ${who}: ${here.length}; ${opened} opened their thread${answers}; for ${left.length} all had left${done}`,
    ]
  })
}

/** The same scores among sessions of one kind: a leak of few would drown among all. Reported, with no
 *  criterion: of many kinds one is far from the middle by chance. */
function kindLines(pairs: readonly CountedPair[], { results }: Verdict): readonly string[] {
  const kinds = new Map<string, number[]>()
  for (const [place, pair] of pairs.entries())
    for (const kind of [
      pair.line,
      `fault ${pair.fault}`,
      pair.returns ? 'returning' : 'first time',
    ])
      kinds.set(kind, [...(kinds.get(kind) ?? []), place])
  return [...kinds].toSorted().map(([kind, places]) => {
    const figures = results.map(({ model, scores }) => {
      const [readers, contributors] = [0, 1].map((side) =>
        places.map((place) => scores[2 * place + side] ?? 0),
      )
      return `${model} ${figure(areaUnderCurve(contributors ?? [], readers ?? []))}`
    })
    return `    ${kind.padEnd(18)} ${String(places.length).padStart(3)} pairs: ${figures.join(', ')}`
  })
}

/** How often one of the first is above one of the second; a draw counts half. */
function areaUnderCurve(above: readonly number[], below: readonly number[]): number {
  let wins = 0
  for (const one of above)
    for (const other of below) wins += one > other ? 1 : one === other ? 0.5 : 0
  return wins / (above.length * below.length)
}

function figure(number: number): string {
  return number.toFixed(3)
}
