import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readPageFiles, readReaderScript } from './adapters/page-files.ts'
import { serveOnLoopback, type LoopbackServer } from './adapters/loopback-server.ts'
import { makeFolder, surroundingsOf, vaultIn, type DeskSurroundings } from './composition.ts'
import { parseConfig, type DeskConfigInput } from './config.ts'
import { DeskError } from './desk-error.ts'
import { createApp } from './http/app.ts'
import { Desk } from './services/desk.ts'

/** A desk that runs, locked at first. */
export interface RunningDesk {
  /** The address that unlocks it, with the one-time token in its fragment; a new one after each lock. */
  readonly url: string
  readonly port: number
  /** Locks, overwrites the keys and stops listening. */
  close(): Promise<void>
}

/** What a desk tells whoever started it. */
export interface DeskListeners {
  /** Each time the desk is locked: the address with the new one-time token. */
  readonly onAddress?: (url: string) => void
  /** A bug; never anything of a request. */
  readonly onBug?: (error: unknown) => void
}

/** Reads a configuration from a JSON file, for {@link startDesk} to check. Throws `config-malformed`. */
export async function readDeskConfig(path: string): Promise<DeskConfigInput> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as DeskConfigInput
  } catch (cause) {
    throw new DeskError('config-malformed', { cause, place: resolve(path) })
  }
}

/** Starts a desk on 127.0.0.1. Throws `DeskError`: `config-malformed`, `folder-not-writable`,
 *  `page-missing`, `script-missing`, `port-taken` or `port-refused`. A missing or damaged vault shows when unlocking. */
export async function startDesk(
  input: DeskConfigInput,
  surroundings: DeskSurroundings & DeskListeners = {},
): Promise<RunningDesk> {
  const config = parseConfig(input)
  await makeFolder(config.folder)
  const page = await readPageFiles(config.page)
  const readerScript = await readReaderScript(config.site.script)
  let token = ''
  let server: LoopbackServer | undefined
  const host = () => `127.0.0.1:${server?.port ?? config.port}`
  const url = () => `http://${host()}/#token=${token}`
  const world = surroundingsOf(config, readerScript, surroundings)
  const desk = new Desk(world, vaultIn(config.folder), (fresh) => {
    token = fresh
    if (server !== undefined) surroundings.onAddress?.(url())
  })
  const onBug = surroundings.onBug ?? (() => undefined)
  const app = createApp({ desk, page, ownHost: host, onBug })
  const listening = await serveOnLoopback((request) => app.fetch(request), config.port)
  server = listening
  return {
    get url() {
      return url()
    },
    port: listening.port,
    async close() {
      await listening.close()
      server = undefined
      await desk.lock()
    },
  }
}
