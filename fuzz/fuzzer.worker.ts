// Runs chunks of inputs in a thread of its own, so that one that never ends can be ended.
import { parentPort, workerData } from 'node:worker_threads'
import { countFromHere } from './coverage.ts'
import type { ToFuzzer, WorkerStart } from './messages.ts'

// Before any parser is loaded: what was compiled earlier is not counted block by block.
if ((workerData as WorkerStart).counts) countFromHere()
const { done } = await import('./fuzzer-tasks.ts')

parentPort?.on('message', (task: ToFuzzer) => {
  void done(task).then((answer) => parentPort?.postMessage(answer))
})
