import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
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
  /** Who may copy segments without being a desk, by the public keys of their requests (§9). The names are
   *  for whoever reads this file. */
  auditors: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(80),
        publicKey: z.string().regex(/^[0-9a-f]{64}$/u),
      }),
    )
    .max(16)
    .refine((all) => new Set(all.map(({ publicKey }) => publicKey)).size === all.length)
    .default([]),
  /** PEM files, if the relay is to speak TLS itself and not stand behind a proxy. */
  tls: z.strictObject({ certificate: z.string().min(1), key: z.string().min(1) }).optional(),
})

/** The relay's configuration as it is written: what has a default may be left out. */
export type RelayConfigInput = z.input<typeof configSchema>
/** The relay's configuration, complete. */
export type RelayConfig = z.output<typeof configSchema>

const aSpan = 'milliseconds, a whole number from 100 to 86400000'

/** What each setting has to be, as an operator would write it. */
const settings: Readonly<Record<keyof RelayConfig, string>> = {
  folder: 'the path of a folder, in quotation marks',
  host: 'an address or a name of this machine, in quotation marks',
  port: 'a whole number from 0 to 65535, without quotation marks',
  newsroomId:
    'the newsroom’s fingerprint: 64 hexadecimal digits in lower case, without spaces, in quotation marks',
  segmentMaxCells: `a whole number from 1 to ${MAX_SEGMENT_CELLS}`,
  segmentMaxAgeMillis: aSpan,
  editionIntervalMillis: aSpan,
  auditors:
    'a list of at most 16, each with a name and its own key as `cronista mirror-segments` prints it, 64 hexadecimal digits: [{"name": "…", "publicKey": "…"}]',
  tls: 'two paths of PEM files: {"certificate": "…", "key": "…"}',
}

/** Checks a configuration; throws `config-malformed` with the first setting that is wrong, and what it
 *  has to be. */
export function parseConfig(given: unknown): RelayConfig {
  const result = configSchema.safeParse(given)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new RelayError('config-malformed', `The configuration is not right: ${wrong(issue)}.`)
}

function wrong(issue: z.core.$ZodIssue | undefined): string {
  const [name] = issue?.path ?? []
  const setting = Object.entries(settings).find(([one]) => one === name)
  if (setting !== undefined)
    return `"${setting[0]}" is missing or wrong; it has to be ${setting[1]}`
  const known = Object.keys(settings).join(', ')
  if (issue?.code === 'unrecognized_keys')
    return `it has no setting "${issue.keys.join('", "')}"; those there are: ${known}`
  return 'it has to be one JSON object, with "folder", "port" and "newsroomId" at least'
}

/** Reads a JSON file and checks it; throws `config-unreadable` or `config-malformed`. */
export async function readConfig(path: string): Promise<RelayConfig> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const why =
      (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'is not there' : 'cannot be read'
    throw new RelayError('config-unreadable', `The configuration ${resolve(path)} ${why}.`, {
      cause,
    })
  })
  return parseConfig(jsonOf(text, path))
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const sentence = `The configuration ${resolve(path)} is not JSON: names and texts stand in "quotation marks", and no comma stands before a closing bracket.`
    throw new RelayError('config-malformed', sentence, { cause })
  }
}
