// `cronista desk roster`: two people make a roster together, on two machines, with files they carry.
import {
  draftRoster,
  keptRosterBytes,
  openDeskFolder,
  readCertificates,
  readDraft,
  signRoster,
  takeRoster,
  type OpenedDeskFolder,
  type RosterChange,
} from '@cronista/desk'
import { deviceIdOf, sameId, type DeviceId } from '@cronista/protocol'
import { readBytes, requireFree, writeNewBytes } from '../adapters/carried-files.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { systemNowMillis } from '../adapters/system-clock.ts'
import { CliError } from '../cli-error.ts'
import { exitCodes } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { Ceremony, dayOf, grouped, minuteOf, type CeremonyWish } from './ceremony.ts'
import { atDesk } from './desk-failure.ts'

const DAY_MILLIS = 86_400_000

/** At whose desk. */
export interface AtDeskWish extends CeremonyWish {
  readonly folder: string
}

/** What `desk roster draft` was asked for. */
export interface DraftWish extends AtDeskWish {
  readonly to: string
  readonly certificates: string | undefined
  readonly origins: readonly string[]
  readonly without: readonly DeviceId[]
  readonly hasNewDayKeys: boolean
}

/** What `desk roster sign` and `take` were asked for. */
export interface RosterFileWish extends AtDeskWish {
  readonly roster: string
}

/** Drafts a roster, which its drafter signs last. Throws `CliError`. */
export async function draft(wish: DraftWish, terminal: Terminal): Promise<number> {
  const { certificates: path, origins, without, hasNewDayKeys, to } = wish
  await requireFree(to)
  const bytes = path === undefined ? undefined : await readBytes(path)
  return withDesk(wish, terminal, async (ceremony, desk) => {
    const drafted = await atDesk(wish.folder, () => {
      const certificates = bytes && readCertificates(p, desk.keys.newsroomId, bytes)
      const wishes = { certificates, without, hasNewDayKeys }
      const named = origins.length > 0 ? { ...wishes, origins } : wishes
      return draftRoster(desk, named, systemNowMillis())
    })
    const change = await atDesk(wish.folder, () => readDraft(desk, drafted, systemNowMillis()))
    // The keys of the days that it names were drawn here a moment ago.
    tellChange(ceremony, desk, { ...change, newDays: [] })
    await writeNewBytes(to, drafted)
    terminal.say(ceremony.wording.drafted(to))
  })
}

/** Shows what a draft changes and signs it, if its person agrees; whoever signs as the second person takes it
 *  at once. Throws `CliError`. */
export async function sign(
  wish: RosterFileWish & { readonly to: string },
  terminal: Terminal,
): Promise<number> {
  const { folder, to, roster } = wish
  await requireFree(to)
  const bytes = await readBytes(roster)
  return withDesk(wish, terminal, async (ceremony, desk) => {
    tellChange(
      ceremony,
      desk,
      await atDesk(folder, () => readDraft(desk, bytes, systemNowMillis())),
    )
    await ceremony.confirm(ceremony.wording.askSign)
    const signed = await atDesk(folder, () => signRoster(desk, bytes, systemNowMillis()))
    await writeNewBytes(to, signed.bytes)
    terminal.say(ceremony.wording.signed(to))
    if (signed.isWhole) await takeAt(ceremony, desk, wish, signed.bytes)
    else terminal.say(ceremony.wording.oneSignatureMore)
  })
}

/** Has a desk work with a roster that two people have signed. Throws `CliError`. */
export async function take(wish: RosterFileWish, terminal: Terminal): Promise<number> {
  const bytes = await readBytes(wish.roster)
  return withDesk(wish, terminal, (ceremony, desk) => takeAt(ceremony, desk, wish, bytes))
}

/** Writes down the roster that a desk works with, for a desk that has none yet. Throws `CliError`. */
export async function copy(
  wish: AtDeskWish & { readonly to: string },
  terminal: Terminal,
): Promise<number> {
  await requireFree(wish.to)
  return withDesk(wish, terminal, async ({ wording }, desk) => {
    const bytes = keptRosterBytes(desk)
    if (bytes === undefined) throw new CliError('roster-change-refused', 'roster-missing')
    await writeNewBytes(wish.to, bytes)
    terminal.say(wording.copied(wish.to))
  })
}

async function takeAt(
  { terminal, wording }: Ceremony,
  desk: OpenedDeskFolder,
  { folder }: AtDeskWish,
  bytes: Uint8Array,
): Promise<void> {
  const { number, expiresAtMillis } = await atDesk(folder, () =>
    takeRoster(desk, bytes, systemNowMillis()),
  )
  terminal.say(wording.taken(number, minuteOf(expiresAtMillis)))
}

async function withDesk(
  wish: AtDeskWish,
  terminal: Terminal,
  work: (ceremony: Ceremony, desk: OpenedDeskFolder) => Promise<void>,
): Promise<number> {
  const ceremony = new Ceremony(wish, terminal)
  const passphrase = await ceremony.passphrase(ceremony.wording.place.vault)
  const desk = await atDesk(wish.folder, () => openDeskFolder(wish.folder, passphrase))
  try {
    await work(ceremony, desk)
  } finally {
    desk.close()
  }
  return exitCodes.same
}

function tellChange(
  { terminal, wording }: Ceremony,
  { keys }: OpenedDeskFolder,
  change: RosterChange,
): void {
  const { number, issuedAtMillis, expiresAtMillis, origins, originsRemoved } = change
  terminal.say(wording.rosterHead(number, minuteOf(issuedAtMillis), minuteOf(expiresAtMillis)))
  terminal.say(wording.origins(origins.join('  ')))
  if (originsRemoved.length > 0) terminal.say(wording.originsRemoved(originsRemoved.join('  ')))
  terminal.say(wording.devices)
  for (const device of change.devices) {
    const id = deviceIdOf(keys.p, keys.newsroomId, device.publicKey)
    const until = dayOf(device.certifiedUntilMillis)
    const own = sameId(id, keys.deviceId)
    terminal.say(wording.deviceLine(grouped(id), wording.changes[device.change], until, own))
  }
  if (change.newDays.length > 0) terminal.say(wording.newDays(days(change.newDays)))
  if (change.exchangedDays.length > 0)
    terminal.say(wording.exchangedDays(days(change.exchangedDays)))
}

function days(epochs: readonly number[]): string {
  return epochs.map((epoch) => dayOf(epoch * DAY_MILLIS)).join(', ')
}
