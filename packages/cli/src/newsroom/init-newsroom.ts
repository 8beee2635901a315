// `cronista newsroom init`: the root key, on a machine without a network. It writes the key sealed and in
// shares, and never in plain.
import { join } from 'node:path'
import { newsroomOfRoot, sealRoot } from '@cronista/desk'
import type { NewsroomId } from '@cronista/protocol'
import { isInMemory, makeOwnFolder, requireFree, writeNewText } from '../adapters/carried-files.ts'
import { nativePrimitives as p, systemRandom } from '../adapters/native-primitives.ts'
import { interfacesUp } from '../adapters/network-interfaces.ts'
import { systemNowMillis } from '../adapters/system-clock.ts'
import { exitCodes } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { Ceremony, dayOf, type CeremonyWish } from './ceremony.ts'
import { atDesk } from './desk-failure.ts'
import { fingerprintLines, fingerprintPage, sharePage } from './share-page.ts'
import { splitRoot } from './split-root.ts'

/** What `newsroom init` was asked for. */
export interface InitWish extends CeremonyWish {
  readonly folder: string
  readonly shares: number
  readonly needed: number
  /** Whether the root is kept in shares alone. */
  readonly isUnsealed: boolean
}

/** Where the sealed root stands in a newsroom's offline folder. */
export function rootPathIn(folder: string): string {
  return join(folder, 'root')
}

/** Makes a root key. Throws `CliError`. */
export async function initNewsroom(wish: InitWish, terminal: Terminal): Promise<number> {
  const { folder, isUnsealed } = wish
  const ceremony = new Ceremony(wish, terminal)
  const { wording } = ceremony
  await tellNetwork(ceremony)
  const [path, sharesFolder] = [rootPathIn(folder), join(folder, 'shares')]
  const fingerprintPath = join(folder, 'fingerprint.txt')
  for (const taken of [path, sharesFolder, fingerprintPath]) await requireFree(taken)
  await makeOwnFolder(sharesFolder)
  if ((await isInMemory(sharesFolder)) === false) terminal.note(wording.onDisk(sharesFolder))
  const passphrase = isUnsealed ? undefined : await ceremony.newPassphrase(wording.place.root)
  const seed = systemRandom(32)
  try {
    const newsroomId = newsroomOfRoot(seed)
    await writeShares(seed, newsroomId, wish, sharesFolder)
    if (passphrase !== undefined) await atDesk(path, () => sealRoot({ path, passphrase }, seed))
    await writeNewText(fingerprintPath, fingerprintPage(newsroomId, dayOf(systemNowMillis())))
    tellFingerprint(ceremony, newsroomId)
  } finally {
    seed.fill(0)
  }
  if (passphrase !== undefined) terminal.say(wording.rootSealed(path))
  terminal.say(wording.sharesWritten(wish.shares, wish.needed, sharesFolder))
  terminal.say(wording.sharesNext)
  return exitCodes.same
}

/** Warns of a network, and says what cannot be known of it. */
export async function tellNetwork({ terminal, wording }: Ceremony): Promise<void> {
  const names = await interfacesUp()
  terminal.note(names.length > 0 ? wording.networkUp(names.join(', ')) : wording.networkDown)
}

/** Prints a fingerprint as it is read aloud. */
export function tellFingerprint({ terminal, wording }: Ceremony, newsroomId: NewsroomId): void {
  terminal.say(wording.fingerprint)
  for (const line of fingerprintLines(newsroomId)) terminal.say(`  ${line}`)
}

async function writeShares(
  seed: Uint8Array,
  newsroomId: NewsroomId,
  { shares, needed, language }: InitWish,
  folder: string,
): Promise<void> {
  const made = await splitRoot(seed, newsroomId, { shares, needed }, systemRandom)
  const day = dayOf(systemNowMillis())
  for (const share of made) {
    const page = sharePage(p, share, { shares, newsroomId, day }, language)
    await writeNewText(join(folder, `share-${share.number}-of-${shares}.txt`), page)
    share.point.fill(0)
  }
}
