// How fast the collector opens cells in one thread and in two, beside its limit: what bare native X25519 and
// ML-KEM-768 take for the same number in as many threads, with every key imported beforehand. Both by CPU
// time of this process, so that the figure is a core's and other load on the machine does not count, and by
// the clock, which shows whether two threads do twice as much.
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { openWorkerCellOpener } from '@cronista/desk'
import { asNewsroomId, coverPlaintext, sealCell } from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'

const DISTINCT_CELLS = 256
const CELLS_PER_ROUND = 4096
const ROUNDS = 21
const BUDGET_RATIO = 0.5
const THREADS = [1, 2] as const

/** One measured way of working on cells; medians over the rounds. */
export interface CollectorRow {
  readonly what: string
  readonly threads: number
  /** Cells per second of CPU time. */
  readonly perSecondAndCore: number
  /** Of the bare primitives' rate in as many threads: median of the rounds' own ratios, as both of a round
   *  run under the same conditions. */
  readonly ratio: number
  /** Cells per second by the clock, all threads together, and its ratio. */
  readonly perSecond: number
  readonly ratioByClock: number
  readonly budgetRatio?: number
}

interface Rates {
  readonly byCpu: number
  readonly byClock: number
}

/** Measures both in turns, for each number of threads, and gives the medians. */
export async function benchCollector(): Promise<readonly CollectorRow[]> {
  const rows: CollectorRow[] = []
  for (const threads of THREADS) rows.push(...(await compared(threads)))
  return rows
}

async function compared(threads: number): Promise<readonly CollectorRow[]> {
  const opener = openWorkerCellOpener(threads)
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./collector-bare.worker.ts', import.meta.url)),
  )
  const openSegment = await collectorWork(opener)
  const bare = () => inAll(workers, CELLS_PER_ROUND / threads)
  await openSegment()
  await bare()
  const rounds: { bare: Rates; collector: Rates }[] = []
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({ bare: await ratesOf(bare), collector: await ratesOf(openSegment) })
  await opener.close()
  await Promise.all(workers.map((worker) => worker.terminate()))
  const row = (whose: 'bare' | 'collector') => ({
    threads,
    perSecondAndCore: Math.round(median(rounds.map((round) => round[whose].byCpu))),
    ratio: hundredths(median(rounds.map((one) => one[whose].byCpu / one.bare.byCpu))),
    perSecond: Math.round(median(rounds.map((round) => round[whose].byClock))),
    ratioByClock: hundredths(median(rounds.map((one) => one[whose].byClock / one.bare.byClock))),
  })
  return [
    { what: 'bare X25519 + ML-KEM-768', ...row('bare') },
    { what: 'collector opens cells', ...row('collector'), budgetRatio: BUDGET_RATIO },
  ]
}

/** A segment of cover, as nearly all cells are, opened by the desk's own thread. */
async function collectorWork(opener: ReturnType<typeof openWorkerCellOpener>) {
  const newsroomId = asNewsroomId(new Uint8Array(randomBytes(32)))
  const identity = { number: 20_000, seed: new Uint8Array(randomBytes(32)) }
  const recipient = { number: 20_000, publicKey: portablePrimitives.xwingPublicKey(identity.seed) }
  const distinct = Array.from({ length: DISTINCT_CELLS }, () => {
    const randomness = new Uint8Array(randomBytes(64))
    return sealCell(portablePrimitives, newsroomId, recipient, coverPlaintext(), randomness)
  })
  const segment = Array.from(
    { length: CELLS_PER_ROUND },
    (_, index) => distinct[index % DISTINCT_CELLS] ?? new Uint8Array(),
  )
  return async () => {
    const { cover } = await opener.open(newsroomId, [identity], segment)
    if (cover !== CELLS_PER_ROUND) throw new Error('a cell did not open')
  }
}

async function inAll(workers: readonly Worker[], cells: number): Promise<void> {
  await Promise.all(
    workers.map(async (worker) => {
      worker.postMessage(cells)
      await once(worker, 'message')
    }),
  )
}

async function ratesOf(work: () => Promise<void>): Promise<Rates> {
  const [began, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  const seconds = (performance.now() - began) / 1e3
  return { byCpu: CELLS_PER_ROUND / ((user + system) / 1e6), byClock: CELLS_PER_ROUND / seconds }
}

function hundredths(value: number): number {
  return Number(value.toFixed(2))
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

if (import.meta.main) console.table(await benchCollector())
