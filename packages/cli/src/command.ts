import { parseArgs } from 'node:util'
import type { Language, NewsroomId } from '@cronista/protocol'
import { CliError } from './cli-error.ts'
import { parseFingerprint } from './fingerprint.ts'

/** What both commands are told. */
interface Whose {
  /** Scheme, host and port of the site, without a path. */
  readonly origin: string
  readonly newsroomId: NewsroomId
  readonly language: Language
  /** How long a site may keep silent. */
  readonly patienceMillis: number
}

/** Compare a live site with its signed release. */
export interface VerifyCommand extends Whose {
  readonly kind: 'verify'
  /** A release below this number is reported as an older one. */
  readonly atLeast: number
}

/** Keep a verified copy of a site and serve it. */
export interface MirrorCommand extends Whose {
  readonly kind: 'mirror'
  readonly folder: string
  readonly host: string
  readonly port: number
  readonly everyMillis: number
}

/** What the command line asks for. */
export type Command =
  MirrorCommand | VerifyCommand | { readonly kind: 'help'; readonly language: Language }

const SECOND = 1000
const MINUTE = 60_000
const DEFAULT_PATIENCE_SECONDS = 30
const DEFAULT_EVERY_MINUTES = 10
// A timer cannot wait longer than 2³¹ − 1 milliseconds.
const MAX_EVERY_MINUTES = 7 * 24 * 60

type Environment = Readonly<Record<string, string | undefined>>

/** The language of the terminal: English if it says so, Spanish otherwise. */
export function terminalLanguage(environment: Environment): Language {
  const locale = environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? ''
  return locale.startsWith('en') ? 'en' : 'es'
}

/** Reads the arguments after the program's name. Throws `CliError` `arguments-malformed`, whose subject
 *  is the argument. */
export function parseCommand(args: readonly string[], environment: Environment): Command {
  const { values, positionals } = parsed(args)
  const language = languageOf(values.language, environment)
  const [name, url, ...more] = positionals
  if (values.help === true || name === undefined) return { kind: 'help', language }
  if (more[0] !== undefined) malformed(more[0])
  if (name !== 'verify' && name !== 'mirror') malformed(name)
  const origin = originOf(url ?? malformed('URL'))
  const newsroomId =
    parseFingerprint(values.newsroom ?? malformed('--newsroom')) ?? malformed('--newsroom')
  const patienceSeconds = wholeNumber('patience', values, DEFAULT_PATIENCE_SECONDS, 1, 600)
  const whose = { origin, newsroomId, language, patienceMillis: patienceSeconds * SECOND }
  if (name === 'verify') {
    refuseOthers(values, ['folder', 'host', 'port', 'every'])
    return { kind: 'verify', ...whose, atLeast: wholeNumber('at-least', values, 1, 1, 2 ** 32 - 1) }
  }
  refuseOthers(values, ['at-least'])
  return {
    kind: 'mirror',
    ...whose,
    folder: values.folder ?? malformed('--folder'),
    host: values.host ?? '127.0.0.1',
    port: wholeNumber('port', values, 8080, 0, 65_535),
    everyMillis: wholeNumber('every', values, DEFAULT_EVERY_MINUTES, 1, MAX_EVERY_MINUTES) * MINUTE,
  }
}

const options = {
  'at-least': { type: 'string' },
  every: { type: 'string' },
  folder: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  host: { type: 'string' },
  language: { type: 'string' },
  newsroom: { type: 'string' },
  patience: { type: 'string' },
  port: { type: 'string' },
} as const

type Values = ReturnType<typeof parsed>['values']

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    const option = /'(?<option>[^']+)'/u.exec(cause instanceof Error ? cause.message : '')
    throw new CliError('arguments-malformed', option?.groups?.['option'] ?? args.join(' '), {
      cause,
    })
  }
}

function originOf(text: string): string {
  const url = URL.parse(text)
  const isSite =
    url !== null &&
    /^https?:$/u.test(url.protocol) &&
    url.pathname === '/' &&
    `${url.search}${url.hash}${url.username}${url.password}` === ''
  return isSite ? url.origin : malformed(text)
}

function languageOf(asked: string | undefined, environment: Environment): Language {
  if (asked === 'es' || asked === 'en') return asked
  return asked === undefined ? terminalLanguage(environment) : malformed('--language')
}

function wholeNumber(
  name: 'at-least' | 'every' | 'patience' | 'port',
  values: Values,
  otherwise: number,
  from: number,
  to: number,
): number {
  const text = values[name]
  if (text === undefined) return otherwise
  const value = /^\d{1,10}$/u.test(text) ? Number(text) : -1
  return value >= from && value <= to ? value : malformed(`--${name}`)
}

function refuseOthers(values: Values, names: readonly (keyof Values)[]): void {
  for (const name of names) if (values[name] !== undefined) malformed(`--${name}`)
}

function malformed(argument: string): never {
  throw new CliError('arguments-malformed', argument)
}
