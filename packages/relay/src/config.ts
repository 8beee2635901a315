import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { MAX_SEGMENT_CELLS, productionSchedule } from '@cronista/protocol'
import { z } from 'zod'
import { RelayError, type Sentence } from './domain/relay-error.ts'

const millis = z.int().min(100).max(86_400_000)
/** 32 bytes as people write them: spaces, colons or hyphens between hexadecimal digits of either case. */
const hexadecimal = z
  .string()
  .transform((text) => text.replaceAll(/[\s:-]/gu, '').toLowerCase())
  .pipe(z.string().regex(/^[0-9a-f]{64}$/u))

const configSchema = z.strictObject({
  /** Where the relay keeps its state. */
  folder: z.string().min(1),
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 takes a free one. */
  port: z.int().min(0).max(65_535),
  /** The fingerprint of the newsroom's root, as it is printed: 64 hexadecimal digits. */
  newsroomId: hexadecimal,
  segmentMaxCells: z.int().min(1).max(MAX_SEGMENT_CELLS).default(MAX_SEGMENT_CELLS),
  segmentMaxAgeMillis: millis.default(productionSchedule.segmentMaxAgeMillis),
  editionIntervalMillis: millis.default(productionSchedule.editionIntervalMillis),
  /** Who may copy segments without being a desk, by the public keys of their requests (§9). The names are
   *  for whoever reads this file. */
  auditors: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(80),
        publicKey: hexadecimal,
      }),
    )
    .max(16)
    .refine((all) => new Set(all.map(({ publicKey }) => publicKey)).size === all.length)
    .default([]),
  /** The operator is told when less than this share of the disk is free. */
  warnBelowFreeShare: z.number().min(0).max(1).default(0.1),
  /** Kept free of cells, for what the newsroom itself hands in; a fiftieth of a small disk. */
  reserveBytes: z.int().min(0).default(268_435_456),
  /** PEM files, if the relay is to speak TLS itself and not stand behind a proxy. */
  tls: z.strictObject({ certificate: z.string().min(1), key: z.string().min(1) }).optional(),
})

/** The relay's configuration as it is written: what has a default may be left out. */
export type RelayConfigInput = z.input<typeof configSchema>
/** The relay's configuration, complete. */
export type RelayConfig = z.output<typeof configSchema>

const aSpan: Sentence = {
  es: 'milisegundos, un número entero de 100 a 86400000',
  en: 'milliseconds, a whole number from 100 to 86400000',
}

/** What each setting has to be, as an operator would write it. */
const settings: Readonly<Record<keyof RelayConfig, Sentence>> = {
  folder: {
    es: 'la ruta de una carpeta, entre comillas',
    en: 'the path of a folder, in quotation marks',
  },
  host: {
    es: 'una dirección o un nombre de esta computadora, entre comillas',
    en: 'an address or a name of this machine, in quotation marks',
  },
  port: {
    es: 'un número entero de 0 a 65535, sin comillas',
    en: 'a whole number from 0 to 65535, without quotation marks',
  },
  newsroomId: {
    es: 'la huella de la redacción tal como se imprimió: 64 dígitos hexadecimales, entre comillas',
    en: 'the newsroom’s fingerprint as it was printed: 64 hexadecimal digits, in quotation marks',
  },
  segmentMaxCells: {
    es: `un número entero de 1 a ${MAX_SEGMENT_CELLS}`,
    en: `a whole number from 1 to ${MAX_SEGMENT_CELLS}`,
  },
  segmentMaxAgeMillis: aSpan,
  editionIntervalMillis: aSpan,
  auditors: {
    es: 'una lista de 16 a lo más, cada uno con un nombre y su propia clave tal como la imprime `cronista mirror-segments`, 64 dígitos hexadecimales: [{"name": "…", "publicKey": "…"}]',
    en: 'a list of at most 16, each with a name and its own key as `cronista mirror-segments` prints it, 64 hexadecimal digits: [{"name": "…", "publicKey": "…"}]',
  },
  warnBelowFreeShare: {
    es: 'una parte del disco, de 0 a 1: con 0.1 se avisa cuando queda libre menos de la décima',
    en: 'a share of the disk, from 0 to 1: 0.1 warns when less than a tenth is free',
  },
  reserveBytes: {
    es: 'un número entero de bytes que las celdas no ocupan',
    en: 'a whole number of bytes that cells do not take',
  },
  tls: {
    es: 'dos rutas de archivos PEM: {"certificate": "…", "key": "…"}',
    en: 'two paths of PEM files: {"certificate": "…", "key": "…"}',
  },
}

/** Checks a configuration; throws `config-malformed` with the first setting that is wrong, and what it
 *  has to be. */
export function parseConfig(given: unknown): RelayConfig {
  const result = configSchema.safeParse(given)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const { es, en } = wrong(issue)
  throw new RelayError('config-malformed', {
    es: `La configuración no está bien: ${es}.`,
    en: `The configuration is not right: ${en}.`,
  })
}

function wrong(issue: z.core.$ZodIssue | undefined): Sentence {
  const [name] = issue?.path ?? []
  const setting = Object.entries(settings).find(([one]) => one === name)
  if (setting !== undefined)
    return {
      es: `"${setting[0]}" falta o está mal; tiene que ser ${setting[1].es}`,
      en: `"${setting[0]}" is missing or wrong; it has to be ${setting[1].en}`,
    }
  const known = Object.keys(settings).join(', ')
  if (issue?.code === 'unrecognized_keys') {
    const keys = issue.keys.join('", "')
    return {
      es: `no hay ningún ajuste "${keys}"; los que hay son: ${known}`,
      en: `it has no setting "${keys}"; those there are: ${known}`,
    }
  }
  return {
    es: 'tiene que ser un solo objeto JSON, por lo menos con "folder", "port" y "newsroomId"',
    en: 'it has to be one JSON object, with "folder", "port" and "newsroomId" at least',
  }
}

/** Reads a JSON file and checks it; throws `config-unreadable` or `config-malformed`. */
export async function readConfig(path: string): Promise<RelayConfig> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    const sentence = {
      es: `La configuración ${resolve(path)} ${isMissing ? 'no existe' : 'no se puede leer'}.`,
      en: `The configuration ${resolve(path)} ${isMissing ? 'is not there' : 'cannot be read'}.`,
    }
    throw new RelayError('config-unreadable', sentence, { cause })
  })
  return parseConfig(jsonOf(text, path))
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const sentence = {
      es: `La configuración ${resolve(path)} no es JSON: los nombres y los textos van entre "comillas", y antes de un corchete o una llave que cierra no va coma.`,
      en: `The configuration ${resolve(path)} is not JSON: names and texts stand in "quotation marks", and no comma stands before a closing bracket.`,
    }
    throw new RelayError('config-malformed', sentence, { cause })
  }
}
