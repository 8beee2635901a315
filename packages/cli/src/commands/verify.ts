// Compare a live site with its signed release.
import { nativePrimitives, systemRandom } from '../adapters/native-primitives.ts'
import { ProgressLine } from '../progress-line.ts'
import { reportOf } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { verifySite } from '../verify-site.ts'
import type { CommandDefinition } from './command-definition.ts'
import { namedSite, openSite, siteHints, siteOptions, type NamedSite } from './site-options.ts'

interface VerifyWish extends NamedSite {
  /** A release below this number is reported as an older one. */
  readonly atLeast: number
}

/** `cronista verify`. */
export const verifyCommand: CommandDefinition = {
  words: ['verify'],
  options: { ...siteOptions, 'at-least': { type: 'string' } },
  help: {
    es: `  cronista verify URL --newsroom HUELLA [--at-least N] [--language es|en]
      Compara cada archivo que enumera la publicación de una redacción, byte por byte y encabezado
      por encabezado, con lo que sirve el sitio.
      --at-least N   avisa si la publicación es anterior a la número N
      --patience N   segundos que se espera a un sitio que calla (30)
      Termina con 0 si todo coincide, con 1 si algo difiere y con 2 si no se pudo comprobar.`,
    en: `  cronista verify URL --newsroom FINGERPRINT [--at-least N] [--language es|en]
      Compares each file that a newsroom's release lists, byte for byte and header for header, with
      what the site serves.
      --at-least N   report a release below number N as an older one
      --patience N   seconds to wait for a site that keeps silent (30)
      Ends with 0 if everything matches, 1 if something differs, 2 if it could not be checked.`,
  },
  hints: {
    es: { ...siteHints.es, '--at-least': 'un número de publicación, de 1 en adelante' },
    en: { ...siteHints.en, '--at-least': 'the number of a release, from 1' },
  },
  read(line) {
    const site = namedSite(line)
    const wish = { ...site, atLeast: line.wholeNumber('at-least', 1, 1, 2 ** 32 - 1) }
    return { kind: 'verify', ...wish, run: (terminal) => verify(wish, terminal) }
  },
}

async function verify(wish: VerifyWish, terminal: Terminal): Promise<number> {
  const { newsroomId, atLeast } = wish
  const { wording, err } = terminal
  const progress = new ProgressLine(err, wording)
  try {
    const found = await verifySite(nativePrimitives, systemRandom, openSite(wish), {
      newsroomId,
      atLeast,
      onProgress: (done, total) => progress.show(done, total),
    })
    progress.clear()
    return terminal.tell(reportOf(wording, found, atLeast))
  } finally {
    progress.clear()
  }
}
