import type { CommandDefinition } from './command-definition.ts'
import { servingHints, servingOptions, servingWish, type ServingLimits } from './serving-options.ts'
import { namedSite, siteHints, siteOptions } from './site-options.ts'

const GIBIBYTE = 2 ** 30
const limits: ServingLimits = { port: 8081, mostMinutes: 24 * 60 }
const hints = servingHints(limits)
const DEFAULT_ROOM = 50

/** `cronista mirror-segments`. */
export const mirrorSegmentsCommand: CommandDefinition = {
  words: ['mirror-segments'],
  options: {
    ...siteOptions,
    ...servingOptions,
    room: { type: 'string' },
  },
  help: {
    es: `  cronista mirror-segments URL --newsroom HUELLA --folder CARPETA [--port N] [--host H] [--every MINUTOS] [--room GIB]
      En una máquina que no se apaga: guarda catorce días copias de lo que llega al servidor,
      cerrado como llegó, para las mesas que estaban apagadas. No tiene con qué abrirlo.
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
      ...hints.es,
      '--room': 'GiB, de 1 a 100000',
    },
    en: {
      ...siteHints.en,
      ...hints.en,
      '--room': 'GiB, from 1 to 100000',
    },
  },
  read(line) {
    const wish = {
      ...namedSite(line),
      ...servingWish(line, limits),
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
