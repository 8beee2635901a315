// `cronista desk init`: a device's vault, and the card with which it asks to be let in.
import { join } from 'node:path'
import { cardOf, createDeskVault, openDeskFolder } from '@cronista/desk'
import {
  asPersonId,
  ProtocolError,
  readCard,
  type NewsroomId,
  type PersonId,
} from '@cronista/protocol'
import { readBytes, requireFree, writeNewBytes } from '../adapters/carried-files.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { CliError } from '../cli-error.ts'
import { exitCodes } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { Ceremony, type CeremonyWish } from './ceremony.ts'
import { tellCard } from './certify-devices.ts'
import { atDesk } from './desk-failure.ts'

/** What `desk init` was asked for. */
export interface InitDeskWish extends CeremonyWish {
  readonly folder: string
  readonly newsroomId: NewsroomId
  readonly newsroomName: string
  readonly personName: string
  /** The card of another device of the same person. */
  readonly sameAs: string | undefined
}

/** Makes a desk. Throws `CliError`. */
export async function initDesk(wish: InitDeskWish, terminal: Terminal): Promise<number> {
  const { folder, newsroomId, newsroomName, personName, sameAs } = wish
  const ceremony = new Ceremony(wish, terminal)
  const { wording } = ceremony
  const cardPath = join(folder, 'card.txt')
  await requireFree(join(folder, 'vault'))
  await requireFree(cardPath)
  const personId = sameAs === undefined ? undefined : await personOn(newsroomId, sameAs)
  const passphrase = await ceremony.newPassphrase(wording.place.vault)
  const newsroom = { id: newsroomId, name: newsroomName }
  await atDesk(folder, () =>
    createDeskVault({ folder, passphrase, personName, personId }, newsroom),
  )
  const desk = await atDesk(folder, () => openDeskFolder(folder, passphrase))
  try {
    const card = cardOf(desk)
    await writeNewBytes(cardPath, card)
    terminal.say(wording.deskMade(folder))
    terminal.say(wording.cardWritten(cardPath))
    tellCard(ceremony, newsroomId, card, readCard(p, newsroomId, card))
  } finally {
    desk.close()
  }
  return exitCodes.same
}

async function personOn(newsroomId: NewsroomId, path: string): Promise<PersonId> {
  const bytes = await readBytes(path)
  try {
    return asPersonId(readCard(p, newsroomId, bytes).personId)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new CliError('card-refused', path, { cause })
  }
}
