import type { Language } from '@cronista/protocol'
import type { Clock } from './ports/clock.ts'
import { readConfig } from './config.ts'
import { RelayError } from './domain/relay-error.ts'
import { startRelay } from './start-relay.ts'

/** What runs a relay as a process: where it speaks, and when it is asked to end. */
export interface RelayProcess {
  readonly clock: Clock
  /** In which its operator reads. */
  readonly language: Language
  /** Settles when the process is asked to end. */
  readonly stopped: Promise<unknown>
  readonly say: (line: string) => void
  /** Where failures are told; never anything of a request. */
  readonly complain: (line: string) => void
}

const TELL_AGAIN_MILLIS = 60_000
const LISTENS: Readonly<Record<Language, (url: string) => string>> = {
  es: (url) => `El servidor escucha en ${url}`,
  en: (url) => `The relay listens at ${url}`,
}

/** Runs the relay of a configuration file until it is asked to end, or until it cannot go on by itself;
 *  gives what the process ends with. Throws `RelayError` when it cannot begin. */
export async function runRelay(configPath: string, process: RelayProcess): Promise<0 | 1> {
  const tell = tellOnce(process)
  const broken = Promise.withResolvers<1>()
  const relay = await startRelay(await readConfig(configPath), {
    onFailure(error) {
      tell(error)
      // Whoever watches over the process starts it again; it cannot mend itself.
      if (error instanceof RelayError && error.code === 'writer-stopped') broken.resolve(1)
    },
  })
  process.say(LISTENS[process.language](relay.url))
  const status = await Promise.race([process.stopped.then(() => 0 as const), broken.promise])
  await relay.close()
  return status
}

/** Says what fails, by its code alone and at most once a minute each: a log that grew with requests
 *  would tell of them. */
function tellOnce({ clock, complain, language }: RelayProcess): (error: unknown) => void {
  const told = new Map<string, number>()
  return (error) => {
    const sentence =
      error instanceof RelayError
        ? `${error.code}: ${error.sentence[language]}`
        : `bug: ${nameOf(error)}`
    const nowMillis = clock()
    if (nowMillis - (told.get(sentence) ?? -Infinity) < TELL_AGAIN_MILLIS) return
    told.set(sentence, nowMillis)
    complain(sentence)
  }
}

/** Where a bug is in the code, without what it was about. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const place = error.stack?.split('\n').find((line) => line.trim().startsWith('at ')) ?? ''
  return `${error.name} ${place.trim()}`
}
