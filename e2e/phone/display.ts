import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'

/** A screen without glass. */
export interface Display {
  /** What `DISPLAY` is set to. */
  readonly name: string
  close(): Promise<void>
}

/** Starts Xvfb on a number that it finds free itself. Each browser has its own, because what is on
 *  one screen shares a clipboard and a focus. Rejects if it ends before it says its number. */
export async function openDisplay(): Promise<Display> {
  const screen = ['-screen', '0', '1024x1000x24', '-nolisten', 'tcp', '-displayfd', '3']
  const server = spawn('Xvfb', screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const ended = once(server, 'exit')
  const told = server.stdio[3] as Readable
  const [said] = (await Promise.race([
    once(told, 'data'),
    ended.then(() => {
      throw new Error('Xvfb ended before it had a screen')
    }),
  ])) as [Buffer]
  return {
    name: `:${said.toString().trim()}`,
    async close() {
      server.kill()
      await ended
    },
  }
}
