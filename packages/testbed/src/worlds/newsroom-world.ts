/**
 * A newsroom in one process under one clock that is turned by hand: the real relay with its files and
 * databases, two real desks, and visits with the pages' own code. All that passes between the relay and
 * anybody is noted, without content. It knows nothing of what the visits are for.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  foundNewsroom,
  nativePrimitives,
  openDeskFolder,
  startDesk,
  type RunningDesk,
} from '@cronista/desk'
import { admitAnswerSchema, devicesSchema } from '@cronista/desk/device-api'
import {
  asNewsroomId,
  fromHex,
  productionSchedule,
  type NewsroomId,
  type Random,
} from '@cronista/protocol'
import { Courier } from '@cronista/reader/courier'
import { sealCover } from '@cronista/reader/cover'
import { Visit } from '@cronista/reader/visit'
import { startRelay } from '@cronista/relay'
import { DeskClient } from '../desk-client.ts'
import { bytesAt } from './bytes-at.ts'
import { openLine, type Exchange, type Mischief, type RecordedLine } from './recorded-line.ts'
import { holdingsOf, type RelayHoldings } from './relay-holdings.ts'
import { VirtualClock } from './virtual-clock.ts'

/** When a world begins: 2026-11-22T12:00:00Z. */
export const NOON_MILLIS = Date.UTC(2026, 10, 22, 12)
/** A segment that is closed at a moment is there for whoever asks at this moment. */
const RELAY_RANK = 0
const FIRST_DESK_RANK = 1
const PASSPHRASE = 'cañón amarillo de madrugada'
const names = ['Ada', 'Bruno'] as const
const systemRandom: Random = (length) => new Uint8Array(randomBytes(length))

/** Somebody's stay, in milliseconds since noon. */
export interface Stay {
  readonly visitor: string
  readonly fromMillis: number
  readonly untilMillis: number
  /** How far ahead this visitor's clock is; not at all unless given. */
  readonly aheadMillis?: number
}

/** What a hostile relay has in hand. */
export interface Loot {
  readonly newsroomId: NewsroomId
  /** Ed25519 seed of the second desk's device, 32 bytes: it was copied from a stolen machine. */
  readonly deviceSeed: Uint8Array
}

/** What a hostile relay does to visitors and desks, by their names. */
export type Mischiefs = (loot: Loot) => Readonly<Record<string, Mischief>>

/** All that a relay and the network before it can tell of a world. */
export interface WorldTrace extends RelayHoldings {
  readonly exchanges: readonly Exchange[]
  /** What the relay told of failures. */
  readonly logged: readonly string[]
}

/** A newsroom that is open. */
export interface NewsroomWorld {
  readonly desks: readonly [DeskClient, DeskClient]
  /** The relay as one of the desks or visitors reaches it, in sight. */
  lineOf(who: string): Promise<string>
  /** Opens a page of the site for a stay; what its visitor does there is in the hands of `act`. */
  visit(stay: Stay, act?: (visit: Visit) => void): Promise<void>
  /** Turns the clock to so many milliseconds after noon. */
  turnTo(millis: number): Promise<void>
  /** Does something at so many milliseconds after noon. */
  at(millis: number, act: () => void): void
  /** Ends everything, and tells what was seen. */
  end(): Promise<WorldTrace>
}

/** Founds a newsroom at noon and lets its second desk in. `seed` decides when pages tick, and nothing
 *  else: keys and ciphertexts are different each time. A relay is honest unless `mischiefs` says what else it does. */
export async function openWorld(seed: string, mischiefs?: Mischiefs): Promise<NewsroomWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-world-'))
  const clock = new VirtualClock(NOON_MILLIS)
  const random = systemRandom
  const placeOf = (personName: string) => ({
    ...{ folder: join(folder, personName), passphrase: PASSPHRASE, personName },
  })
  const places = [placeOf(names[0]), placeOf(names[1])] as const
  const origin = 'https://cenzontle.example'
  const founded = await foundNewsroom(
    {
      ...{ newsroomName: 'El Cenzontle', origins: [origin], desks: places },
      root: { path: join(folder, 'root'), passphrase: PASSPHRASE },
    },
    { clock, random },
  )
  const mischief = mischiefs?.(await stolenFrom(places[1], founded.newsroomId))
  const logged: string[] = []
  const relay = await startRelay(
    { folder: join(folder, 'relay'), port: 0, newsroomId: founded.newsroomId },
    {
      clock: () => clock.nowMillis(),
      alarm: (delayMillis, ring) =>
        clock.after(
          delayMillis,
          () => {
            clock.hold(ring())
          },
          RELAY_RANK,
        ),
      onFailure: (error) => void logged.push(String(error)),
    },
  )
  const begun: Promise<Exchange>[] = []
  const lines = new Map<string, Promise<RecordedLine>>()
  const lineOf = async (who: string) => {
    const known = lines.get(who)
    const line =
      known ??
      openLine(who, {
        ...{ relayUrl: relay.url, clock, mischief: mischief?.[who] },
        note: (one) => void begun.push(one),
      })
    lines.set(who, line)
    return (await line).origin
  }
  const configured = await deskConfigs(folder, lineOf, origin)
  const running: RunningDesk[] = []
  for (const [place, config] of configured.entries()) {
    const own = clock.ranked(FIRST_DESK_RANK + place)
    running.push(await startDesk(config, { clock: own, random }))
  }
  const unlock = (which: 0 | 1) => {
    const { url } = running[which] ?? { url: '' }
    return DeskClient.unlock({
      url,
      folder: configured[which]?.folder ?? '',
      passphrase: PASSPHRASE,
    })
  }
  const desks = [await unlock(0), await unlock(1)] as const
  await admit(desks)

  const visitWorld = { clock, lineOf, newsroomId: founded.newsroomId, seed }
  return {
    ...{ desks, lineOf },
    visit: (stay, act) => visit(visitWorld, stay, act),
    turnTo: (millis) => clock.turnTo(NOON_MILLIS + millis),
    at: (millis, act) => void clock.at(NOON_MILLIS + millis, act),
    async end() {
      for (const desk of running) await desk.close()
      const exchanges = await Promise.all(begun)
      for (const line of lines.values()) await (await line).close()
      await relay.close()
      clock.end()
      const holdings = await holdingsOf(join(folder, 'relay'))
      await rm(folder, { recursive: true })
      return { ...holdings, exchanges, logged }
    },
  }
}

async function stolenFrom(
  { folder, passphrase }: { readonly folder: string; readonly passphrase: string },
  newsroomId: string,
): Promise<Loot> {
  const desk = await openDeskFolder(folder, passphrase)
  const deviceSeed = desk.keys.deviceSeed.slice()
  desk.close()
  return { newsroomId: asNewsroomId(fromHex(newsroomId)), deviceSeed }
}

async function deskConfigs(
  folder: string,
  lineOf: (who: string) => Promise<string>,
  origin: string,
) {
  const page = join(folder, 'page')
  await mkdir(page)
  for (const name of ['index.html', 'app.js', 'app.css']) await writeFile(join(page, name), name)
  const script = join(page, 'reader.js')
  await writeFile(script, 'self.cronista=1')
  const motto = { es: 'Lo que se oye', en: 'What is heard' }
  const site = { name: 'El Cenzontle', motto, hosts: ['cenzontle.example'], origin, script }
  return Promise.all(
    names.map(async (name) => ({
      ...{ folder: join(folder, name), page, port: 0, relay: await lineOf(name), site },
      schedule: 'production' as const,
    })),
  )
}

async function admit([first, second]: readonly [DeskClient, DeskClient]): Promise<void> {
  const { own } = await second.get('devices', devicesSchema)
  const { welcome } = await first.post('devices/admit', { card: own.card }, admitAnswerSchema)
  await second.tell('devices/welcome', { welcome })
}

interface Visited {
  readonly clock: VirtualClock
  readonly lineOf: (who: string) => Promise<string>
  readonly newsroomId: string
  readonly seed: string
}

/** The page's own code, in Node and under the world's clock. */
async function visit(
  { clock, lineOf, newsroomId, seed }: Visited,
  { visitor, fromMillis, untilMillis, aheadMillis = 0 }: Stay,
  act: (visit: Visit) => void = () => undefined,
): Promise<void> {
  const siteUrl = await lineOf(visitor)
  const draw = drawing(`${seed}/${visitor}/${fromMillis}`)
  clock.at(NOON_MILLIS + fromMillis, () => {
    const cover = {
      ...{ primitives: nativePrimitives, random: systemRandom },
      newsroomId: asNewsroomId(fromHex(newsroomId)),
    }
    const opened = new Visit({
      schedule: productionSchedule,
      draw: ([from, to]) => from + (to - from) * draw(),
      clocks: {
        wallMillis: () => clock.nowMillis() + aheadMillis,
        steadyMillis: () => clock.nowMillis(),
        after: (millis, action) => clock.after(millis, action),
      },
      relay: {
        sendCell(cell) {
          const headers = { 'content-type': 'application/octet-stream' }
          const body = cell.slice()
          fetch(`${siteUrl}/c`, { method: 'POST', headers, body }).catch(() => undefined)
        },
        async fetchNews() {
          const edition = await bytesAt(`${siteUrl}/edition`)
          const roster = await bytesAt(`${siteUrl}/roster`)
          return edition && roster && { edition, roster }
        },
      },
      sealCover: (to) => sealCover(cover, to),
      startCourier(receive) {
        const courier = new Courier({
          ...{ primitives: nativePrimitives, random: systemRandom },
          nowMillis: () => clock.nowMillis() + aheadMillis,
          newsroomId: asNewsroomId(fromHex(newsroomId)),
          sendsPerPart: productionSchedule.sendsPerPart,
          emit: (message) => setImmediate(receive, message),
        })
        return {
          post: (message) => setImmediate(() => courier.receive(message)),
          end: () => courier.receive({ kind: 'forget' }),
        }
      },
    })
    opened.setVisible(true)
    clock.at(NOON_MILLIS + untilMillis, () => opened.end())
    act(opened)
  })
}

/** Numbers from 0 to 1, the same for the same seed. */
function drawing(seed: string): () => number {
  let drawn = 0
  return () => createHash('sha256').update(`${seed}/${drawn++}`).digest().readUInt32BE() / 2 ** 32
}
