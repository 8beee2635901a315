import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What happens to a call: an error of the disk, or the end of whoever makes it. */
export interface Fault {
  /** Names of system calls, with commas. */
  readonly calls: string
  readonly what: 'error=EIO' | 'error=ENOSPC' | 'signal=SIGKILL'
  /** Files and folders whose calls are meant. */
  readonly paths: readonly string[]
  /** Only the so many-th of such calls of a thread; each unless it is said. */
  readonly nth?: number
}

/** A disk that fails under one process. */
export interface FailingDisk {
  /** It works again. */
  mend(): Promise<void>
}

/** Makes the disk fail under a process that runs, by strace's hand in its system calls; `undefined` where this
 *  process may not trace another. */
export async function failDisk(
  pid: number,
  { calls, what, paths, nth }: Fault,
): Promise<FailingDisk | undefined> {
  const when = nth === undefined ? '' : `:when=${nth}`
  const strace = spawn(
    'strace',
    [
      ...['-f', '-p', String(pid), '-o', '/dev/null', '-e', `trace=${calls}`],
      ...['-e', `inject=${calls}:${what}${when}`, ...paths.flatMap((path) => ['-P', path])],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = new Promise((resolve) => {
    strace.once('error', resolve)
    strace.once('close', resolve)
  })
  let said = ''
  const attached = new Promise<true>((resolve) => {
    strace.stderr.on('data', (chunk: Uint8Array) => {
      said += new TextDecoder().decode(chunk)
      if (/Process \d+ attached/u.test(said)) resolve(true)
    })
  })
  if ((await Promise.race([attached, ended])) !== true) return undefined
  return {
    async mend() {
      strace.kill('SIGINT')
      if (strace.exitCode === null && strace.signalCode === null) await once(strace, 'close')
    },
  }
}
