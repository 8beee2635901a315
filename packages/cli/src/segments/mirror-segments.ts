// Keeps copies of a relay's segments for desks that sleep. This machine holds no key that opens a cell.
import { join } from 'node:path'
import { toHex, type Language } from '@cronista/protocol'
import { RelayError, startSegmentServer } from '@cronista/relay'
import { nativePrimitives, systemRandom } from '../adapters/native-primitives.ts'
import { systemNowMillis } from '../adapters/system-clock.ts'
import { CliError } from '../cli-error.ts'
import type { ServingWish } from '../commands/serving-options.ts'
import type { NamedSite } from '../commands/site-options.ts'
import { stopSignal, whenDueOrStopped } from '../commands/until-stopped.ts'
import { exitCodes } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { openAuditorKey } from './auditor-key.ts'
import { openHttpAuditedRelay } from './http-audited-relay.ts'
import { RosterCopy } from './roster-copy.ts'
import { SegmentMirror, type MirrorRound } from './segment-mirror.ts'
import { SegmentShelf } from './segment-shelf.ts'
import { segmentTexts, type SegmentTexts } from './segment-texts.ts'

/** What `cronista mirror-segments` was asked. */
export interface MirrorSegmentsWish extends NamedSite, ServingWish {
  readonly roomBytes: number
  readonly language: Language
}

/** Mirrors until it is asked to stop. Throws `CliError`. */
export async function mirrorSegments(
  wish: MirrorSegmentsWish,
  terminal: Terminal,
): Promise<number> {
  const { origin, newsroomId, folder, patienceMillis, everyMillis, roomBytes } = wish
  const texts = segmentTexts[wish.language]
  const p = nativePrimitives
  const nowMillis = systemNowMillis
  const key = await openAuditorKey(p, systemRandom, folder)
  terminal.say((key.isNew ? texts.newKey : texts.ownKey)(toHex(key.publicKey)))
  const shelf = await SegmentShelf.open(p, join(folder, 'segments'))
  const roster = await RosterCopy.open(p, newsroomId, folder)
  const asked = { origin, p, random: systemRandom, newsroomId, key, nowMillis, patienceMillis }
  const relay = openHttpAuditedRelay(asked)
  const mirror = new SegmentMirror({ p, relay, origin, shelf, roster, nowMillis, roomBytes })
  const server = await serve(wish, shelf, roster, terminal)
  terminal.say(texts.serving(server.url, shelf.names().length))
  const stopped = stopSignal()
  do {
    if ((await Promise.race([stopped, roundOrTell(mirror, texts, terminal)])) === 'stopped') break
  } while ((await whenDueOrStopped(stopped, untilNext(nowMillis(), everyMillis))) === 'due')
  relay.close()
  await server.close()
  return exitCodes.same
}

async function serve(
  { host, port, newsroomId }: MirrorSegmentsWish,
  shelf: SegmentShelf,
  roster: RosterCopy,
  terminal: Terminal,
) {
  try {
    return await startSegmentServer(
      {
        ...{ primitives: nativePrimitives, shelf, newsroomId, clock: systemNowMillis },
        roster: () => roster.newest,
        onFailure: (error) => terminal.tellFailure(error),
      },
      { host, port },
    )
  } catch (cause) {
    if (
      cause instanceof RelayError &&
      (cause.code === 'port-taken' || cause.code === 'address-refused')
    )
      throw new CliError(cause.code, `${host}, ${port}`, { cause })
    throw cause
  }
}

/** Rounds stand at multiples of the interval since 1970, whatever the last one found. */
function untilNext(nowMillis: number, everyMillis: number): number {
  return everyMillis - (nowMillis % everyMillis)
}

/** One round; what failed is said, and tried again in the next. */
async function roundOrTell(
  mirror: SegmentMirror,
  texts: SegmentTexts,
  terminal: Terminal,
): Promise<void> {
  try {
    tell(await mirror.round(), texts, terminal)
  } catch (error) {
    terminal.tellFailure(error)
  }
}

function tell(found: MirrorRound, texts: SegmentTexts, terminal: Terminal): void {
  if (found.copied > 0) terminal.say(texts.copied(found.copied))
  for (const name of found.refused) terminal.note(texts.refused(name))
  for (const name of found.missing) terminal.note(texts.missing(name))
  for (const number of found.withheld) terminal.note(texts.withheld(number))
  if (found.isFull) terminal.note(texts.full)
  if (found.rosterFault !== undefined) terminal.note(texts.rosterRefused(found.rosterFault))
}
