// How many cells a second the relay takes and has on disk before it answers, beside its two limits:
// the same appends with the same group commit and no HTTP, and bare node:http that reads the same
// bodies and keeps nothing. Each is a process of its own, and what drives it is on another core.
// Rounds alternate, and the ratio is taken within each round, so that other load on the machine meets
// all three alike. A fourth row is computed: the two limits one after the other, as a core that does both
// and overlaps nothing would have them. What the relay is below that is its own doing.
import {
  BenchProcess,
  coresAreSeparate,
  generatorCores,
  serverCores,
  type Round,
} from './intake-process.ts'

/** Visitors who wait for an answer at the same moment. */
const IN_FLIGHT = 512
const BUDGET_RATIO = 0.8

/** One measured way of taking cells. */
export interface IntakeRow {
  readonly what: string
  /** Median over the rounds. */
  readonly cellsPerSecond: number
  /** CPU time of the whole process, in microseconds. */
  readonly cpuMicrosPerCell: number
  /** Of the lower limit's rate in the same round; median over the rounds. */
  readonly ratio: number
  /** Of the rate that both limits one after the other have in the same round; median over the rounds. */
  readonly ofBothInTurn?: number
  readonly budgetRatio?: number
}

/** Measures all three in turns and gives the medians. Without separate cores the ratio means little,
 *  and the first row says so. */
export async function benchIntake({ rounds = 13, roundMillis = 1_200 } = {}): Promise<
  readonly IntakeRow[]
> {
  const { process: generator } = await BenchProcess.start(
    new URL('./intake-generator.ts', import.meta.url),
    generatorCores,
  )
  const { process: appends } = await BenchProcess.start(
    new URL('./intake-appends.ts', import.meta.url),
    serverCores,
  )
  const bare = await BenchProcess.start(
    new URL('./intake-server.ts', import.meta.url),
    serverCores,
    'bare',
  )
  const relay = await BenchProcess.start(
    new URL('./intake-server.ts', import.meta.url),
    serverCores,
    'relay',
  )
  const ways: readonly (() => Promise<Round>)[] = [
    () => appends.ask<Round>({ millis: roundMillis, inFlight: IN_FLIGHT }),
    () => drive(generator, bare, roundMillis),
    () => drive(generator, relay, roundMillis),
  ]
  const results: Round[][] = ways.map(() => [])
  for (const way of ways) await way()
  for (let round = 0; round < rounds; round++)
    for (const [index, way] of ways.entries()) results[index]?.push(await way())
  for (const process of [relay.process, bare.process, appends, generator]) await process.stop()
  return rowsOf(results)
}

async function drive(
  generator: BenchProcess,
  server: { readonly process: BenchProcess; readonly ready: unknown },
  millis: number,
): Promise<Round> {
  const { url } = server.ready as { url: string }
  const order = { url, millis, inFlight: IN_FLIGHT }
  const before = await server.process.ask<{ cpuMillis: number }>({})
  const sent = await generator.ask<Round>(order)
  const after = await server.process.ask<{ cpuMillis: number }>({})
  return { ...sent, cpuMillis: after.cpuMillis - before.cpuMillis }
}

function rowsOf(results: readonly (readonly Round[])[]): readonly IntakeRow[] {
  const [appends = [], bare = [], relay = []] = results
  const limits = appends.map((round, index) => Math.min(rateOf(round), rateOf(bare[index])))
  const inTurn = appends.map((round, index) => bothInTurn(round, bare[index]))
  const row = (what: string, own: readonly Round[]): IntakeRow => ({
    what,
    cellsPerSecond: Math.round(median(own.map(rateOf))),
    cpuMicrosPerCell: Number(
      median(own.map(({ cells, cpuMillis }) => (cpuMillis / cells) * 1000)).toFixed(1),
    ),
    ratio: medianRatio(own, limits),
  })
  const cores = coresAreSeparate ? '' : ' (server and generator share their cores)'
  return [
    row(`appends with group commit, no HTTP${cores}`, appends),
    row('bare node:http, nothing kept', bare),
    row('both, one after the other on one core (computed)', inTurn),
    {
      ...row('relay, durable cells', relay),
      ofBothInTurn: medianRatio(relay, inTurn.map(rateOf)),
      budgetRatio: BUDGET_RATIO,
    },
  ]
}

/** One cell by both. */
function bothInTurn(one: Round, other: Round | undefined): Round {
  if (other === undefined) return one
  const each = (of: (round: Round) => number) => of(one) / one.cells + of(other) / other.cells
  return { cells: 1, millis: each(({ millis }) => millis), cpuMillis: each((of) => of.cpuMillis) }
}

/** Of rates, each of the same round. */
function medianRatio(own: readonly Round[], rates: readonly number[]): number {
  const ratios = own.map((round, index) => rateOf(round) / (rates[index] ?? 1))
  return Number(median(ratios).toFixed(2))
}

/** Cells per second. */
function rateOf(round: Round | undefined): number {
  return round === undefined ? 0 : (round.cells / round.millis) * 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

if (import.meta.main) console.table(await benchIntake())
