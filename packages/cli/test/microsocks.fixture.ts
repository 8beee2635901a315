import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { freePort, listens } from './private-tor.fixture.ts'

/** The address that the proxy's connections come from: another than the monitor's own. */
export const PROXY_ADDRESS = '127.0.0.2'

/** Starts Debian's microsocks; it is stopped when the test ends. Gives `HOST:PORT`. */
export async function startMicrosocks(): Promise<string> {
  const port = await freePort()
  const proxy = spawn('microsocks', ['-i', '127.0.0.1', '-p', String(port), '-b', PROXY_ADDRESS], {
    stdio: 'ignore',
  })
  onTestFinished(async () => {
    const ended = once(proxy, 'close')
    proxy.kill('SIGKILL')
    await ended
  })
  while (!(await listens(port)));
  return `127.0.0.1:${port}`
}
