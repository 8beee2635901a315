import { readConfig } from './config.ts'
import { RelayError } from './domain/relay-error.ts'
import { startRelay } from './start-relay.ts'

const path = process.argv[2]
if (path === undefined) {
  console.error('Give the configuration file: node main.ts relay.json')
  process.exit(1)
}
try {
  await run(path)
} catch (error) {
  if (!(error instanceof RelayError)) throw error
  console.error(`${error.code}: ${error.message}`)
  process.exitCode = 1
}

async function run(configPath: string): Promise<void> {
  const relay = await startRelay(await readConfig(configPath), { onFailure: tellOnce() })
  console.log(`The relay listens at ${relay.url}`)
  const stop = () => {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    void relay.close()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

/** Says what fails, by its code alone and at most once a minute each: a log that grew with requests
 *  would tell of them. */
function tellOnce(): (error: unknown) => void {
  const told = new Map<string, number>()
  return (error) => {
    const sentence =
      error instanceof RelayError ? `${error.code}: ${error.message}` : `bug: ${nameOf(error)}`
    const nowMillis = Date.now()
    if (nowMillis - (told.get(sentence) ?? -Infinity) < 60_000) return
    told.set(sentence, nowMillis)
    console.error(sentence)
  }
}

/** Where a bug is in the code, without what it was about. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const place = error.stack?.split('\n').find((line) => line.trim().startsWith('at ')) ?? ''
  return `${error.name} ${place.trim()}`
}
