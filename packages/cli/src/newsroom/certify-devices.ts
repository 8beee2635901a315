// `cronista newsroom certify`: the root's word on devices whose cards people have compared.
import { certifyCards, newsroomOfRoot, openRoot } from '@cronista/desk'
import {
  admissionWords,
  deviceIdOf,
  ProtocolError,
  readCard,
  sameId,
  type AdmissionCard,
  type NewsroomId,
} from '@cronista/protocol'
import { readBytes, requireFree, writeNewBytes } from '../adapters/carried-files.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { systemNowMillis } from '../adapters/system-clock.ts'
import { CliError } from '../cli-error.ts'
import { exitCodes } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { Ceremony, dayOf, grouped, type CeremonyWish } from './ceremony.ts'
import { atDesk } from './desk-failure.ts'
import { rootPathIn, tellNetwork } from './init-newsroom.ts'
import { rootFromShares } from './shares-at-hand.ts'

const DAY_MILLIS = 86_400_000

/** Where the root key is to come from. */
export type RootPlace =
  | { readonly kind: 'sealed'; readonly folder: string }
  /** Files of shares; typed if there are none. */
  | {
      readonly kind: 'shares'
      readonly newsroomId: NewsroomId
      readonly paths: readonly string[]
    }

/** What `newsroom certify` was asked for. */
export interface CertifyWish extends CeremonyWish {
  readonly cards: readonly string[]
  readonly root: RootPlace
  readonly to: string
  readonly days: number
}

interface ShownCard {
  readonly bytes: Uint8Array
  readonly card: AdmissionCard
}

/** Certifies devices. Nothing is written unless every card was confirmed. Throws `CliError`. */
export async function certifyDevices(wish: CertifyWish, terminal: Terminal): Promise<number> {
  const { cards: paths, to, days } = wish
  const ceremony = new Ceremony(wish, terminal)
  await tellNetwork(ceremony)
  await requireFree(to)
  const seed = await rootAt(ceremony, wish.root)
  try {
    const newsroomId = newsroomOfRoot(seed)
    const cards = await Promise.all(paths.map((path) => cardAt(newsroomId, path)))
    await confirmTwoPeople(ceremony, cards)
    for (const card of cards) await confirmCard(ceremony, newsroomId, card)
    const untilMillis = systemNowMillis() + days * DAY_MILLIS
    const certificates = await atDesk(to, () =>
      certifyCards(
        seed,
        cards.map(({ bytes }) => bytes),
        untilMillis,
      ),
    )
    await writeNewBytes(to, certificates)
    terminal.say(ceremony.wording.certified(cards.length, dayOf(untilMillis), to))
  } finally {
    seed.fill(0)
  }
  return exitCodes.same
}

async function rootAt(ceremony: Ceremony, root: RootPlace): Promise<Uint8Array> {
  if (root.kind === 'shares') return rootFromShares(ceremony, root.newsroomId, root.paths)
  const path = rootPathIn(root.folder)
  const passphrase = await ceremony.passphrase(ceremony.wording.place.root)
  return atDesk(path, () => openRoot({ path, passphrase }))
}

async function cardAt(newsroomId: NewsroomId, path: string): Promise<ShownCard> {
  const bytes = await readBytes(path)
  try {
    return { bytes, card: readCard(p, newsroomId, bytes) }
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new CliError('card-refused', path, { cause })
  }
}

/** One person with two ids could sign a roster for two. The machine cannot know; it can ask. */
async function confirmTwoPeople(ceremony: Ceremony, cards: readonly ShownCard[]): Promise<void> {
  for (const [index, { card }] of cards.entries()) {
    const isNamesake = cards
      .slice(0, index)
      .some((one) => sameName(one.card, card) && !sameId(one.card.personId, card.personId))
    if (!isNamesake) continue
    ceremony.terminal.say(ceremony.wording.sameName(card.name))
    await ceremony.confirm(ceremony.wording.askTwoOfOneName)
  }
}

function sameName(a: AdmissionCard, b: AdmissionCard): boolean {
  return a.name.normalize('NFC').toLowerCase() === b.name.normalize('NFC').toLowerCase()
}

async function confirmCard(
  ceremony: Ceremony,
  newsroomId: NewsroomId,
  { bytes, card }: ShownCard,
): Promise<void> {
  const { terminal, wording } = ceremony
  terminal.say(wording.card(card.name))
  tellCard(ceremony, newsroomId, bytes, card)
  await ceremony.confirm(wording.askCompared(card.name))
}

/** Prints what people compare of a card. */
export function tellCard(
  { terminal, wording }: Ceremony,
  newsroomId: NewsroomId,
  bytes: Uint8Array,
  { devicePublicKey, personId }: AdmissionCard,
): void {
  for (const language of ['es', 'en'] as const)
    terminal.say(wording.words(language, admissionWords(p, newsroomId, bytes, language).join(' ')))
  terminal.say(wording.device(grouped(deviceIdOf(p, newsroomId, devicePublicKey))))
  terminal.say(wording.person(grouped(personId)))
}
