// One thread of the cell opener. It lives for one desk session; its memory dies with it.
import { parentPort } from 'node:worker_threads'
import { nativePrimitives } from './native-primitives.ts'
import { CellBatchOpener, type CellBatch } from './cell-batch.ts'

// node:crypto finds out what kind of key it was given by catching an exception, several times a cell;
// collecting stack traces for these takes longer than X25519 itself. Nobody reads a stack here: what
// goes wrong with a cell is counted by its code.
Error.stackTraceLimit = 0

const opener = new CellBatchOpener(nativePrimitives)

parentPort?.on('message', (batch: CellBatch) => {
  parentPort?.postMessage(opener.open(batch))
})
