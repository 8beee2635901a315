import { spawn, type ChildProcess } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toHex } from '@cronista/protocol'
import type { RelayConfigInput } from '../src/config.ts'
import { newsroomId as newsroomOfTests } from '../src/http/newsroom.fixture.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** A relay in a process of its own. */
export interface RelayProcess {
  readonly url: string
  readonly child: ChildProcess
  /** All that it has printed. */
  printed(): string
  readonly ended: Promise<void>
  /** Sends a signal to the relay itself and waits for the end of what was started. */
  stop(signal: NodeJS.Signals): Promise<void>
}

/** How to start it. */
export interface RelayProcessWishes {
  readonly config?: Partial<RelayConfigInput>
  /** A command that runs the relay: `strace …`. */
  readonly under?: readonly string[]
}

/** Starts `main.ts` on a free port with its state in `folder/state`, and waits until it listens. */
export async function startRelayProcess(
  folder: string,
  { config = {}, under = [] }: RelayProcessWishes = {},
): Promise<RelayProcess> {
  const path = join(folder, 'relay.json')
  const newsroomId = toHex(newsroomOfTests)
  // How full the disk of this machine happens to be is no part of a test.
  const disk = { warnBelowFreeShare: 0, reserveBytes: 0 }
  const whole = { folder: join(folder, 'state'), port: 0, newsroomId, ...disk, ...config }
  await writeFile(path, JSON.stringify(whole))

  const [command, ...args] = [...under, process.execPath, MAIN, path]
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  })
  let printed = ''
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
  })
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Uint8Array) => {
      printed += new TextDecoder().decode(chunk)
      const listening = /listens at (\S+)\n/u.exec(printed)?.[1]
      if (listening !== undefined) resolve(listening)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    void ended.then(() => reject(new Error(`the relay did not start: ${printed}`)))
  })
  return {
    url,
    child,
    ended,
    printed: () => printed,
    async stop(signal) {
      if (child.exitCode === null && child.signalCode === null)
        process.kill(await relayPid(child.pid ?? 0, under.length > 0), signal)
      await ended
    },
  }
}

/** The relay's own process: the child itself, or the only child of the command that runs it. */
async function relayPid(pid: number, isUnderCommand: boolean): Promise<number> {
  if (!isUnderCommand) return pid
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return Number(children.trim().split(' ')[0])
}
