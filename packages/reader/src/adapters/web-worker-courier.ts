import type { CourierThread } from '../visit.ts'
import type { FromWorker, ToWorker } from '../worker-messages.ts'

/** Starts the script at this address as a worker. */
export function startWebWorkerCourier(
  scriptUrl: string,
  receive: (message: FromWorker) => void,
): CourierThread {
  const worker = new Worker(scriptUrl)
  worker.onmessage = (event: MessageEvent<FromWorker>) => receive(event.data)
  const post = (message: ToWorker): void => worker.postMessage(message)
  return {
    post,
    end() {
      worker.onmessage = null
      post({ kind: 'forget' })
      worker.terminate()
    },
  }
}
