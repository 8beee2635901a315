// Finds the command that a line asks for and has it read the rest.
import { parseArgs } from 'node:util'
import type { Language } from '@cronista/protocol'
import { CliError } from './cli-error.ts'
import {
  CommandLine,
  malformed,
  terminalLanguage,
  type CommandOptions,
  type Environment,
} from './command-line.ts'
import { allCommands } from './commands/all-commands.ts'
import type { CommandDefinition, CommandWish } from './commands/command-definition.ts'

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help'; readonly language: Language }
  | {
      readonly kind: 'command'
      readonly language: Language
      readonly wish: CommandWish
    }

const COMMON = {
  help: { type: 'boolean', short: 'h' },
  language: { type: 'string' },
} satisfies CommandOptions

/** Reads the arguments after the program's name. Throws `CliError` `arguments-malformed`, whose subject
 *  is the argument. */
export function parseCommand(args: readonly string[], environment: Environment): Command {
  const words = wordsOf(args)
  const command = commandFor(words)
  const { values, positionals } = parsed(args, { ...command?.options, ...COMMON })
  const language = languageOf(values['language'], environment)
  if (values['help'] === true || words[0] === undefined) return { kind: 'help', language }
  if (command === undefined) malformed(unknownWord(words))
  const line = new CommandLine(language, values, positionals.slice(command.words.length))
  const wish = command.read(line)
  line.end()
  return { kind: 'command', language, wish }
}

/** The command whose own words these begin with; `desk init` before `desk`. */
function commandFor(words: readonly string[]): CommandDefinition | undefined {
  return allCommands
    .filter((command) => command.words.every((word, index) => words[index] === word))
    .reduce<CommandDefinition | undefined>(
      (longest, command) =>
        longest === undefined || command.words.length > longest.words.length ? command : longest,
      undefined,
    )
}

/** Which of the words is no command: the first, unless commands begin with it. */
function unknownWord([first = '', second]: readonly string[]): string {
  const isBeginning = allCommands.some(({ words }) => words[0] === first)
  return isBeginning && second !== undefined ? second : first
}

/** The words of a line, whichever command it is for. */
function wordsOf(args: readonly string[]): readonly string[] {
  const options = Object.assign(
    {},
    ...allCommands.map((one) => one.options),
    COMMON,
  ) as CommandOptions
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: false }).positionals
}

function parsed(args: readonly string[], options: CommandOptions) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    const option = /'(?<option>-[^'\s]+)/u.exec(cause instanceof Error ? cause.message : '')
    throw new CliError('arguments-malformed', option?.groups?.['option'] ?? args.join(' '), {
      cause,
    })
  }
}

function languageOf(asked: unknown, environment: Environment): Language {
  if (asked === 'es' || asked === 'en') return asked
  return asked === undefined ? terminalLanguage(environment) : malformed('--language')
}
