// `cronista newsroom recover`: the sealed root key again, from shares.
import { sealRoot } from '@cronista/desk'
import type { NewsroomId } from '@cronista/protocol'
import { makeOwnFolder, requireFree } from '../adapters/carried-files.ts'
import { exitCodes } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { Ceremony, type CeremonyWish } from './ceremony.ts'
import { atDesk } from './desk-failure.ts'
import { rootPathIn, tellFingerprint, tellNetwork } from './init-newsroom.ts'
import { rootFromShares } from './shares-at-hand.ts'

/** What `newsroom recover` was asked for. */
export interface RecoverWish extends CeremonyWish {
  readonly folder: string
  readonly newsroomId: NewsroomId
  /** Files of shares; typed if there are none. */
  readonly shares: readonly string[]
}

/** Recovers a root key and seals it under a new passphrase. Throws `CliError`. */
export async function recoverNewsroom(wish: RecoverWish, terminal: Terminal): Promise<number> {
  const { folder, newsroomId, shares } = wish
  const ceremony = new Ceremony(wish, terminal)
  const { wording } = ceremony
  const path = rootPathIn(folder)
  await tellNetwork(ceremony)
  await requireFree(path)
  const seed = await rootFromShares(ceremony, newsroomId, shares)
  try {
    tellFingerprint(ceremony, newsroomId)
    const passphrase = await ceremony.newPassphrase(wording.place.root)
    await makeOwnFolder(folder)
    await atDesk(path, () => sealRoot({ path, passphrase }, seed))
  } finally {
    seed.fill(0)
  }
  terminal.say(wording.recovered(path))
  return exitCodes.same
}
