import { readConfig } from './config.ts'
import { RelayError } from './domain/relay-error.ts'
import { startRelay } from './start-relay.ts'

const path = process.argv[2]
if (path === undefined) {
  console.error(
    'Give the configuration file: node main.ts relay.json. The least it holds: {"folder": "state", "port": 8080, "newsroomId": "the newsroom’s fingerprint, 64 hexadecimal digits"}',
  )
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
  const tell = tellOnce()
  const relay = await startRelay(await readConfig(configPath), {
    onFailure(error) {
      tell(error)
      // Whoever watches over the process starts it again; it cannot mend itself.
      if (error instanceof RelayError && error.code === 'writer-stopped') stop(1)
    },
  })
  console.log(`The relay listens at ${relay.url}`)
  let isStopping = false
  function stop(status: number): void {
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM')
    process.exitCode = status
    if (!isStopping) void relay.close()
    isStopping = true
  }
  process.on('SIGINT', () => stop(0))
  process.on('SIGTERM', () => stop(0))
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
