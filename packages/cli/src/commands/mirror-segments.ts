import type { CommandDefinition } from './command-definition.ts'
import { namedSite, siteHints, siteOptions } from './site-options.ts'

const MINUTE = 60_000
const GIBIBYTE = 2 ** 30
const DEFAULT_EVERY_MINUTES = 10
const MAX_EVERY_MINUTES = 24 * 60
const DEFAULT_ROOM = 50

/** `cronista mirror-segments`. */
export const mirrorSegmentsCommand: CommandDefinition = {
  words: ['mirror-segments'],
  options: {
    ...siteOptions,
    every: { type: 'string' },
    folder: { type: 'string' },
    host: { type: 'string' },
    port: { type: 'string' },
    room: { type: 'string' },
  },
  help: {
    es: `  cronista mirror-segments URL --newsroom HUELLA --folder CARPETA [--port N] [--host H] [--every MINUTOS] [--room GIB]
      En una máquina que no se apaga: guarda catorce días copias de lo que llega al servidor,
      cerrado como llegó, para los escritorios que estaban apagados. No tiene con qué abrirlo.
      --port N       puerto en el que escucha (8081)
      --host H       dirección en la que escucha (127.0.0.1)
      --every N      minutos entre una consulta y otra (10)
      --room N       GiB que pueden ocupar las copias (50)
      --patience N   segundos que se espera a un servidor que calla (30)`,
    en: `  cronista mirror-segments URL --newsroom FINGERPRINT --folder FOLDER [--port N] [--host H] [--every MINUTES] [--room GIB]
      On a machine that stays on: keeps copies of what reaches the relay for fourteen days, sealed as
      it came, for desks that were off. It has nothing to open it with.
      --port N       port to listen on (8081)
      --host H       address to listen on (127.0.0.1)
      --every N      minutes from one look to the next (10)
      --room N       GiB that the copies may take (50)
      --patience N   seconds to wait for a relay that keeps silent (30)`,
  },
  hints: {
    es: {
      ...siteHints.es,
      '--every': 'minutos, de 1 a 1440',
      '--folder': 'la carpeta en la que se guardan las copias',
      '--port': 'un número de 0 a 65535',
      '--room': 'GiB, de 1 a 100000',
    },
    en: {
      ...siteHints.en,
      '--every': 'minutes, from 1 to 1440',
      '--folder': 'the folder in which the copies are kept',
      '--port': 'a number from 0 to 65535',
      '--room': 'GiB, from 1 to 100000',
    },
  },
  read(line) {
    const wish = {
      ...namedSite(line),
      folder: line.get('folder'),
      host: line.find('host') ?? '127.0.0.1',
      port: line.wholeNumber('port', 8081, 0, 65_535),
      everyMillis: line.wholeNumber('every', DEFAULT_EVERY_MINUTES, 1, MAX_EVERY_MINUTES) * MINUTE,
      roomBytes: line.wholeNumber('room', DEFAULT_ROOM, 1, 100_000) * GIBIBYTE,
      language: line.language,
    }
    return {
      kind: 'mirror-segments',
      ...wish,
      run: async (terminal) =>
        (await import('../segments/mirror-segments.ts')).mirrorSegments(wish, terminal),
    }
  },
}
