import { systemClock } from './adapters/node/system-clock.ts'
import { RelayError } from './domain/relay-error.ts'
import { runRelay } from './run-relay.ts'

const { LC_ALL, LC_MESSAGES, LANG } = process.env
const locale = [LC_ALL, LC_MESSAGES, LANG].find((one) => one !== undefined && one !== '')
const language = locale?.startsWith('es') === true ? 'es' : 'en'

const path = process.argv[2]
if (path === undefined) {
  const usage = {
    es: 'Indique el archivo de configuración: node main.ts relay.json. Lo mínimo que dice: {"folder": "estado", "port": 8080, "newsroomId": "la huella de la redacción"}',
    en: 'Give the configuration file: node main.ts relay.json. The least it holds: {"folder": "state", "port": 8080, "newsroomId": "the newsroom’s fingerprint"}',
  }
  console.error(usage[language])
  process.exit(1)
}
/** A second signal ends the process at once. */
const stopped = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
})
try {
  process.exitCode = await runRelay(path, {
    ...{ clock: systemClock, language, stopped },
    say: (line) => console.log(line),
    complain: (line) => console.error(line),
  })
} catch (error) {
  if (!(error instanceof RelayError)) throw error
  console.error(`${error.code}: ${error.sentence[language]}`)
  process.exitCode = 1
}
