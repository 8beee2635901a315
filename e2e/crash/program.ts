/** A program that can be killed at any moment and started again with the same folders. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { env, execPath } from 'node:process'
import { CLOCK_OFFSET } from './times.ts'

/** What runs: a proof that is interrupted leaves nothing behind. */
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

const PRELOAD = new URL('quick-times.preload.ts', import.meta.url).href

/** What is run, and how it is told that it has begun. */
export interface ProgramParts {
  readonly name: string
  /** Path of its entry, and what it is given. */
  readonly entry: string
  readonly args: readonly string[]
  /** Finds the address at which it listens in a line that it prints. */
  readonly listensAt: RegExp
  readonly clockOffsetMillis: number
  /** Runs it with the quick times and by that clock. */
  readonly isQuick: boolean
}

/** The program, whether it runs or not. */
export class Program {
  readonly name: string
  readonly #parts: ProgramParts
  readonly #complaints: string[] = []
  #child: ChildProcess | undefined
  #ended: Promise<void> = Promise.resolve()
  #isAskedToEnd = false

  constructor(parts: ProgramParts) {
    this.name = parts.name
    this.#parts = parts
  }

  /** What it has written to its standard error, in all its lives. */
  get complaints(): readonly string[] {
    return this.#complaints
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Starts it, once nothing is left of it; resolves to its address once it listens, to `undefined` if it
   *  was killed before. Throws if it ended by itself. */
  async start(): Promise<string | undefined> {
    await this.kill()
    const { entry, args, listensAt, clockOffsetMillis, isQuick } = this.#parts
    const before = isQuick ? ['--import', PRELOAD] : []
    const child = spawn(execPath, [...before, entry, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...env,
        NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
        [CLOCK_OFFSET]: String(clockOffsetMillis),
      },
    })
    running.add(child)
    child.once('close', () => running.delete(child))
    this.#child = child
    this.#isAskedToEnd = false
    this.#ended = new Promise((resolve) => child.once('close', () => resolve()))
    createInterface({ input: child.stderr }).on('line', (line) => this.#complaints.push(line))
    const listening = new Promise<string>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [found] = listensAt.exec(line) ?? []
        if (found !== undefined) resolve(found)
      })
    })
    child.once('close', (code, signal) => {
      if (!this.#hasEndedByItself()) return
      this.#complaints.push(`ended by itself with ${String(code ?? signal)}`)
    })
    const url = await Promise.race([listening, this.#ended.then(() => undefined)])
    if (url === undefined && this.#hasEndedByItself())
      throw new RangeError(`${this.name} did not start: ${this.#complaints.join('\n')}`)
    return url
  }

  #hasEndedByItself(): boolean {
    return !this.#isAskedToEnd
  }

  /** Sends SIGKILL, at once; resolves when nothing is left of it. */
  async kill(): Promise<void> {
    this.#isAskedToEnd = true
    this.#child?.kill('SIGKILL')
    await this.#ended
  }

  /** Asks it to end; resolves when it has. */
  async stop(): Promise<void> {
    this.#isAskedToEnd = true
    this.#child?.kill('SIGTERM')
    await this.#ended
  }
}
