/**
 * The collecting side of one desk, as it runs: real collector, journal and disk, before a relay that is a
 * list of segments. For what has to be shown with many cells, without a network in between.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  Collector,
  Conversations,
  deskKeysOf,
  EpochSeeds,
  HeldBack,
  Journal,
  nativePrimitives as p,
  openSqliteDeskStore,
  ReplyKeys,
  type CellOpener,
  type Clock,
  type SegmentRelay,
} from '@cronista/desk'
import {
  asNewsroomId,
  asPersonId,
  demoSchedule,
  encodeSegment,
  openCell,
  parseSegmentName,
  segmentName,
  type EpochRecipient,
  type NewsroomId,
  type OpenedCell,
  type Random,
  type SegmentName,
} from '@cronista/protocol'

/** What a collecting desk is given. */
export interface CollectingDeskOptions {
  /** Where its database goes; there is none yet. */
  readonly folder: string
  readonly random: Random
  readonly nowMillis: () => number
  /** What opens its cells; whoever opened it closes it. */
  readonly opener: CellOpener
  /** Of a newsroom of its own unless given. */
  readonly newsroomId?: NewsroomId
}

/** A desk that collects. */
export interface CollectingDesk {
  readonly newsroomId: NewsroomId
  /** To whom cells are sealed. */
  readonly recipient: EpochRecipient
  readonly journal: Journal
  readonly replyKeys: ReplyKeys
  /** What a cell holds, to a desk of this newsroom; `undefined` if it was sealed to nobody here. */
  open(cell: Uint8Array): OpenedCell | undefined
  readonly conversations: Conversations
  readonly collector: Collector
  readonly database: string
  /** Closes a segment of these cells, to be collected next. */
  close(cells: readonly Uint8Array[]): void
  end(): void
}

const aDay = 86_400_000

/** Opens the desk of a newsroom of its own. */
export function openCollectingDesk(options: CollectingDeskOptions): CollectingDesk {
  const { folder, random, nowMillis, opener } = options
  const { newsroomId = asNewsroomId(random(32)) } = options
  const keys = deskKeysOf(p, random, {
    ...{ masterKey: random(32), deviceSeed: random(32), prekeySeed: random(32), newsroomId },
    ...{ personId: asPersonId(random(16)), newsroomName: 'El Cenzontle', personName: 'Ada' },
  })
  const database = join(folder, 'desk.sqlite')
  const store = openSqliteDeskStore(database)
  store.change((stores) => Journal.found(keys, stores))
  const journal = Journal.open(keys, store)
  const epochs = EpochSeeds.open(keys, store, nowMillis())
  const identity = { number: Math.floor(nowMillis() / aDay), seed: random(32) }
  const publicKey = p.xwingPublicKey(identity.seed)
  epochs.learn(store.change((stores) => epochs.accept(stores, [identity], nowMillis())))
  const segments = new Map<SegmentName, Uint8Array>()
  const clock: Clock = { nowMillis, at: () => () => undefined }
  const replyKeys = new ReplyKeys(keys, store.secrets)
  const held = new HeldBack({ keys, clock, store, journal, replyKeys })
  const relay = relayOf(segments)
  const roster = { handIn: () => Promise.resolve() }
  const parts = { keys, clock, schedule: demoSchedule, store, relay, journal, replyKeys, held }
  const editions = { deliveryOf: () => 'open' as const, isListed: () => false }
  return {
    ...{
      newsroomId,
      journal,
      replyKeys,
      database,
      recipient: { number: identity.number, publicKey },
    },
    collector: new Collector({ ...parts, opener, epochs, roster }),
    conversations: new Conversations({ ...parts, editions, personName: 'Ada' }),
    open: (cell) => openCell(p, newsroomId, cell, identity),
    close(cells) {
      segments.set(segmentName(segments.size + 1, nowMillis()), encodeSegment(p, cells))
    },
    end() {
      store.close()
    },
  }
}

/** What kept the desk's thread busy, all in milliseconds. */
export interface Busy {
  /** Longest time, and the 99th of a hundred, in which the thread did one thing. Both grow with whatever
   *  else the machine does. */
  readonly longestMillis: number
  readonly p99Millis: number
  /** Most of the thread's own time between two looks, which are two milliseconds apart where nothing
   *  keeps it: no less than its longest piece of work, whatever the machine does besides. */
  readonly longestOwnMillis: number
}

/** How long the desk's thread was busy at a stretch while `work` went on. */
export async function busiest<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly busy: Busy }> {
  const delays = monitorEventLoopDelay({ resolution: 5 })
  let longestOwnMillis = 0
  let before = process.threadCpuUsage()
  const look = () => {
    const { user, system } = process.threadCpuUsage()
    longestOwnMillis = Math.max(
      longestOwnMillis,
      (user + system - before.user - before.system) / 1e3,
    )
    before = { user, system }
  }
  const looking = setInterval(look, 2)
  delays.enable()
  const result = await work()
  delays.disable()
  clearInterval(looking)
  const [longestMillis, p99Millis] = [delays.max / 1e6, delays.percentile(99) / 1e6]
  return { result, busy: { longestMillis, p99Millis, longestOwnMillis } }
}

function relayOf(segments: ReadonlyMap<SegmentName, Uint8Array>): SegmentRelay {
  const numberOf = (name: SegmentName) => parseSegmentName(name)?.number ?? 0
  return {
    segments: async (after) =>
      [...segments.keys()].filter(
        (name) => after === undefined || numberOf(name) > numberOf(after),
      ),
    async segment(name) {
      // An answer of a relay comes in a turn of its own.
      await nextTurn()
      const bytes = segments.get(name)
      if (bytes === undefined) throw new RangeError('no such segment')
      return bytes
    },
  }
}
