// What stands on a command line, read piece by piece. Whatever is missing or makes no sense ends in one
// error that names the argument.
import type { Language, NewsroomId } from '@cronista/protocol'
import { CliError } from './cli-error.ts'
import { parseFingerprint } from './fingerprint.ts'

/** The options of a command, as `parseArgs` takes them. */
export type CommandOptions = Readonly<
  Record<
    string,
    { readonly type: 'boolean' | 'string'; readonly short?: string; readonly multiple?: boolean }
  >
>

/** What was given for each option. */
type OptionValues = Readonly<Record<string, unknown>>

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The language of the terminal: English if it says so, Spanish otherwise. */
export function terminalLanguage(environment: Environment): Language {
  const locale = environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? ''
  return locale.startsWith('en') ? 'en' : 'es'
}

/** Ends the reading of a command line; `argument` is an option or what stands in its place. */
export function malformed(argument: string): never {
  throw new CliError('arguments-malformed', argument)
}

/** The words and options of one command. All of its methods throw `CliError` `arguments-malformed`. */
export class CommandLine {
  readonly language: Language
  readonly #values: OptionValues
  readonly #words: readonly string[]
  #read = 0

  /** `words` are those after the command's own. */
  constructor(language: Language, values: OptionValues, words: readonly string[]) {
    this.language = language
    this.#values = values
    this.#words = words
  }

  /** The next word; `name` is what the error calls it when it is missing. */
  word(name: string): string {
    return this.#words[this.#read++] ?? malformed(name)
  }

  /** All words that are left. */
  restOfWords(): readonly string[] {
    const rest = this.#words.slice(this.#read)
    this.#read = this.#words.length
    return rest
  }

  /** Refuses words that nobody has read. */
  end(): void {
    const [extra] = this.restOfWords()
    if (extra !== undefined) malformed(extra)
  }

  /** The text of an option, or `undefined`. */
  find(name: string): string | undefined {
    const value = this.#values[name]
    return typeof value === 'string' ? value : undefined
  }

  /** The text of an option that has to be there. */
  get(name: string): string {
    return this.find(name) ?? malformed(`--${name}`)
  }

  /** Everything that was given for an option that may be repeated. */
  all(name: string): readonly string[] {
    const value = this.#values[name]
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  }

  /** Whether an option without a value was given. */
  has(name: string): boolean {
    return this.#values[name] === true
  }

  /** A number in decimal digits from `from` to `to`; `otherwise` if the option was not given, and an
   *  error if that is `undefined`. */
  wholeNumber(name: string, otherwise: number | undefined, from: number, to: number): number {
    const text = this.find(name)
    if (text === undefined) return otherwise ?? malformed(`--${name}`)
    const value = /^\d{1,10}$/u.test(text) ? Number(text) : -1
    return value >= from && value <= to ? value : malformed(`--${name}`)
  }

  /** The fingerprint in `--newsroom`. */
  newsroomId(): NewsroomId {
    return parseFingerprint(this.get('newsroom')) ?? malformed('--newsroom')
  }

  /** The next word as scheme, host and port of a site, without a path. */
  origin(): string {
    return originOf(this.word('URL'))
  }
}

/** Scheme, host and port of an address that has nothing else. Throws `arguments-malformed`. */
export function originOf(text: string): string {
  const url = URL.parse(text)
  const isSite =
    url !== null &&
    /^https?:$/u.test(url.protocol) &&
    url.pathname === '/' &&
    `${url.search}${url.hash}${url.username}${url.password}` === ''
  return isSite ? url.origin : malformed(text)
}
