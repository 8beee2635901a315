import { readDeskConfig, startDesk, startSentence, DeskError } from '@cronista/desk'
import type { Language } from '@cronista/protocol'
import { stopSignal } from '../commands/until-stopped.ts'
import { CliError } from '../cli-error.ts'
import { exitCodes } from '../report.ts'
import type { Terminal } from '../terminal.ts'

/** Runs a desk until it is asked to stop. Throws `CliError`. */
export async function runDesk(
  path: string,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  const stopped = stopSignal()
  const desk = await started(path, language, terminal)
  terminal.say(desk.url)
  await stopped
  await desk.close()
  return exitCodes.same
}

async function started(path: string, language: Language, terminal: Terminal) {
  try {
    return await startDesk(await readDeskConfig(path), {
      onAddress: (url) => terminal.say(url),
    })
  } catch (cause) {
    if (!(cause instanceof DeskError)) throw cause
    throw new CliError('desk-not-started', startSentence(cause, language), { cause })
  }
}
