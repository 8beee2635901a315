import type { Language } from '@cronista/protocol'
import type { CommandLine, CommandOptions } from '../command-line.ts'
import type { Terminal } from '../terminal.ts'

/** What a command line asked of a command, ready to be done. */
export interface CommandWish {
  /** The command's own words, joined by spaces. */
  readonly kind: string
  /** Does it and gives what the process ends with. Throws `CliError`, or `ProtocolError` for a rule of
   *  the protocol that something breaks. */
  readonly run: (terminal: Terminal) => Promise<number>
}

/** One command: its words, its options, what it says of itself. */
export interface CommandDefinition {
  /** What one types after `cronista`: `['verify']`, `['newsroom', 'init']`. */
  readonly words: readonly [string, ...string[]]
  /** Beside `--help` and `--language`, which every command has. */
  readonly options: CommandOptions
  /** How it is used, indented by two spaces, without an empty line at either end. */
  readonly help: Readonly<Record<Language, string>>
  /** What each of its arguments has to be, by name with its hyphens. */
  readonly hints: Readonly<Record<Language, Readonly<Record<string, string>>>>
  /** Throws `CliError` `arguments-malformed`. */
  readonly read: (line: CommandLine) => CommandWish
}
