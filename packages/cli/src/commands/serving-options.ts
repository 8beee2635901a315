import type { Language } from '@cronista/protocol'
import type { CommandLine } from '../command-line.ts'

const MINUTE = 60_000
const DEFAULT_EVERY_MINUTES = 10

/** Where a command keeps its copies, where it serves them, and how often it looks for more. */
export interface ServingWish {
  readonly folder: string
  readonly host: string
  readonly port: number
  readonly everyMillis: number
}

/** What differs from one such command to the other. */
export interface ServingLimits {
  readonly port: number
  /** A timer cannot wait longer than 2³¹ − 1 milliseconds. */
  readonly mostMinutes: number
}

/** The options that name it. */
export const servingOptions = {
  every: { type: 'string' },
  folder: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
} as const

/** What those have to be. */
export function servingHints({
  mostMinutes,
}: ServingLimits): Readonly<Record<Language, Readonly<Record<string, string>>>> {
  return {
    es: {
      '--every': `minutos, de 1 a ${mostMinutes}`,
      '--folder': 'la carpeta en la que se guardan las copias',
      '--port': 'un número de 0 a 65535',
    },
    en: {
      '--every': `minutes, from 1 to ${mostMinutes}`,
      '--folder': 'the folder in which the copies are kept',
      '--port': 'a number from 0 to 65535',
    },
  }
}

/** Reads them. Throws `CliError` `arguments-malformed`. */
export function servingWish(line: CommandLine, { port, mostMinutes }: ServingLimits): ServingWish {
  return {
    folder: line.get('folder'),
    host: line.find('host') ?? '127.0.0.1',
    port: line.wholeNumber('port', port, 0, 65_535),
    everyMillis: line.wholeNumber('every', DEFAULT_EVERY_MINUTES, 1, mostMinutes) * MINUTE,
  }
}
