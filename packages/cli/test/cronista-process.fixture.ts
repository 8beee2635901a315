import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { fingerprint } from './signed-site.fixture.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const ENGLISH = { ...process.env, LC_ALL: 'en_US.UTF-8' }

/** What a command printed and ended with. */
export interface Ended {
  readonly exitCode: number | null
  readonly printed: string
}

/** A command in a process of its own. */
class CronistaProcess {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  #printed = ''
  readonly #hearers = new Set<() => void>()

  /** `typed` is what somebody types into it. */
  constructor(args: readonly string[], typed = '') {
    this.child = spawn(process.execPath, [MAIN, ...args], { env: ENGLISH })
    // One that ends before it has read everything is no failure of the test's.
    this.child.stdin?.on('error', () => undefined)
    this.child.stdin?.end(typed)
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Uint8Array) => {
        this.#printed += new TextDecoder().decode(chunk)
        for (const hear of this.#hearers) hear()
      })
    this.ended = new Promise((resolve) => {
      this.child.once('close', (exitCode) => {
        resolve({ exitCode, printed: this.#printed })
        for (const hear of this.#hearers) hear()
      })
    })
  }

  /** Waits until it has printed this; throws if it ends before. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#printed)
      if (found !== null) return found
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.#printed}`)
      await new Promise<void>((resolve) => {
        this.#hearers.add(resolve)
      })
    }
  }
}

/** Runs `cronista verify` to its end. */
export function verify(url: string, ...more: readonly string[]): Promise<Ended> {
  return new CronistaProcess(['verify', url, '--newsroom', fingerprint, ...more]).ended
}

/** Runs `cronista` with any arguments to its end. */
export function cronista(...args: readonly string[]): Promise<Ended> {
  return new CronistaProcess(args).ended
}

/** Runs `cronista` while somebody types these lines into it. */
export function cronistaTyping(
  lines: readonly string[],
  ...args: readonly string[]
): Promise<Ended> {
  return new CronistaProcess(args, lines.map((line) => `${line}\n`).join('')).ended
}

/** Starts `cronista mirror` on a free port; it is stopped when the test ends. */
export function startMirror(
  url: string,
  folder: string,
  ...more: readonly string[]
): CronistaProcess {
  const args = ['mirror', url, '--newsroom', fingerprint, '--folder', folder, '--port', '0']
  const mirror = new CronistaProcess([...args, ...more])
  onTestFinished(async () => {
    mirror.child.kill('SIGKILL')
    await mirror.ended
  })
  return mirror
}

/** A folder that is gone when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Runs `cronista monitor` for so many rounds, one right after the other, with its memory in `folder`. */
export function monitor(
  url: string,
  folder: string,
  rounds: number,
  ...more: readonly string[]
): Promise<Ended> {
  const args = ['monitor', url, '--newsroom', fingerprint, '--folder', folder]
  return cronista(...args, '--every', '0', '--grace', '0', '--rounds', String(rounds), ...more)
}

/** Starts `cronista mirror-segments` on a free port; it is stopped when the test ends. */
export function startSegmentMirror(
  url: string,
  folder: string,
  ...more: readonly string[]
): CronistaProcess {
  const whose = ['--newsroom', fingerprint, '--folder', folder, '--port', '0', '--patience', '5']
  const mirror = new CronistaProcess(['mirror-segments', url, ...whose, ...more])
  onTestFinished(async () => {
    mirror.child.kill('SIGKILL')
    await mirror.ended
  })
  return mirror
}

/** Starts `cronista relay`; it is stopped when the test ends. */
export function startRelayOf(config: string): CronistaProcess {
  const relay = new CronistaProcess(['relay', config])
  onTestFinished(async () => {
    relay.child.kill('SIGKILL')
    await relay.ended
  })
  return relay
}
