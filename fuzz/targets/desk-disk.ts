// What a desk reads back from its own disk: what it noted and kept, its seal opened, and the files under a
// passphrase, as far as their outer form.
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  asMessageId,
  concatBytes,
  equalBytes,
  packLetter,
  ProtocolError,
  u16,
  u32,
  u64,
  u8,
  utf8,
} from '../../packages/protocol/src/index.ts'
import { emptyNewsroom } from '../../packages/newsroom/src/state/newsroom-state.ts'
import { nativePrimitives as p } from '../../packages/desk/src/adapters/native-primitives.ts'
import { openVaultFile, writeVaultFile } from '../../packages/desk/src/adapters/vault-file.ts'
import { DeskError } from '../../packages/desk/src/desk-error.ts'
import { openRoot, sealRoot } from '../../packages/desk/src/founding.ts'
import type { DeskStore, DeskStores } from '../../packages/desk/src/ports/desk-store.ts'
import { BodyKeys } from '../../packages/desk/src/services/body-keys.ts'
import { readNotedHeads } from '../../packages/desk/src/services/chain-heads.ts'
import type { DeskKeys } from '../../packages/desk/src/services/desk-keys.ts'
import {
  readListings,
  readNotedEdition,
} from '../../packages/desk/src/services/edition-builder-notes.ts'
import { EpochSeeds } from '../../packages/desk/src/services/epoch-seeds.ts'
import { erasureMillis } from '../../packages/desk/src/services/erasure.ts'
import { GroupKeys } from '../../packages/desk/src/services/group-keys.ts'
import { HeldBack } from '../../packages/desk/src/services/held-back.ts'
import { readCheckpoints } from '../../packages/desk/src/services/journal-checkpoint.ts'
import { JournalFaults } from '../../packages/desk/src/services/journal-faults.ts'
import type { Journal } from '../../packages/desk/src/services/journal.ts'
import { KnownDevices } from '../../packages/desk/src/services/known-devices.ts'
import { readPendingParts } from '../../packages/desk/src/services/pending-parts.ts'
import { Prekeys } from '../../packages/desk/src/services/prekeys.ts'
import { ReplyKeys } from '../../packages/desk/src/services/reply-keys.ts'
import { keptRoster } from '../../packages/desk/src/services/roster-ceremony.ts'
import { hasSignedAnother } from '../../packages/desk/src/services/roster-cosigning.ts'
import { readReceived, readSent } from '../../packages/desk/src/services/sync-notes.ts'
import { NOON_MILLIS, seededRandom, vaultOf } from '../../packages/desk/src/desk.fixture.ts'
import { newsroomId } from '../../packages/protocol/src/protocol.fixture.ts'
import { scratchFile, scratchFolder } from '../scratch.ts'
import { holds, refusalsOf, type Target } from '../target.ts'
import { part, roster } from './newsroom.ts'

const hex16 = 'a1'.repeat(16)
const random = seededRandom('fuzz disk')
const passphrase = 'siete palabras'
const damage = (error: unknown): string | undefined =>
  refusalsOf(ProtocolError, /-malformed$/u)(error) ??
  refusalsOf(DeskError, ['storage-damaged'])(error)
const [vaultFile, rootFile] = await filesUnderPassphrase()

/** What the desk reads back from its disk. */
export const deskDiskTargets: readonly Target[] = [
  {
    name: 'desk-notes',
    seeds: notesOfEachKind(),
    form: 'bytes',
    words: ['[{"code":"journal-forked"', '"deviceId":', '"sequence":'],
    roomBytes: 2 ** 20,
    refusal: damage,
    run(input) {
      const [reader = 0] = input
      const keys = keysThatHold(input.slice(1))
      notesReaders[reader % notesReaders.length]?.(keys)
      return 'accepted'
    },
  },
  {
    // Kept secrets, which die one by one.
    name: 'desk-secrets',
    seeds: secretsOfEachKind(),
    form: 'bytes',
    share: 0.2,
    roomBytes: 2 ** 22,
    refusal: (error) =>
      damage(error) ?? refusalsOf(ProtocolError, ['letter-malformed', 'letter-too-long'])(error),
    run(input) {
      const [reader = 0] = input
      secretReaders[reader % secretReaders.length]?.(keysThatHold(input.slice(1)))
      return 'accepted'
    },
  },
  {
    // Under a passphrase; what is inside is reached by files that nobody altered, and by no others.
    name: 'passphrase-file',
    seeds: [vaultFile, rootFile],
    form: 'bytes',
    words: ['cronvalt', 'cronroot'],
    share: 0.02,
    limitMillis: 5_000,
    roomBytes: 2 ** 27,
    refusal: refusalsOf(DeskError, ['vault-damaged', 'root-key-damaged', 'wrong-passphrase']),
    async run(input) {
      const path = scratchFile('sealed', input)
      if (input[4] !== rootFile[4]) {
        const { kind } = await openVaultFile(path).open(passphrase)
        holds(kind !== 'opened' || equalBytes(input, vaultFile), 'an altered vault opened')
        return kind === 'opened' ? 'accepted' : kind
      }
      const seed = await openRoot({ path, passphrase })
      holds(seed.length === 32 && equalBytes(input, rootFile), 'an altered root key opened')
      return 'accepted'
    },
  },
]

type Reader = (keys: DeskKeys) => unknown

const stores: DeskStore = {
  ...({} as DeskStores),
  secrets: { eraseExpired: () => 0 } as unknown as DeskStores['secrets'],
  change: (work) => work(stores),
  close: () => undefined,
}
/** Everything that is read back from the disk once its seal has been opened. */
const notesReaders: readonly Reader[] = [
  (keys) => readSent(keys, stores),
  (keys) => readReceived(keys, stores),
  (keys) => readNotedHeads(keys, stores),
  (keys) => readNotedEdition(keys, stores),
  (keys) => readListings(keys, stores),
  (keys) => readCheckpoints(keys, stores),
  (keys) => new JournalFaults(keys, stores),
  (keys) => readPendingParts(keys, stores, () => false),
  (keys) => KnownDevices.open(keys, stores),
  (keys) => keptRoster({ keys, store: stores }),
  (keys) => hasSignedAnother(keys, stores, { number: 1, head: part.rosterHead }, NOON_MILLIS),
  (keys) => erasureMillis(keys, stores, NOON_MILLIS),
  (keys) => readNotedHeads(ofEarlierVersion(keys), stores),
]

const journal = { state: emptyNewsroom, append: () => undefined } as unknown as Journal
const clock = { nowMillis: () => NOON_MILLIS, at: () => () => undefined }
const secretReaders: readonly Reader[] = [
  (keys) => new GroupKeys(keys, stores),
  (keys) => new BodyKeys(keys, stores.secrets),
  (keys) => EpochSeeds.open(keys, stores, NOON_MILLIS),
  (keys) => new Prekeys(keys, stores, journal),
  (keys) => new ReplyKeys(keys, stores.secrets),
  (keys) => {
    const noKeys = new ReplyKeys({ ...keys, secrets: holding([]) }, stores.secrets)
    const held = new HeldBack({ keys, clock, store: stores, journal, replyKeys: noKeys })
    // What it is filed under is not what it says it is, as anywhere on a disk that somebody changed.
    held.admitStrangers(1)
  },
]

/** Keys under which the disk holds these bytes, whatever is asked for. */
function keysThatHold(content: Uint8Array): DeskKeys {
  const own = { p, newsroomId, random, personId: new Uint8Array(16) }
  const device = { deviceId: new Uint8Array(16), devicePublicKey: new Uint8Array(32) }
  return { ...own, ...device, secrets: holding([content]) } as unknown as DeskKeys
}

/** A disk that has the note of its own chain alone, as before there were several. */
function ofEarlierVersion(keys: DeskKeys): DeskKeys {
  const found = keys.secrets.find(stores.secrets, 'note', utf8('journal-head'))
  const find = (_stores: unknown, _kind: string, label: Uint8Array) =>
    equalBytes(label, utf8('journal-head')) ? found : undefined
  return { ...keys, secrets: { find } } as unknown as DeskKeys
}

function holding(contents: readonly Uint8Array[]): DeskKeys['secrets'] {
  const dated = contents.map((content) => ({ content, expiresOnDay: undefined }))
  const lists = { list: () => contents, listDated: () => dated }
  const secrets = { find: () => contents[0], ...lists, erase: () => undefined }
  return { ...secrets, put: () => undefined } as unknown as DeskKeys['secrets']
}

function notesOfEachKind(): readonly Uint8Array[] {
  const faults = [{ code: 'journal-forked', deviceId: hex16, sequence: 3 }]
  const head = concatBytes(new Uint8Array(16).fill(1), u64(7), new Uint8Array(32))
  const listing = concatBytes(new Uint8Array(16), u32(1), u32(2), u64(3))
  const event = utf8('{}')
  const checkpoint = concatBytes(
    ...[u8(1), u32(2), new Uint8Array(32), u8(1), head, u32(1), u32(0), u32(2), event],
  )
  const pending = concatBytes(
    ...[u32(20_000), part.contributor, u32(part.week), part.replyKey],
    ...[
      asMessageId(new Uint8Array(16)),
      u8(0),
      u8(2),
      u32(0),
      part.rosterHead,
      u16(3),
      event,
      u8(0),
    ],
  )
  const contents = [
    concatBytes(u64(1), u64(2), u32(3)),
    concatBytes(u64(1), u64(2), u64(3), new Uint8Array(16), u64(4), u64(5)),
    concatBytes(u8(1), head),
    concatBytes(u64(1), u64(2), new Uint8Array(100)),
    concatBytes(listing, listing),
    checkpoint,
    utf8(JSON.stringify(faults)),
    pending,
    new Uint8Array(96).fill(3),
    roster,
    concatBytes(u32(1), part.rosterHead, u64(NOON_MILLIS + 1)),
    concatBytes(u64(NOON_MILLIS), u32(20_780), u32(20_781)),
    concatBytes(u64(7), new Uint8Array(32)),
  ]
  return contents.map((content, index) => concatBytes(u8(index), content))
}

function secretsOfEachKind(): readonly Uint8Array[] {
  const [id, key] = [random(16), random(32)]
  const held = concatBytes(
    ...[id, asMessageId(id), u64(NOON_MILLIS), part.contributor, u32(part.week)],
    ...[part.replyKey, u32(0), packLetter({ language: 'es', text: 'Los vi.' })],
  )
  const contents = [
    concatBytes(u32(2), key, id, u32(0), id),
    concatBytes(id, key, id),
    concatBytes(u32(20_779), key, u8(1)),
    concatBytes(u32(1), u32(20_779), key),
    concatBytes(id, u32(part.week), u64(NOON_MILLIS), key),
    held,
  ]
  return contents.map((content, index) => concatBytes(u8(index), content))
}

async function filesUnderPassphrase(): Promise<readonly [vault: Uint8Array, root: Uint8Array]> {
  const vault = join(scratchFolder('passphrase'), 'vault')
  await writeVaultFile(random, vault, passphrase, vaultOf('Ada'))
  const root = join(scratchFolder('passphrase'), 'root')
  await rm(root, { force: true })
  await sealRoot({ path: root, passphrase }, random(32), random)
  return [new Uint8Array(await readFile(vault)), new Uint8Array(await readFile(root))]
}
