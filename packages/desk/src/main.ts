// The desk as a process: `node main.ts CONFIG.json`. It prints the address that unlocks it.
import { DeskError, type DeskErrorCode } from './desk-error.ts'
import { readDeskConfig, startDesk } from './start-desk.ts'

/** What to do about a start that failed, for whoever reads the terminal. */
const advice: Readonly<Partial<Record<DeskErrorCode, string>>> = {
  'config-malformed': 'a desk starts as: node main.ts desk.json',
  'folder-not-writable': '"folder" has to be a folder of the account that runs the desk',
  'page-missing': '"page" has to be the folder with the desk’s built page',
  'port-refused': 'choose another "port", from 1024 up',
  'port-taken': 'stop the program that has it, or choose another "port"',
  'script-missing': '"site.script" has to be the path of the built reader script',
}

async function main(path: string | undefined): Promise<void> {
  if (path === undefined) throw new DeskError('config-malformed', { place: 'no file was given' })
  const show = (url: string) => console.log(url)
  const desk = await startDesk(await readDeskConfig(path), { onAddress: show })
  show(desk.url)
  const stop = () => {
    void desk.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

main(process.argv[2]).catch((error: unknown) => {
  if (!(error instanceof DeskError)) throw error
  const { code, message } = error
  console.error(advice[code] === undefined ? message : `${message}: ${advice[code]}.`)
  process.exitCode = 1
})
