import { WORKER_POLICY } from '@cronista/protocol/http'
import type { CourierThread } from '../visit.ts'
import type { FromWorker, ToWorker } from '../worker-messages.ts'

/** What browsers with Trusted Types ask for where a string would name a script. */
interface ScriptUrlPolicies {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: () => string },
  ): { createScriptURL(url: string): unknown }
}

declare global {
  var trustedTypes: ScriptUrlPolicies | undefined
}

/** An address that may be started as a worker. */
export type WorkerAddress = string & { readonly brand: 'WorkerAddress' }

/** Makes the one Trusted Types policy that the site's headers allow, which answers this address whatever
 *  it is asked. To be called once a page: there can be no second policy, ours or anybody's. */
export function workerAddress(scriptUrl: string): WorkerAddress {
  const policy = globalThis.trustedTypes?.createPolicy(WORKER_POLICY, {
    createScriptURL: () => scriptUrl,
  })
  return (policy?.createScriptURL(scriptUrl) ?? scriptUrl) as WorkerAddress
}

/** Starts the script at this address as a worker. */
export function startWebWorkerCourier(
  address: WorkerAddress,
  receive: (message: FromWorker) => void,
): CourierThread {
  const worker = new Worker(address)
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
