// A process of the intake bench, held to one core where the machine lets us. Orders and results pass
// between it and the bench as messages.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

/** Whether processes can be held to cores here. */
export const coresAreSeparate =
  availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0

/** The last core drives, the others serve; as taskset writes them. */
const lastCore = availableParallelism() - 1
export const generatorCores = String(lastCore)
export const serverCores = lastCore <= 1 ? '0' : `0-${lastCore - 1}`

/** What a process is asked to do in one round; each uses what concerns it. */
export interface Order {
  readonly url: string
  readonly millis: number
  readonly inFlight: number
}

/** What a process did in one round. */
export interface Round {
  readonly cells: number
  readonly millis: number
  /** CPU time of the whole process, all threads. */
  readonly cpuMillis: number
}

/** A process that says when it is ready, and then answers one order after the other. */
export class BenchProcess {
  readonly #child: ChildProcess
  #heard = Promise.withResolvers<unknown>()

  private constructor(child: ChildProcess) {
    this.#child = child
    child.on('message', (message) => this.#heard.resolve(message))
    child.on('exit', (status) =>
      this.#heard.reject(new Error(`a process of the bench ended with ${String(status)}`)),
    )
  }

  /** Starts a program on these cores. Gives what it said when ready. */
  static async start(
    file: URL,
    cores: string,
    ...args: string[]
  ): Promise<{ readonly process: BenchProcess; readonly ready: unknown }> {
    const own = [process.execPath, fileURLToPath(file), ...args]
    const [command = '', ...rest] = coresAreSeparate ? ['taskset', '-c', cores, ...own] : own
    const child = spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const started = new BenchProcess(child)
    return { process: started, ready: await started.#heard.promise }
  }

  async ask<Answer>(order: object): Promise<Answer> {
    this.#heard = Promise.withResolvers()
    this.#child.send(order)
    return (await this.#heard.promise) as Answer
  }

  async stop(): Promise<void> {
    this.#heard.promise.catch(() => undefined)
    const ended = once(this.#child, 'exit')
    this.#child.disconnect()
    await ended
  }
}

/** In such a process: says that it is ready, and answers orders until the bench lets go. */
export function answerOrders(
  ready: object,
  answer: (order: Order) => object | Promise<object>,
  letGo: () => Promise<void> = async () => undefined,
): void {
  process.on('message', (order: unknown) => {
    void Promise.resolve(answer(order as Order)).then((said) => process.send?.(said))
  })
  process.on('disconnect', () => void letGo().then(() => process.exit(0)))
  process.send?.(ready)
}

/** CPU time of this process in milliseconds. */
export function cpuMillisNow(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
