import { systemClock } from './adapters/node/system-clock.ts'
import { RelayError } from './domain/relay-error.ts'
import { runRelay } from './run-relay.ts'

const path = process.argv[2]
if (path === undefined) {
  console.error(
    'Give the configuration file: node main.ts relay.json. The least it holds: {"folder": "state", "port": 8080, "newsroomId": "the newsroom’s fingerprint, 64 hexadecimal digits"}',
  )
  process.exit(1)
}
/** A second signal ends the process at once. */
const stopped = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
})
try {
  process.exitCode = await runRelay(path, {
    ...{ clock: systemClock, stopped },
    say: (line) => console.log(line),
    complain: (line) => console.error(line),
  })
} catch (error) {
  if (!(error instanceof RelayError)) throw error
  console.error(`${error.code}: ${error.message}`)
  process.exitCode = 1
}
