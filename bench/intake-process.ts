// A process of the intake bench, held to one core where the machine lets us. Orders and results pass
// between it and the bench as messages.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

/** Whether processes can be held to cores here. */
export const coresAreSeparate =
  availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0

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

  /** Starts `file`, which stands beside this one, on that core. Gives what it said when ready, too. */
  static async start(
    file: string,
    core: number,
    ...args: string[]
  ): Promise<{ readonly process: BenchProcess; readonly ready: unknown }> {
    const path = fileURLToPath(new URL(file, import.meta.url))
    const own = [process.execPath, path, ...args]
    const [command = '', ...rest] = coresAreSeparate ? ['taskset', '-c', String(core), ...own] : own
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
  answer: (order: never) => object | Promise<object>,
  letGo: () => Promise<void> = async () => undefined,
): void {
  process.on('message', (order: never) => {
    void Promise.resolve(answer(order)).then((said) => process.send?.(said))
  })
  process.on('disconnect', () => void letGo().then(() => process.exit(0)))
  process.send?.(ready)
}

/** CPU time of this process in milliseconds. */
export function cpuMillisNow(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
