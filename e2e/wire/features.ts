/**
 * What a classifier is given of one session: everything of its trace that is not the bytes themselves.
 * Application records are taken as sequences, handshakes as distributions alone, because browsers draw
 * the lengths of those at random. Changing anything here is a new version, and a new plan.
 */
import { scheduleAt, shareOf, type Pace } from './paces.ts'
import type { SeenConnection, SeenRecord, Trace } from './trace.ts'
import {
  CELL_UPLOAD_BYTES,
  REQUEST_BYTES,
  splitConnection,
  TOGETHER_MILLIS,
  uploadsOf,
  type AppRecord,
  type Upload,
} from './uploads.ts'

/** Named in the plan. */
export const FEATURES_VERSION = 1

/** Numbers by name, in the same order for every session. */
export type Features = Readonly<Record<string, number>>

const SLICES = 10
const BUCKETS = 40
const NONE = -1

/** The features of one session that lasted `stayMillis` on pages of this pace. */
export function featuresOf(trace: Trace, stayMillis: number, pace: Pace): Features {
  const split = trace.connections.map(splitConnection)
  const records = split.flatMap(({ app }) => app).toSorted((a, b) => a.at - b.at)
  const uploads = uploadsOf(records)
  const cells = uploads.filter(({ bytes }) => bytes >= CELL_UPLOAD_BYTES)
  const others = uploads.filter(({ bytes }) => bytes >= REQUEST_BYTES && bytes < CELL_UPLOAD_BYTES)
  return {
    stay: stayMillis,
    ...connectionFeatures(trace.connections),
    ...handshakeFeatures(split.map(({ handshake }) => handshake)),
    ...volumeFeatures(records),
    ...cellFeatures(cells, stayMillis, shareOf(pace)),
    ...otherFeatures(others, cells, stayMillis),
    ...newsFeatures(others, trace.beganAtMillis, stayMillis, pace),
    ...sliceFeatures(records, stayMillis),
    ...gramFeatures(records),
  }
}

/** The names of all features, in their order. */
export function featureNames(): readonly string[] {
  const nothing = { beganAtMillis: 0, connections: [], worstDelayMillis: 0 }
  return Object.keys(featuresOf(nothing, 1, 'tenth'))
}

function connectionFeatures(connections: readonly SeenConnection[]): Features {
  const closedBy = (side: SeenConnection['closedBy']): number =>
    connections.filter((one) => one.closedBy === side).length
  const opened = connections.map(({ openedAtMillis }) => openedAtMillis)
  return {
    connections: connections.length,
    unusedConnections: connections.filter(({ records }) => records.length === 0).length,
    closedByBrowser: closedBy('browser'),
    closedByRelay: closedBy('relay'),
    ...spread('connectionGap', gaps(opened)),
    lastConnectionAt: opened.at(-1) ?? NONE,
  }
}

function handshakeFeatures(handshakes: readonly (readonly SeenRecord[])[]): Features {
  const bytes = (up: 0 | 1): readonly number[] =>
    handshakes.map((records) => sum(records.filter((one) => one[1] === up).map((one) => one[3])))
  const hellos = handshakes.flatMap(([first]) => (first === undefined ? [] : [first[3]]))
  return {
    ...spread('hello', hellos),
    ...spread('handshakeUp', bytes(1)),
    ...spread('handshakeDown', bytes(0)),
  }
}

function volumeFeatures(records: readonly AppRecord[]): Features {
  const side = (up: boolean): readonly number[] =>
    records.filter((one) => one.up === up).map(({ length }) => length)
  return {
    ...spread('up', side(true)),
    ...spread('down', side(false)),
    upBytes: sum(side(true)),
    downBytes: sum(side(false)),
    tinyUp: side(true).filter((length) => length < REQUEST_BYTES).length,
    tinyDown: side(false).filter((length) => length < REQUEST_BYTES).length,
    ...spread(
      'silence',
      gaps(records.map(({ at }) => at)).filter((gap) => gap > TOGETHER_MILLIS),
    ),
  }
}

function cellFeatures(cells: readonly Upload[], stayMillis: number, share: number): Features {
  const between = gaps(cells.map(({ at }) => at))
  const bytes = cells.map((cell) => cell.bytes)
  const shortest = 25_000 * share
  return {
    firstCellAt: cells[0]?.at ?? NONE,
    afterLastCell: stayMillis - (cells.at(-1)?.at ?? 0),
    cellsPerSecond: (1000 * cells.length) / stayMillis,
    ...spread('cellGap', between),
    shortCellGaps: between.filter((gap) => gap < shortest * 0.95).length,
    ...spread('cellBytes', bytes),
    cellLengths: new Set(bytes).size,
    ...spread(
      'cellRecords',
      cells.map((cell) => cell.lengths.length),
    ),
    ...spread(
      'cellAnswer',
      cells.map((cell) => cell.answeredAfter),
    ),
  }
}

/** Requests that bring no cell: pages, files, news. */
function otherFeatures(
  others: readonly Upload[],
  cells: readonly Upload[],
  stayMillis: number,
): Features {
  const times = others.map(({ at }) => at)
  const late = others.filter(({ at }) => at > stayMillis / 3)
  const toCell = late.map(({ at }) => Math.min(...cells.map((cell) => Math.abs(cell.at - at))))
  return {
    ...spread('otherGap', gaps(times)),
    ...spread(
      'otherBytes',
      others.map(({ bytes }) => bytes),
    ),
    lastOtherAt: times.at(-1) ?? NONE,
    ...spread(
      'lateOtherBytes',
      late.map(({ bytes }) => bytes),
    ),
    lateOtherToCell: Math.min(...toCell.filter(Number.isFinite), stayMillis),
  }
}

/** When requests came, counted from the newest edition's time: late ones are for news. */
function newsFeatures(
  others: readonly Upload[],
  beganAtMillis: number,
  stayMillis: number,
  pace: Pace,
): Features {
  const { editionIntervalMillis } = scheduleAt(pace)
  const late = others.filter(({ at }) => at > stayMillis / 3)
  return spread(
    'afterEdition',
    late.map(({ at }) => rounded((beganAtMillis + at) % editionIntervalMillis)),
  )
}

function sliceFeatures(records: readonly AppRecord[], stayMillis: number): Features {
  const found: Record<string, number> = {}
  for (let slice = 0; slice < SLICES; slice++) {
    const inside = records.filter(({ at }) => Math.floor((SLICES * at) / stayMillis) === slice)
    found[`sliceUp${slice}`] = sum(inside.filter(({ up }) => up).map(({ length }) => length))
    found[`sliceDown${slice}`] = sum(inside.filter(({ up }) => !up).map(({ length }) => length))
    found[`sliceRecords${slice}`] = inside.length
  }
  return found
}

/** How often runs of one, two and three records, by direction and exact length, come; hashed. */
function gramFeatures(records: readonly AppRecord[]): Features {
  const found: Record<string, number> = {}
  const signs = records.map(({ up, length }) => (up ? length : -length))
  for (const size of [1, 2, 3]) {
    const counts = new Array<number>(BUCKETS).fill(0)
    for (let start = 0; start + size <= signs.length; start++) {
      const bucket = hashed(signs.slice(start, start + size)) % BUCKETS
      counts[bucket] = (counts[bucket] ?? 0) + 1
    }
    for (const [bucket, count] of counts.entries()) found[`gram${size}x${bucket}`] = count
  }
  return found
}

/** FNV-1a over 32-bit words. */
function hashed(numbers: readonly number[]): number {
  let hash = 0x811c9dc5
  for (const number of numbers)
    for (let shift = 0; shift < 32; shift += 8)
      hash = Math.imul(hash ^ ((number >> shift) & 0xff), 0x01000193) >>> 0
  return hash
}

function spread(name: string, numbers: readonly number[]): Features {
  const mean = numbers.length === 0 ? NONE : sum(numbers) / numbers.length
  const squares = numbers.map((number) => (number - mean) ** 2)
  return {
    [`${name}Count`]: numbers.length,
    [`${name}Mean`]: rounded(mean),
    [`${name}Deviation`]:
      numbers.length === 0 ? NONE : rounded(Math.sqrt(sum(squares) / numbers.length)),
    [`${name}Least`]: numbers.length === 0 ? NONE : Math.min(...numbers),
    [`${name}Most`]: numbers.length === 0 ? NONE : Math.max(...numbers),
  }
}

function gaps(times: readonly number[]): readonly number[] {
  return times.slice(1).map((time, index) => rounded(time - (times[index] ?? 0)))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10
}
