import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { concatBytes, type EpochIdentity } from '@cronista/protocol'
import { DeskError } from '../desk-error.ts'
import type { CellOpener, OpenedCells } from '../ports/cell-opener.ts'
import { isAmong, joinOpened, type CellBatch } from './cell-batch.ts'

const BATCH_CELLS = 256

/** Opens cells in worker threads, one for each core but one. A thread that dies is replaced at its
 *  next batch, and so is one that was given a key which is to be forgotten: nothing less ends all copies
 *  of it that a thread may have made. */
export function openWorkerCellOpener(
  threads = Math.max(1, availableParallelism() - 1),
  start: () => Worker = startWorker,
): CellOpener {
  const lanes = Array.from({ length: threads }, () => new Lane(start))
  return {
    async open(newsroomId, identities, cells) {
      const batches: CellBatch[] = []
      for (let from = 0; from < cells.length; from += BATCH_CELLS) {
        const joined = concatBytes(...cells.slice(from, from + BATCH_CELLS))
        batches.push({ newsroomId, identities, cells: joined })
      }
      // In the order of the cells, whichever thread is done first: desks that take in one segment each
      // take the same of it when a quota ends in the middle.
      const opened: OpenedCells[] = []
      let next = 0
      const drain = async (lane: Lane) => {
        for (let place = next++; place < batches.length; place = next++) {
          const batch = batches[place]
          if (batch !== undefined) opened[place] = await lane.open(batch)
        }
      }
      // All of them, also after a failure: a thread is asked again only when it has answered.
      const drained = await Promise.allSettled(lanes.map(drain))
      const broken = drained.find((one) => one.status === 'rejected')
      if (broken !== undefined) throw broken.reason
      return joinOpened(opened)
    },
    async forgetAllBut(identities) {
      await Promise.all(lanes.map((lane) => lane.forgetAllBut(identities)))
    },
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}

/** One thread, working on one batch at a time. */
class Lane {
  readonly #start: () => Worker
  #worker: Worker | undefined
  /** What the thread was given, as the session holds it: a seed that has died is overwritten there. */
  #given: readonly EpochIdentity[] = []

  constructor(start: () => Worker) {
    this.#start = start
  }

  open(batch: CellBatch): Promise<OpenedCells> {
    const worker = (this.#worker ??= this.#start())
    const fresh = batch.identities.filter((one) => !isAmong(one, this.#given))
    this.#given = [...this.#given, ...fresh]
    return new Promise((resolve, reject) => {
      const done = () => {
        worker.off('message', opened).off('error', broken).off('exit', broken)
        // A thread that only waits keeps no process alive.
        worker.unref()
      }
      const opened = (cells: OpenedCells) => {
        done()
        resolve(cells)
      }
      const broken = (cause: unknown) => {
        done()
        this.#worker = undefined
        this.#given = []
        reject(new DeskError('worker-failed', { cause }))
      }
      worker.on('message', opened).on('error', broken).on('exit', broken)
      worker.ref()
      worker.postMessage(batch, [batch.cells.buffer as ArrayBuffer])
    })
  }

  async forgetAllBut(identities: readonly EpochIdentity[]): Promise<void> {
    if (!this.#given.every((one) => isAmong(one, identities))) await this.close()
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    this.#given = []
    await worker?.terminate()
  }
}

/** Begins one thread. */
export function startWorker(): Worker {
  return new Worker(new URL('./cell-opener.worker.ts', import.meta.url), {
    env: {},
    execArgv: [],
    // Every cell makes a key object and a dozen small arrays: room for many cells between collections.
    resourceLimits: { maxYoungGenerationSizeMb: 32 },
  })
}
