import { readFile } from 'node:fs/promises'
import { MAX_SEGMENT_CELLS, productionSchedule } from '@cronista/protocol'
import { z } from 'zod'
import { RelayError } from './domain/relay-error.ts'

const millis = z.int().min(100).max(86_400_000)

const configSchema = z.strictObject({
  /** Where the relay keeps its state. */
  folder: z.string().min(1),
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 takes a free one. */
  port: z.int().min(0).max(65_535),
  /** The fingerprint of the newsroom's root: 64 hexadecimal digits. */
  newsroomId: z.string().regex(/^[0-9a-f]{64}$/u),
  segmentMaxCells: z.int().min(1).max(MAX_SEGMENT_CELLS).default(MAX_SEGMENT_CELLS),
  segmentMaxAgeMillis: millis.default(productionSchedule.segmentMaxAgeMillis),
  editionIntervalMillis: millis.default(productionSchedule.editionIntervalMillis),
  /** PEM files, if the relay is to speak TLS itself and not stand behind a proxy. */
  tls: z.strictObject({ certificate: z.string().min(1), key: z.string().min(1) }).optional(),
})

/** The relay's configuration as it is written: what has a default may be left out. */
export type RelayConfigInput = z.input<typeof configSchema>
/** The relay's configuration, complete. */
export type RelayConfig = z.output<typeof configSchema>

/** Checks a configuration; throws `config-malformed` with the first setting that is wrong. */
export function parseConfig(given: unknown): RelayConfig {
  const result = configSchema.safeParse(given)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const setting = issue?.path.length ? issue.path.join('.') : 'the whole'
  throw new RelayError(
    'config-malformed',
    `The configuration is not right: ${setting}: ${issue?.message ?? 'unknown'}.`,
  )
}

/** Reads a JSON file and checks it; throws `config-unreadable` or `config-malformed`. */
export async function readConfig(path: string): Promise<RelayConfig> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new RelayError('config-unreadable', `The configuration ${path} cannot be read.`, {
      cause,
    })
  })
  return parseConfig(jsonOf(text, path))
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RelayError('config-malformed', `The configuration ${path} is not JSON.`, { cause })
  }
}
