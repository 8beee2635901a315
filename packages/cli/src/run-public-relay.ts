import type { Language } from '@cronista/protocol'
import { RelayError, runRelay } from '@cronista/relay'
import { systemNowMillis } from './adapters/system-clock.ts'
import { CliError } from './cli-error.ts'
import { exitCodes } from './report.ts'
import type { Terminal } from './terminal.ts'

/** Runs the relay of a configuration file until it is asked to stop; ends with 2 when it could not go on.
 *  Throws `CliError` `relay-not-started`. */
export async function runPublicRelay(
  configPath: string,
  { language, terminal }: { readonly language: Language; readonly terminal: Terminal },
  stopped: Promise<'stopped'>,
): Promise<number> {
  try {
    const status = await runRelay(configPath, {
      ...{ clock: systemNowMillis, stopped, language },
      say: (line) => terminal.say(line),
      complain: (line) => terminal.note(line),
    })
    return status === 0 ? exitCodes.same : exitCodes.unchecked
  } catch (cause) {
    if (!(cause instanceof RelayError)) throw cause
    throw new CliError('relay-not-started', `${cause.code}: ${cause.sentence[language]}`, { cause })
  }
}
