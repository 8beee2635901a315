// The first ceremony: a root key, a device for each of two people or more, and a roster that all sign.
import {
  asPersonId,
  ByteReader,
  certifyDevice,
  encodeRoster,
  encodeRosterBody,
  newsroomIdOf,
  parseRoster,
  signRosterBody,
  toHex,
  type NewsroomId,
  type Random,
  type RosterDevice,
} from '@cronista/protocol'
import { readIfPresent } from './adapters/atomic-file.ts'
import { nativePrimitives as p } from './adapters/native-primitives.ts'
import { readPassphraseFile, writePassphraseFile } from './adapters/passphrase-file.ts'
import { systemClock } from './adapters/system-clock.ts'
import { writeVaultFile } from './adapters/vault-file.ts'
import { makeFolder, openStoreIn, systemRandom, vaultIn, vaultPathIn } from './composition.ts'
import { DeskError } from './desk-error.ts'
import { DAY_MILLIS } from './domain/day.ts'
import { EPOCHS_AHEAD } from './domain/roster-policy.ts'
import type { Clock } from './ports/clock.ts'
import { forget, type VaultContent } from './ports/vault.ts'
import { notePosition } from './services/collector-position.ts'
import { deskKeysOf, type DeskKeys } from './services/desk-keys.ts'
import { EpochSeeds } from './services/epoch-seeds.ts'
import { foundIntake } from './services/intake-role.ts'
import { Journal } from './services/journal.ts'
import { KnownDevices } from './services/known-devices.ts'
import { writeNote } from './services/notes.ts'
import { rosterExpiry } from './services/roster-keeper.ts'

const CERTIFIED_MILLIS = 365 * DAY_MILLIS

/** A sealed place and what opens it. */
export interface SealedPlace {
  readonly path: string
  readonly passphrase: string
}

/** A person's desk, to be made. */
export interface NewDesk {
  /** Gets the vault and the state; must not have a vault yet. */
  readonly folder: string
  readonly passphrase: string
  readonly personName: string
}

/** What founding needs. */
export interface Founding {
  readonly newsroomName: string
  /** The relay's origins, as visitors' pages see them. */
  readonly origins: readonly string[]
  readonly root: SealedPlace
  /** At least two, of different people. The first one's desk collects, and admits the others. */
  readonly desks: readonly NewDesk[]
}

/** A newsroom that exists. */
export interface FoundedNewsroom {
  /** 64 hexadecimal digits: what the relay and the reader script pin. */
  readonly newsroomId: string
  /** The first roster, signed by every desk. */
  readonly roster: Uint8Array
}

/** Makes a newsroom key of random bytes and seals it into a file of its own. Gives its newsroom id. */
export async function createRootKey(
  { path, passphrase }: SealedPlace,
  random: Random = systemRandom,
): Promise<NewsroomId> {
  const seed = random(32)
  await writePassphraseFile(random, path, 'cronroot', passphrase, seed)
  const newsroomId = newsroomIdOf(p, p.ed25519PublicKey(seed))
  seed.fill(0)
  return newsroomId
}

/** Makes the vault of a new device and its empty journal in a desk's folder, durably. Throws `vault-exists` rather than
 *  overwrite one, and `folder-not-writable`. */
export async function createDeskVault(
  desk: NewDesk,
  newsroom: { readonly id: NewsroomId; readonly name: string },
  random: Random = systemRandom,
): Promise<void> {
  await makeFolder(desk.folder)
  if ((await readIfPresent(vaultPathIn(desk.folder))) !== undefined)
    throw new DeskError('vault-exists')
  const content: VaultContent = {
    masterKey: random(32),
    deviceSeed: random(32),
    prekeySeed: random(32),
    personId: asPersonId(random(16)),
    newsroomId: newsroom.id,
    newsroomName: newsroom.name,
    personName: desk.personName,
  }
  try {
    foundState(desk.folder, deskKeysOf(p, random, content))
    await writeVaultFile(random, vaultPathIn(desk.folder), desk.passphrase, content)
  } finally {
    forget(content)
  }
}

function foundState(folder: string, keys: DeskKeys): void {
  const store = openStoreIn(folder)
  try {
    store.change((stores) => {
      Journal.found(keys, stores)
      notePosition(keys, stores)
    })
  } finally {
    store.close()
  }
}

/** Founds a newsroom: root key, vaults, certificates, first roster. Each desk's state then holds the
 *  roster; the first one's also the epochs' private keys and the group's. The others wait until it admits
 *  them. If it throws, the folders are to be removed. */
export async function foundNewsroom(
  founding: Founding,
  { clock = systemClock, random = systemRandom }: { clock?: Clock; random?: Random } = {},
): Promise<FoundedNewsroom> {
  const newsroomId = await createRootKey(founding.root, random)
  const newsroom = { id: newsroomId, name: founding.newsroomName }
  for (const desk of founding.desks) await createDeskVault(desk, newsroom, random)
  const opened: { folder: string; keys: DeskKeys; content: VaultContent }[] = []
  try {
    for (const { folder, passphrase } of founding.desks) {
      const content = await openedVault(folder, passphrase)
      opened.push({ folder, content, keys: deskKeysOf(p, random, content) })
    }
    const roster = await firstRoster(founding, opened, clock.nowMillis())
    for (const [index, { folder, keys }] of opened.entries()) {
      const store = openStoreIn(folder)
      store.change((stores) => {
        writeNote(keys, stores, 'roster', roster)
        KnownDevices.open(keys, stores).learn(stores, parseRoster(roster).devices)
        if (index === 0) foundIntake(keys, stores)
      })
      store.close()
    }
    return { newsroomId: toHex(newsroomId), roster }
  } finally {
    for (const { content } of opened) forget(content)
  }
}

async function firstRoster(
  founding: Founding,
  desks: readonly { readonly folder: string; readonly keys: DeskKeys }[],
  nowMillis: number,
): Promise<Uint8Array> {
  const [first] = desks
  if (first === undefined || desks.length < 2) throw new RangeError('a newsroom has two desks')
  const rootSeed = await openedRoot(founding.root)
  const devices = desks.map(({ keys }) => certified(rootSeed, keys, nowMillis))
  const rootPublicKey = p.ed25519PublicKey(rootSeed)
  rootSeed.fill(0)
  const epochs = comingEpochs(first, nowMillis)
  const body = encodeRosterBody({
    rootPublicKey,
    number: 1,
    previousHead: new Uint8Array(32),
    issuedAtMillis: nowMillis,
    expiresAtMillis: rosterExpiry(nowMillis, epochs),
    origins: founding.origins,
    devices,
    epochs,
  })
  return encodeRoster(
    body,
    desks.map(({ keys }) => signRosterBody(p, keys.newsroomId, keys.deviceSeed, body)),
  )
}

function comingEpochs({ folder, keys }: { folder: string; keys: DeskKeys }, nowMillis: number) {
  const store = openStoreIn(folder)
  try {
    return EpochSeeds.open(keys, store, nowMillis).comingEpochs(store, nowMillis, EPOCHS_AHEAD)
  } finally {
    store.close()
  }
}

function certified(rootSeed: Uint8Array, keys: DeskKeys, nowMillis: number): RosterDevice {
  return certifyDevice(p, keys.newsroomId, rootSeed, {
    personId: keys.personId,
    publicKey: keys.devicePublicKey,
    certifiedUntilMillis: nowMillis + CERTIFIED_MILLIS,
  })
}

async function openedRoot({ path, passphrase }: SealedPlace): Promise<Uint8Array> {
  const file = await readPassphraseFile(path, 'cronroot', passphrase)
  if (file.kind === 'wrong-passphrase') throw new DeskError('wrong-passphrase')
  if (file.kind !== 'opened') throw new DeskError('root-key-damaged')
  const reader = new ByteReader(file.content, 'key-malformed')
  const seed = reader.take(32)
  reader.end()
  file.content.fill(0)
  return seed
}

async function openedVault(folder: string, passphrase: string): Promise<VaultContent> {
  const unlocking = await vaultIn(folder).open(passphrase)
  if (unlocking.kind === 'opened') return unlocking.content
  throw new DeskError('wrong-passphrase')
}
