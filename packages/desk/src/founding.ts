// How a newsroom comes to be: a root key, a vault for each device, the root's certificates, and the first
// roster. People do these steps on several machines (docs/operations.md); the demonstration does all of
// them on one.
import {
  asPersonId,
  ByteReader,
  certifyDevice,
  newsroomIdOf,
  readCard,
  toHex,
  type AdmissionCard,
  type NewsroomId,
  type PersonId,
  type Random,
} from '@cronista/protocol'
import { readIfPresent } from './adapters/atomic-file.ts'
import { nativePrimitives as p } from './adapters/native-primitives.ts'
import { readPassphraseFile, writePassphraseFile } from './adapters/passphrase-file.ts'
import { systemClock } from './adapters/system-clock.ts'
import { writeVaultFile } from './adapters/vault-file.ts'
import { makeFolder, openStoreIn, systemRandom, vaultIn, vaultPathIn } from './composition.ts'
import { DeskError } from './desk-error.ts'
import { DAY_MILLIS } from './domain/day.ts'
import type { Clock } from './ports/clock.ts'
import { forget, type VaultContent } from './ports/vault.ts'
import { ownCard } from './services/admission.ts'
import { notePosition } from './services/collector-position.ts'
import { deskKeysOf, forgetKeys, type DeskKeys } from './services/desk-keys.ts'
import { encodeCertificates, readCertificates } from './services/device-certificates.ts'
import { Journal } from './services/journal.ts'
import {
  draftRoster,
  signRoster,
  takeRoster,
  type CeremonyDesk,
} from './services/roster-ceremony.ts'

/** How long the root vouches for a device unless something else is agreed. */
export const CERTIFIED_MILLIS = 365 * DAY_MILLIS

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
  /** Of a person who has a device already; drawn for a new one. */
  readonly personId?: PersonId | undefined
}

/** What founding needs. */
export interface Founding {
  readonly newsroomName: string
  /** The relay's origins, as visitors' pages see them. */
  readonly origins: readonly string[]
  readonly root: SealedPlace
  /** At least two, of different people. The first one's desk drafts, and admits the others. */
  readonly desks: readonly NewDesk[]
}

/** A newsroom that exists. */
export interface FoundedNewsroom {
  /** 64 hexadecimal digits: what the relay and the reader script pin. */
  readonly newsroomId: string
  /** The first roster, signed by every desk. */
  readonly roster: Uint8Array
}

/** A desk's folder whose vault is open, for a ceremony: no other process has it meanwhile. */
export interface OpenedDeskFolder extends CeremonyDesk {
  readonly newsroomName: string
  readonly personName: string
  /** Lets go of the state and overwrites the keys. */
  close(): void
}

/** The newsroom of a root seed (32 bytes). */
export function newsroomOfRoot(rootSeed: Uint8Array): NewsroomId {
  return newsroomIdOf(p, p.ed25519PublicKey(rootSeed))
}

/** Seals a root seed (32 bytes) into a file of its own, durably. Throws `vault-exists` rather than
 *  overwrite one. */
export async function sealRoot(
  { path, passphrase }: SealedPlace,
  rootSeed: Uint8Array,
  random: Random = systemRandom,
): Promise<void> {
  if ((await readIfPresent(path)) !== undefined) throw new DeskError('vault-exists')
  await writePassphraseFile(random, path, 'cronroot', passphrase, rootSeed)
}

/** The root seed in a sealed file, 32 bytes, to be overwritten after use. Throws `wrong-passphrase`, or
 *  `root-key-damaged` if it is not there or not what was written. */
export async function openRoot({ path, passphrase }: SealedPlace): Promise<Uint8Array> {
  const file = await readPassphraseFile(path, 'cronroot', passphrase)
  if (file.kind === 'wrong-passphrase') throw new DeskError('wrong-passphrase')
  if (file.kind !== 'opened') throw new DeskError('root-key-damaged')
  const reader = new ByteReader(file.content, 'key-malformed')
  const seed = reader.take(32)
  reader.end()
  file.content.fill(0)
  return seed
}

/** Makes the vault of a new device and its empty journal in a desk's folder, durably. Throws `vault-exists`
 *  rather than overwrite one, and `folder-not-writable`. */
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
    personId: desk.personId ?? asPersonId(random(16)),
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

/** Opens a desk's folder for a ceremony. Throws `wrong-passphrase`, `vault-missing`, `vault-damaged`,
 *  `desk-in-use` while the desk is unlocked, `storage-failed` or `storage-damaged`. */
export async function openDeskFolder(
  folder: string,
  passphrase: string,
  random: Random = systemRandom,
): Promise<OpenedDeskFolder> {
  const unlocking = await vaultIn(folder).open(passphrase)
  if (unlocking.kind === 'wrong-passphrase') throw new DeskError('wrong-passphrase')
  const { content } = unlocking
  const { newsroomName, personName } = content
  const keys = deskKeysOf(p, random, content)
  try {
    const store = openStoreIn(folder, { isExclusive: true })
    const close = () => {
      store.close()
      forgetKeys(keys, content)
    }
    return { keys, store, newsroomName, personName, close }
  } catch (error) {
    forgetKeys(keys, content)
    throw error
  }
}

/** The card that a desk shows to be certified and admitted; the same bytes each time. */
export function cardOf({ keys, personName }: OpenedDeskFolder): Uint8Array {
  return ownCard(keys, personName)
}

/** The root's word on the devices of these cards, as it is carried. Whose cards they are, people must have
 *  compared before. Throws `card-malformed` for one that is no card of this root's newsroom. */
export function certifyCards(
  rootSeed: Uint8Array,
  cards: readonly Uint8Array[],
  certifiedUntilMillis: number,
): Uint8Array {
  const newsroomId = newsroomOfRoot(rootSeed)
  const devices = cards.map((bytes) => {
    const { personId, devicePublicKey: publicKey } = cardIn(newsroomId, bytes)
    return certifyDevice(p, newsroomId, rootSeed, { personId, publicKey, certifiedUntilMillis })
  })
  return encodeCertificates({ rootPublicKey: p.ed25519PublicKey(rootSeed), devices })
}

function cardIn(newsroomId: NewsroomId, bytes: Uint8Array): AdmissionCard {
  try {
    return readCard(p, newsroomId, bytes)
  } catch (cause) {
    throw new DeskError('card-malformed', { cause })
  }
}

/** Founds a newsroom on one machine: root key, vaults, certificates, first roster. Each desk's state then
 *  holds the roster; the first one's also the epochs' private keys and the group's. The others wait until
 *  it admits them. If it throws, the folders are to be removed. */
export async function foundNewsroom(
  founding: Founding,
  { clock = systemClock, random = systemRandom }: { clock?: Clock; random?: Random } = {},
): Promise<FoundedNewsroom> {
  const rootSeed = random(32)
  const opened: OpenedDeskFolder[] = []
  try {
    const id = newsroomOfRoot(rootSeed)
    await sealRoot(founding.root, rootSeed, random)
    for (const desk of founding.desks) {
      await createDeskVault(desk, { id, name: founding.newsroomName }, random)
      opened.push(await openDeskFolder(desk.folder, desk.passphrase, random))
    }
    const certifiedUntilMillis = clock.nowMillis() + CERTIFIED_MILLIS
    const bytes = certifyCards(rootSeed, opened.map(cardOf), certifiedUntilMillis)
    const certificates = readCertificates(p, id, bytes)
    const [first] = opened
    if (first === undefined || opened.length < 2) throw new RangeError('a newsroom has two desks')
    const { origins } = founding
    const nowMillis = clock.nowMillis()
    const draft = draftRoster(first, { certificates, origins }, nowMillis)
    const roster = opened.reduce((bytes, desk) => signRoster(desk, bytes, nowMillis).bytes, draft)
    for (const desk of opened) takeRoster(desk, roster, nowMillis)
    return { newsroomId: toHex(id), roster }
  } finally {
    rootSeed.fill(0)
    for (const desk of opened) desk.close()
  }
}
