import { constants } from 'node:fs'
import { access, mkdir, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { createSecureContext } from 'node:tls'
import { asNewsroomId, fromHex } from '@cronista/protocol'
import { diskGauge } from './adapters/disk/disk-gauge.ts'
import { syncFolder } from './adapters/disk/durable-file.ts'
import { DiskSegmentStore } from './adapters/disk/disk-segment-store.ts'
import { DiskReleaseFiles } from './adapters/disk/disk-release-files.ts'
import { nativePrimitives } from './adapters/node/native-primitives.ts'
import { systemClock } from './adapters/node/system-clock.ts'
import { NewsroomDatabase } from './adapters/sqlite/newsroom-database.ts'
import { SqliteCellLog, type SqliteCellLogParts } from './adapters/sqlite/sqlite-cell-log.ts'
import { SqliteEditionStore } from './adapters/sqlite/sqlite-edition-store.ts'
import { SqliteJournalBatches } from './adapters/sqlite/sqlite-journal-batches.ts'
import { SqliteReleaseStore } from './adapters/sqlite/sqlite-release-store.ts'
import { SqliteRosterStore } from './adapters/sqlite/sqlite-roster-store.ts'
import { parseConfig, type RelayConfigInput } from './config.ts'
import { DiskWatch, type DiskState } from './disk-watch.ts'
import { RelayError } from './domain/relay-error.ts'
import { createApp } from './http/app.ts'
import type { RelayPorts } from './ports/relay-ports.ts'
import { listen, type TlsIdentity } from './http/server.ts'
import type { Alarm, Clock } from './ports/clock.ts'
import { Releases } from './releases.ts'
import { Upkeep } from './upkeep.ts'

/** A relay that runs. */
export interface Relay {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  /** How much room its disk had when it last looked. */
  readonly disk: DiskState
  /** Takes no more requests, answers those it has, and lets go of its state. */
  close(): Promise<void>
}

/** What a relay is given besides its configuration. */
export interface RelaySurroundings {
  readonly clock?: Clock
  /** By which the relay's rounds begin; the machine's timers unless told. */
  readonly alarm?: Alarm
  /** Told once when storage begins to fail or a bug shows itself; never anything of a request. */
  readonly onFailure?: (error: unknown) => void
}

/** Starts a relay on this machine: SQLite and files in `config.folder`. Throws `RelayError` when it
 *  cannot, and has then let go of everything. */
export async function startRelay(
  config: RelayConfigInput,
  surroundings: RelaySurroundings = {},
): Promise<Relay> {
  const { folder, host, port, tls, newsroomId, ...rest } = parseConfig(config)
  const clock = surroundings.clock ?? systemClock
  const onFailure = surroundings.onFailure ?? (() => undefined)
  const letGo: LetGo = []
  const close = async () => {
    for (const release of letGo.splice(0).reverse()) await release()
  }
  try {
    await makeWritable(folder)
    const identity = tls === undefined ? undefined : await readIdentity(tls)
    const { segmentMaxCells } = rest
    const stores = await openStores({ folder, segmentMaxCells, clock, onFailure }, letGo)
    const { releases } = stores
    const { warnBelowFreeShare, reserveBytes } = rest
    const gauge = diskGauge(folder)
    const disk = new DiskWatch({ gauge, warnBelowFreeShare, reserveBytes, onFailure })
    const ports: RelayPorts = {
      ...stores,
      cellLog: disk.guard(stores.cellLog),
      clock,
      primitives: nativePrimitives,
      newsroomId: asNewsroomId(fromHex(newsroomId)),
      editionIntervalMillis: rest.editionIntervalMillis,
      auditors: rest.auditors.map(({ publicKey }) => fromHex(publicKey)),
      onFailure,
    }
    const upkeep = new Upkeep(ports, releases, rest.segmentMaxAgeMillis, surroundings.alarm)
    upkeep.begin()
    letGo.push(() => upkeep.end())
    await disk.begin()
    letGo.push(() => disk.end())
    const server = await listen(
      { app: createApp(ports, releases), cellLog: ports.cellLog, onFailure },
      { host, port },
      identity,
    )
    letGo.push(() => server.close())
    return {
      url: server.url,
      get disk() {
        return disk.state
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** What has to be let go of, the newest first. */
type LetGo = (() => Promise<void> | void)[]

/** All that the relay keeps, in its folder. */
async function openStores(
  given: { folder: string } & Pick<SqliteCellLogParts, 'clock' | 'onFailure' | 'segmentMaxCells'>,
  letGo: LetGo,
) {
  const { folder, ...rest } = given
  const database = new NewsroomDatabase(join(folder, 'newsroom.sqlite'))
  letGo.push(() => database.close())
  const batches = new SqliteJournalBatches(join(folder, 'journal.sqlite'))
  letGo.push(() => batches.close())
  const releases = await Releases.open({
    store: new SqliteReleaseStore(database),
    files: await DiskReleaseFiles.open(join(folder, 'release-files')),
    clock: rest.clock,
  })
  const cellLog = await SqliteCellLog.open({
    ...rest,
    path: join(folder, 'cells.sqlite'),
    store: await DiskSegmentStore.open(join(folder, 'segments')),
  })
  letGo.push(() => cellLog.shut())
  const editions = new SqliteEditionStore(database)
  const rosters = new SqliteRosterStore(database)
  return { batches, releases, cellLog, editions, rosters }
}

async function makeWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    // What is acknowledged in it is lost with the folder, so the folder's own name must be on disk.
    await syncFolder(dirname(resolve(folder)))
  } catch (cause) {
    const path = resolve(folder)
    const sentence = {
      es: `El servidor no puede escribir en ${path}: tiene que ser una carpeta de la cuenta con la que corre, o una que esa cuenta pueda crear.`,
      en: `The relay may not write to ${path}: it has to be a folder of the account that runs the relay, or one that this account may make.`,
    }
    throw new RelayError('folder-not-writable', sentence, { cause })
  }
}

async function readIdentity(tls: { certificate: string; key: string }): Promise<TlsIdentity> {
  const certificate = await readPem(tls.certificate)
  const key = await readPem(tls.key)
  try {
    createSecureContext({ cert: certificate, key })
  } catch (cause) {
    const [one, other] = [resolve(tls.certificate), resolve(tls.key)]
    const sentence = {
      es: `${one} y ${other} tienen que ser un certificado y su propia clave, en formato PEM, la clave sin contraseña.`,
      en: `${one} and ${other} have to be a certificate and its own key, in PEM form, the key without a passphrase.`,
    }
    throw new RelayError('tls-unreadable', sentence, { cause })
  }
  return { certificate, key }
}

async function readPem(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const sentence = {
      es: `No se puede leer ${resolve(path)}: ¿existe, y esta cuenta tiene permiso de leerlo?`,
      en: `${resolve(path)} cannot be read: is it there, and may this account read it?`,
    }
    throw new RelayError('tls-unreadable', sentence, { cause })
  }
}
