import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { FromFuzzer, ToFuzzer, WorkerStart } from './messages.ts'

const WATCH_MILLIS = 500
/** Far beyond every target's own limit: what has not come back by then never will. */
const NEVER_MILLIS = 20_000
/** Code that does not even say how long it worked hangs where V8 cannot look. */
const SILENT_TIMES = 30
const HEAP_MEBIBYTES = 1_024

/** How a task ended. */
export type Ended =
  | { readonly kind: 'answered'; readonly answer: FromFuzzer }
  /** The thread had to be ended, or ended itself, at this input. */
  | { readonly kind: 'lost'; readonly why: 'died' | 'never-ends'; readonly place: number }

/** One thread that fuzzes; begun anew after one that was lost. */
export class Fuzzer {
  readonly #start: Omit<WorkerStart, 'counts'>
  #counts = false
  readonly #watch: Float64Array
  readonly #neverMillis: number
  #worker: Worker | undefined

  /** After `neverMillis` of work on one input the thread is given up: its processor's time, as a machine
   *  that does other things, or sleeps, lets much more go by. */
  constructor(seed: string, neverMillis = NEVER_MILLIS) {
    this.#neverMillis = neverMillis
    const watched = new SharedArrayBuffer(16)
    this.#start = { seed, watched }
    this.#watch = new Float64Array(watched)
  }

  /** Does one task to its end. */
  async do(task: ToFuzzer): Promise<Ended> {
    const counts = task.kind === 'scout'
    if (counts !== this.#counts) await this.end()
    this.#counts = counts
    this.#worker ??= new Worker(new URL('./fuzzer.worker.ts', import.meta.url), {
      workerData: { ...this.#start, counts } satisfies WorkerStart,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEBIBYTES },
    })
    const worker = this.#worker
    const calm = new AbortController()
    const { signal } = calm
    this.#watch.set([0, Infinity])
    worker.postMessage(task)
    try {
      return await Promise.race([
        once(worker, 'message', { signal }).then(([answer]: FromFuzzer[]): Ended => {
          if (answer === undefined) throw new TypeError('a fuzzer says something')
          return { kind: 'answered', answer }
        }),
        once(worker, 'exit', { signal }).then(() => this.#lost('died')),
        this.#hang(worker, signal),
      ])
    } catch {
      // `once` passes a thread's own error on.
      return await this.#lost('died')
    } finally {
      calm.abort()
    }
  }

  /** Ends the thread. */
  async end(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = undefined
  }

  async #hang(worker: Worker, signal: AbortSignal): Promise<Ended> {
    let [since, workedBefore] = [Infinity, 0]
    while (!signal.aborted) {
      await wait(WATCH_MILLIS)
      const worked = await this.#workedMillis(worker)
      const now = this.#watch[1] ?? Infinity
      if (now !== since) [since, workedBefore] = [now, worked]
      else if (since !== Infinity && worked - workedBefore > this.#neverMillis)
        return this.#lost('never-ends')
    }
    return { kind: 'lost', why: 'died', place: 0 }
  }

  /** How long a thread has worked; without end if it does not say. */
  async #workedMillis(worker: Worker): Promise<number> {
    const calm = new AbortController()
    const { signal } = calm
    const silent = wait(SILENT_TIMES * this.#neverMillis, Infinity, { signal, ref: false })
    const usage = worker.cpuUsage().then(
      ({ user, system }) => (user + system) / 1000,
      // It has not begun, or has ended, which is noticed elsewhere.
      () => 0,
    )
    try {
      return await Promise.race([usage, silent.catch(() => 0)])
    } finally {
      calm.abort()
    }
  }

  async #lost(why: 'died' | 'never-ends'): Promise<Ended> {
    const place = this.#watch[0] ?? 0
    await this.end()
    return { kind: 'lost', why, place }
  }
}
