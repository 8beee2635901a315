// The desk as a process: `node main.ts CONFIG.json`. It prints the address that unlocks it.
import { DeskError } from './desk-error.ts'
import { readDeskConfig, startDesk } from './start-desk.ts'
import { startSentence } from './start-wording.ts'

const { LC_ALL, LC_MESSAGES, LANG } = process.env
const locale = [LC_ALL, LC_MESSAGES, LANG].find((one) => one !== undefined && one !== '')
const language = locale?.startsWith('es') === true ? 'es' : 'en'

async function main(path: string | undefined): Promise<void> {
  if (path === undefined) throw new DeskError('config-malformed')
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
  console.error(`${startSentence(error, language)}.`)
  process.exitCode = 1
})
