// The other limit: the same appends with the same group commit, and no HTTP in front of them.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CELL_BYTES } from '@cronista/protocol'
import {
  asCell,
  DiskSegmentStore,
  SqliteCellLog,
  type Cell,
} from '@cronista/relay/embedded-storage'
import { answerOrders, cpuMillisNow, type Order, type Round } from './intake-process.ts'

const folder = await mkdtemp(join(tmpdir(), 'cronista-bench-'))
const log = await SqliteCellLog.open({
  path: join(folder, 'cells.sqlite'),
  store: await DiskSegmentStore.open(join(folder, 'segments')),
  clock: () => Date.now(),
  segmentMaxCells: 4096,
  onFailure: console.error,
})
const pattern = randomBytes(CELL_BYTES)
let made = 0

answerOrders({}, run, async () => {
  await log.shut()
  await rm(folder, { recursive: true })
})

async function run({ millis, inFlight }: Order): Promise<Round> {
  const began = performance.now()
  const cpuBefore = cpuMillisNow()
  let cells = 0
  const appendInTurn = async () => {
    while (performance.now() - began < millis) {
      await log.append(freshCell())
      cells += 1
    }
  }
  await Promise.all(Array.from({ length: inFlight }, appendInTurn))
  return { cells, millis: performance.now() - began, cpuMillis: cpuMillisNow() - cpuBefore }
}

function freshCell(): Cell {
  const bytes = new Uint8Array(pattern)
  new DataView(bytes.buffer).setFloat64(0, (made += 1))
  const cell = asCell(bytes)
  if (cell === undefined) throw new Error('a cell has 3,072 bytes')
  return cell
}
