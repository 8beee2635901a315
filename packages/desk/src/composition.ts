// The one place that decides which adapter stands behind which port of a desk.
import { randomBytes } from 'node:crypto'
import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import { openPress } from '@cronista/press'
import type { Random } from '@cronista/protocol'
import { openHttpRelayClient } from './adapters/http-relay-client.ts'
import { nativePrimitives } from './adapters/native-primitives.ts'
import { makeOwnFolder } from './adapters/own-folder.ts'
import { pressSite } from './adapters/press-site.ts'
import { openSqliteDeskStore, type SqliteOptions } from './adapters/sqlite/sqlite-desk-store.ts'
import { systemClock } from './adapters/system-clock.ts'
import { openVaultFile } from './adapters/vault-file.ts'
import { openWorkerCellOpener } from './adapters/worker-cell-opener.ts'
import type { DeskConfig } from './config.ts'
import { DeskError } from './desk-error.ts'
import type { Clock } from './ports/clock.ts'
import type { DeskStore } from './ports/desk-store.ts'
import type { Vault } from './ports/vault.ts'
import { schedules } from './config.ts'
import type { SessionSurroundings } from './services/desk-session.ts'

/** What may be given to a desk instead of the machine's own. */
export interface DeskSurroundings {
  readonly clock?: Clock
  readonly random?: Random
}

/** Bytes from the machine's generator. */
export const systemRandom: Random = (length) => new Uint8Array(randomBytes(length))

/** The vault in a desk's folder. */
export function vaultIn(folder: string): Vault {
  return openVaultFile(vaultPathIn(folder))
}

/** Where the vault stands in a desk's folder. */
export function vaultPathIn(folder: string): string {
  return join(folder, 'vault')
}

/** The state in a desk's folder. */
export function openStoreIn(folder: string, options?: SqliteOptions): DeskStore {
  return openSqliteDeskStore(join(folder, 'desk.sqlite'), options)
}

/** Makes a folder for its owner alone, durably; throws `folder-not-writable`. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeOwnFolder(folder)
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new DeskError('folder-not-writable', { cause })
  }
}

/** Everything a desk's session stands on; `readerScript` is what every page of the site loads. */
export function surroundingsOf(
  config: DeskConfig,
  readerScript: Uint8Array,
  { clock = systemClock, random = systemRandom }: DeskSurroundings,
): SessionSurroundings {
  const schedule = schedules[config.schedule]
  const { name, motto, hosts, origin } = config.site
  const siteSchedule = schedules[config.site.schedule ?? config.schedule]
  return {
    p: nativePrimitives,
    random,
    clock,
    schedule,
    openStore: () => openStoreIn(config.folder),
    openRelay: ({ p, deviceId, deviceSeed }) => {
      const at = (relay: string) =>
        openHttpRelayClient({ origin: relay, p, random, clock, deviceId, deviceSeed })
      const mirrors = (config.segmentsFrom ?? []).map(at)
      const relay = at(config.relay)
      const close = () => {
        for (const one of [relay, ...mirrors]) one.close()
      }
      return { ...relay, mirrors, close }
    },
    openCells: () => openWorkerCellOpener(),
    openPress: (id) =>
      pressSite(
        openPress({
          newsroom: { id, name, motto, hosts, origin },
          ...{ readerScript, schedule: siteSchedule },
        }),
      ),
  }
}
