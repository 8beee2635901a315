// How many cells a second the relay takes and has on disk before it answers, beside its two limits:
// the same appends with the same group commit and no HTTP, and bare node:http that reads the same
// bodies and keeps nothing. Each is a process of its own on one core; what drives it is on another.
// Rounds alternate, so that other load on the machine meets all three.
import { BenchProcess, coresAreSeparate, type Round } from './intake-process.ts'

const SERVER_CORE = 0
const GENERATOR_CORE = 1
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
  /** Of the lower limit's rate. */
  readonly ratio: number
  readonly budgetRatio?: number
}

/** Measures all three in turns and gives the medians. Without separate cores the ratio means little,
 *  and the first row says so. */
export async function benchIntake({ rounds = 7, roundMillis = 2_500 } = {}): Promise<
  readonly IntakeRow[]
> {
  const { process: generator } = await BenchProcess.start('./intake-generator.ts', GENERATOR_CORE)
  const { process: appends } = await BenchProcess.start('./intake-appends.ts', SERVER_CORE)
  const bare = await BenchProcess.start('./intake-server.ts', SERVER_CORE, 'bare')
  const relay = await BenchProcess.start('./intake-server.ts', SERVER_CORE, 'relay')
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

function rowsOf(rounds: readonly (readonly Round[])[]): readonly IntakeRow[] {
  const [appends = 0, bare = 0, relay = 0] = rounds.map((all) =>
    median(all.map(({ cells, millis }) => (cells / millis) * 1000)),
  )
  const [appendsCpu = 0, bareCpu = 0, relayCpu = 0] = rounds.map((all) =>
    median(all.map(({ cells, cpuMillis }) => (cpuMillis / cells) * 1000)),
  )
  const limit = Math.min(appends, bare)
  const cores = coresAreSeparate ? '' : ' (server and generator share their cores)'
  return [
    row(`appends with group commit, no HTTP${cores}`, appends, appendsCpu, limit),
    row('bare node:http, nothing kept', bare, bareCpu, limit),
    { ...row('relay, durable cells', relay, relayCpu, limit), budgetRatio: BUDGET_RATIO },
  ]
}

function row(what: string, perSecond: number, cpuMicros: number, limit: number): IntakeRow {
  return {
    what,
    cellsPerSecond: Math.round(perSecond),
    cpuMicrosPerCell: Number(cpuMicros.toFixed(1)),
    ratio: Number((perSecond / limit).toFixed(2)),
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

if (import.meta.main) console.table(await benchIntake())
