import type { Language } from '@cronista/protocol'
import { terminalLanguage, type Environment } from './command-line.ts'
import { parseCommand } from './command.ts'
import { exitCodes, failureOf } from './report.ts'
import { Terminal, type TerminalStreams } from './terminal.ts'
import { wordingIn } from './wording.ts'

/** Does what a command line asks for and says why it could not; gives what the process ends with. Throws
 *  only for a bug. */
export async function runCronista(
  args: readonly string[],
  environment: Environment,
  streams: TerminalStreams,
): Promise<number> {
  const terminalIn = (language: Language) => new Terminal(wordingIn(language), streams)
  let terminal = terminalIn(terminalLanguage(environment))
  try {
    const command = parseCommand(args, environment)
    terminal = terminalIn(command.language)
    if (command.kind === 'command') return await command.wish.run(terminal)
    terminal.say(terminal.wording.help)
    return exitCodes.same
  } catch (error) {
    const failure = failureOf(terminal.wording, error)
    if (failure === undefined) throw error
    return terminal.tell(failure, streams.err)
  }
}
