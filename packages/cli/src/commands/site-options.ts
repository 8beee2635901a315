import type { NewsroomId } from '@cronista/protocol'
import { HttpSite, type Patience } from '../adapters/http-site.ts'
import type { CommandLine } from '../command-line.ts'

/** Which site, of which newsroom. */
export interface NamedSite {
  /** Scheme, host and port of the site, without a path. */
  readonly origin: string
  readonly newsroomId: NewsroomId
  /** How long a site may keep silent. */
  readonly patienceMillis: number
}

/** Slower than this on average, and a site is given up: what is left of a phone's data at its worst. */
const BYTES_PER_SECOND = 2048
const SECOND = 1000
const DEFAULT_PATIENCE_SECONDS = 30

/** The options that name a site. */
export const siteOptions = {
  newsroom: { type: 'string' },
  patience: { type: 'string' },
} as const

/** What the arguments that name a site have to be. */
export const siteHints = {
  es: {
    URL: 'la dirección del sitio, hasta el servidor: https://periodico.example',
    '--newsroom': 'la huella de la redacción, 64 cifras hexadecimales',
    '--patience': 'segundos, de 1 a 600',
  },
  en: {
    URL: 'the address of the site, up to its host: https://paper.example',
    '--newsroom': 'the newsroom’s fingerprint, 64 hexadecimal digits',
    '--patience': 'seconds, from 1 to 600',
  },
} as const

/** Reads them. Throws `CliError` `arguments-malformed`. */
export function namedSite(line: CommandLine): NamedSite {
  return {
    origin: line.origin(),
    newsroomId: line.newsroomId(),
    patienceMillis: line.wholeNumber('patience', DEFAULT_PATIENCE_SECONDS, 1, 600) * SECOND,
  }
}

/** The site, ready to be asked. */
export function openSite({ origin, patienceMillis }: NamedSite): HttpSite {
  return new HttpSite(origin, patienceOf(patienceMillis))
}

/** How slow a site may be. */
export function patienceOf(silenceMillis: number): Patience {
  return { silenceMillis, bytesPerSecond: BYTES_PER_SECOND }
}
