import { Worker } from 'node:worker_threads'
import { CELL_BYTES } from '@cronista/protocol'
import type { Cell } from '../../domain/cell.ts'
import { RelayError, type RelayErrorCode, type Sentence } from '../../domain/relay-error.ts'
import type { CellTable } from './cell-table.ts'

/** The most cells in one commit. Beyond some 200 a larger one is hardly cheaper, and while one is on
 *  its way to the disk, those who sent the one before should be answered and heard again: a flood is
 *  to fill two of them in turn, not one and wait. */
export const MAX_BATCH_CELLS = 256

/** What the writer's thread can be asked for by name; cells to append go through shared memory. */
export type CellTableMethod = Exclude<keyof CellTable, 'append'>

/** One question to the writer's thread. */
export interface WriterCall {
  readonly id: number
  /** For `append`, `args` is how many cells stand in the shared memory. */
  readonly method: keyof CellTable
  readonly args: readonly unknown[]
}

/** Its answer. A failure is one of storage; a bug ends the thread instead. */
export interface WriterAnswer {
  readonly id: number
  readonly value?: unknown
  readonly failure?: { readonly code: RelayErrorCode; readonly sentence: Sentence }
}

/** What the writer's thread is started with. */
export interface WriterStart {
  readonly path: string
  readonly segmentMaxCells: number
  /** Room for the cells of one commit. */
  readonly batch: SharedArrayBuffer
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** The cell table on a thread of its own, so that the thread that serves pages never waits for a
 *  disk. Calls are carried out in their order. */
export class CellWriter {
  readonly #worker: Worker
  readonly #batch: Uint8Array
  readonly #waiting = new Map<number, Waiting>()
  #nextId = 1
  #stopped: RelayError | undefined

  private constructor(path: string, segmentMaxCells: number) {
    const batch = new SharedArrayBuffer(MAX_BATCH_CELLS * CELL_BYTES)
    const workerData: WriterStart = { path, segmentMaxCells, batch }
    this.#batch = new Uint8Array(batch)
    this.#worker = new Worker(new URL('./cell-table.worker.ts', import.meta.url), { workerData })
    this.#worker.on('message', (answer: WriterAnswer) => this.#settle(answer))
    this.#worker.on('error', (cause) => this.#stop(cause))
    this.#worker.on('exit', () => this.#stop(undefined))
  }

  /** Opens the table; throws as `openDatabase` does. */
  static async open(path: string, segmentMaxCells: number): Promise<CellWriter> {
    const writer = new CellWriter(path, segmentMaxCells)
    try {
      await writer.call('sealed')
      return writer
    } catch (error) {
      await writer.#worker.terminate()
      throw error
    }
  }

  /** Appends at most {@link MAX_BATCH_CELLS} in one commit; gives how many segments were filled. The
   *  memory that carries them is shared and used again and again, as fresh memory for each commit
   *  would keep the garbage collector busy: so one call must have ended before the next begins. */
  append(cells: readonly Cell[]): Promise<number> {
    for (const [index, cell] of cells.entries()) this.#batch.set(cell, index * CELL_BYTES)
    return this.#send('append', [cells.length])
  }

  /** Asks the table for anything else. */
  call<Method extends CellTableMethod>(
    method: Method,
    ...args: Parameters<CellTable[Method]>
  ): Promise<ReturnType<CellTable[Method]>> {
    return this.#send(method, args)
  }

  /** Closes the table after all that was asked before, and ends the thread. */
  async close(): Promise<void> {
    if (this.#stopped === undefined) await this.call('close')
    await this.#worker.terminate()
  }

  async #send<Value>(method: keyof CellTable, args: readonly unknown[]): Promise<Value> {
    if (this.#stopped !== undefined) throw this.#stopped
    const id = this.#nextId++
    const call: WriterCall = { id, method, args }
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
    })
    this.#worker.postMessage(call)
    return (await answer) as Value
  }

  #settle({ id, value, failure }: WriterAnswer): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (failure === undefined) waiting?.resolve(value)
    else waiting?.reject(new RelayError(failure.code, failure.sentence))
  }

  #stop(cause: unknown): void {
    const sentence = {
      es: 'El hilo que escribe las celdas se detuvo.',
      en: 'The writer of cells has stopped.',
    }
    this.#stopped ??= new RelayError('writer-stopped', sentence, { cause })
    for (const { reject } of this.#waiting.values()) reject(this.#stopped)
    this.#waiting.clear()
  }
}
