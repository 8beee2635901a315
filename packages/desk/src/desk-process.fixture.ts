import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))

/** A desk in a process of its own. */
export interface DeskProcess {
  /** What unlocks it. */
  readonly url: string
  readonly child: ChildProcess
  /** All that it has printed to its standard error. */
  complaints(): string
  /** Sends a signal to the desk itself and waits for the end of what was started; gives how it ended. */
  stop(signal: NodeJS.Signals): Promise<number | string | null>
}

/** Starts `main.ts`, and waits until it listens. `under` is a command that runs it: `strace …`. */
export async function startDeskProcess(
  configPath: string,
  under: readonly string[] = [],
): Promise<DeskProcess> {
  const [command, ...args] = [...under, process.execPath, MAIN, configPath]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  let complaints = ''
  child.stderr.on('data', (chunk: Uint8Array) => (complaints += new TextDecoder().decode(chunk)))
  const [url] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(() => {
      throw new Error(`the desk did not start: ${complaints}`)
    }),
  ])) as [string]
  return {
    url,
    child,
    complaints: () => complaints,
    async stop(signal) {
      if (child.exitCode === null && child.signalCode === null)
        process.kill(await deskPid(child.pid ?? 0, under.length > 0), signal)
      const [code, killedBy] = await ended
      return code ?? killedBy
    },
  }
}

/** The desk's own process: the child itself, or the only child of the command that runs it. */
async function deskPid(pid: number, isUnderCommand: boolean): Promise<number> {
  if (!isUnderCommand) return pid
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return Number(children.trim().split(' ')[0])
}
