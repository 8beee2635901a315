// The desk as a process: `node main.ts CONFIG.json`. It prints the address that unlocks it.
import { readFile } from 'node:fs/promises'
import { DeskError } from './desk-error.ts'
import { startDesk } from './start-desk.ts'

async function main(path: string | undefined): Promise<void> {
  if (path === undefined) throw new DeskError('config-malformed', { place: 'path' })
  const show = (url: string) => console.log(url)
  const desk = await startDesk(await readConfig(path), { onAddress: show })
  show(desk.url)
  const stop = () => {
    void desk.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

async function readConfig(path: string): Promise<Parameters<typeof startDesk>[0]> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Parameters<typeof startDesk>[0]
  } catch (cause) {
    throw new DeskError('config-malformed', { cause, place: 'file' })
  }
}

main(process.argv[2]).catch((error: unknown) => {
  if (!(error instanceof DeskError)) throw error
  console.error(error.message)
  process.exitCode = 1
})
