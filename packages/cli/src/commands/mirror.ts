// Keep a verified copy of a site and serve it.
import { DiskMirrorStore } from '../adapters/disk-mirror-store.ts'
import type { HttpSite } from '../adapters/http-site.ts'
import { nativePrimitives } from '../adapters/native-primitives.ts'
import { serveMirror } from '../mirror-server.ts'
import { Mirror } from '../mirror.ts'
import { exitCodes } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import type { CommandDefinition } from './command-definition.ts'
import {
  servingHints,
  servingOptions,
  servingWish,
  type ServingLimits,
  type ServingWish,
} from './serving-options.ts'
import { namedSite, openSite, siteHints, siteOptions, type NamedSite } from './site-options.ts'
import { stopSignal, whenDueOrStopped } from './until-stopped.ts'

type MirrorWish = NamedSite & ServingWish

const limits: ServingLimits = { port: 8080, mostMinutes: 7 * 24 * 60 }
const hints = servingHints(limits)

/** `cronista mirror`. */
export const mirrorCommand: CommandDefinition = {
  words: ['mirror'],
  options: {
    ...siteOptions,
    ...servingOptions,
  },
  help: {
    es: `  cronista mirror URL --newsroom HUELLA --folder CARPETA [--port N] [--host H] [--every MINUTOS]
      Guarda una copia comprobada del sitio y la sirve. Desde una copia no se puede escribir
      a la redacción.
      --port N       puerto en el que escucha (8080)
      --host H       dirección en la que escucha (127.0.0.1)
      --every N      minutos entre una consulta y otra (10)
      --patience N   segundos que se espera a un sitio que calla (30)`,
    en: `  cronista mirror URL --newsroom FINGERPRINT --folder FOLDER [--port N] [--host H] [--every MINUTES]
      Keeps a verified copy of the site and serves it. Nobody can write to the newsroom from a copy.
      --port N       port to listen on (8080)
      --host H       address to listen on (127.0.0.1)
      --every N      minutes from one look to the next (10)
      --patience N   seconds to wait for a site that keeps silent (30)`,
  },
  hints: {
    es: { ...siteHints.es, ...hints.es },
    en: { ...siteHints.en, ...hints.en },
  },
  read(line) {
    const wish = { ...namedSite(line), ...servingWish(line, limits) }
    return { kind: 'mirror', ...wish, run: (terminal) => mirror(wish, terminal) }
  },
}

async function mirror(wish: MirrorWish, terminal: Terminal): Promise<number> {
  const { newsroomId, folder, host, port, everyMillis } = wish
  const store = await DiskMirrorStore.open(folder)
  const kept = await Mirror.open(nativePrimitives, newsroomId, store)
  const site = openSite(wish)
  // Without a release there is nothing to serve, so the first failure is the end.
  if (kept.release === undefined) await kept.refresh(site)
  else await refreshOrTell(kept, site, terminal)
  // One request must not end the mirror for all.
  const server = await serveMirror(kept, { host, port }, (error) => terminal.tellFailure(error))
  terminal.say(terminal.wording.serving(server.url, kept.release?.number ?? 0))
  const stopped = stopSignal()
  while ((await whenDueOrStopped(stopped, everyMillis)) === 'due')
    if ((await Promise.race([stopped, refreshOrTell(kept, site, terminal)])) === 'stopped') break
  await server.close()
  return exitCodes.same
}

/** Looks for a newer release; what is served stays when that fails, and why is said. */
async function refreshOrTell(kept: Mirror, site: HttpSite, terminal: Terminal): Promise<void> {
  try {
    const refreshed = await kept.refresh(site)
    if (refreshed === 'published')
      terminal.say(terminal.wording.published(kept.release?.number ?? 0))
  } catch (error) {
    terminal.tellFailure(error)
    terminal.note(terminal.wording.keepsServing(kept.release?.number ?? 0))
  }
}
