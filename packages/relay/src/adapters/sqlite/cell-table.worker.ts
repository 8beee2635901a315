import { parentPort, workerData } from 'node:worker_threads'
import { CELL_BYTES } from '@cronista/protocol'
import { RelayError } from '../../domain/relay-error.ts'
import { CellTable } from './cell-table.ts'
import type { WriterAnswer, WriterCall, WriterStart } from './cell-writer.ts'
import { storageFailure } from './database.ts'

const { path, segmentMaxCells, batch } = workerData as WriterStart
const cells = new Uint8Array(batch)
let table: CellTable | undefined

parentPort?.on('message', (call: WriterCall) => {
  const answer = answerTo(call)
  // Bytes are handed over, not copied: a segment has 12 MB.
  const bytes = answer.value instanceof Uint8Array ? [answer.value.buffer as ArrayBuffer] : []
  parentPort?.postMessage(answer, bytes)
})

/** Opens the table at the first call, so that a failure to open is an answer like any other. */
function answerTo({ id, method, args }: WriterCall): WriterAnswer {
  try {
    table ??= new CellTable(path, segmentMaxCells)
    if (method === 'append')
      return { id, value: table.append(cells.subarray(0, Number(args[0]) * CELL_BYTES)) }
    const asked = table as unknown as Record<string, (...given: readonly unknown[]) => unknown>
    return { id, value: asked[method]?.(...args) }
  } catch (error) {
    const failure = storageFailure(error)
    if (!(failure instanceof RelayError)) throw failure
    return { id, failure: { code: failure.code, sentence: failure.sentence } }
  }
}
