// How fast the collector's own worker opens cells, beside its limit: what bare native X25519 and
// ML-KEM-768 take for the same number, with every key imported beforehand. Both are measured in CPU
// time of this process, so that the figure is one core's and other load on the machine does not count.
import {
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
  encapsulate,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto'
import { openWorkerCellOpener } from '@cronista/desk'
import { asNewsroomId, coverPlaintext, sealCell } from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'

const DISTINCT_CELLS = 256
const CELLS_PER_ROUND = 2048
const ROUNDS = 21
const BUDGET_RATIO = 0.5

/** One measured way of working on cells. */
export interface CollectorRow {
  readonly what: string
  /** Median over the rounds, cells per second of CPU time. */
  readonly perSecondAndCore: number
  /** Of the bare primitives' rate: median of the rounds' own ratios, as both of a round run under the
   *  same conditions. */
  readonly ratio: number
  readonly budgetRatio?: number
}

/** Measures both in turns and gives the medians. */
export async function benchCollector(): Promise<readonly CollectorRow[]> {
  const opener = openWorkerCellOpener(1)
  const openSegment = await collectorWork(opener)
  const bare = barePrimitives()
  const rates = { bare: [] as number[], collector: [] as number[] }
  await openSegment()
  bare()
  for (let round = 0; round < ROUNDS; round++) {
    rates.bare.push(await cpuRate(async () => bare()))
    rates.collector.push(await cpuRate(openSegment))
  }
  await opener.close()
  const [limit, ours] = [median(rates.bare), median(rates.collector)]
  const ratios = rates.collector.map((rate, round) => rate / (rates.bare[round] ?? rate))
  return [
    { what: 'bare X25519 + ML-KEM-768', perSecondAndCore: Math.round(limit), ratio: 1 },
    {
      what: 'collector opens cells',
      perSecondAndCore: Math.round(ours),
      ratio: Number(median(ratios).toFixed(2)),
      budgetRatio: BUDGET_RATIO,
    },
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

function barePrimitives(): () => void {
  const ours = generateKeyPairSync('x25519')
  const theirs = Array.from(
    { length: DISTINCT_CELLS },
    () => generateKeyPairSync('x25519').publicKey,
  )
  const seed = randomBytes(64)
  const mlKem = createPrivateKey({ key: seed, format: 'raw-seed', asymmetricKeyType: 'ml-kem-768' })
  const recipient = createPublicKey(mlKem)
  const ciphertexts = Array.from(
    { length: DISTINCT_CELLS },
    () => encapsulate(recipient).ciphertext,
  )
  return () => {
    for (let cell = 0; cell < CELLS_PER_ROUND; cell++) {
      const publicKey = theirs[cell % DISTINCT_CELLS]
      const ciphertext = ciphertexts[cell % DISTINCT_CELLS]
      if (publicKey === undefined || ciphertext === undefined) throw new Error('no key')
      diffieHellman({ privateKey: ours.privateKey, publicKey })
      decapsulate(mlKem, ciphertext)
    }
  }
}

async function cpuRate(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return CELLS_PER_ROUND / ((user + system) / 1e6)
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

if (import.meta.main) console.table(await benchCollector())
