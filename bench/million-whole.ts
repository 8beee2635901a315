// From what was measured on some visits to what a day of so many more comes to. Arithmetic alone.
import { CELL_BYTES } from '@cronista/protocol'

/** What was measured. */
export interface MeasuredDay {
  /** As fast as the relay takes them, without TLS. */
  readonly fast: {
    readonly visits: number
    readonly cells: number
    readonly requests: number
    readonly millis: number
    readonly cpuMillis: number
    readonly contentUp: number
    readonly contentDown: number
  }
  /** Of the relay's CPU for the same visits: that of bare node:http is 1. */
  readonly ratioToBare: number
  /** At the pace of the whole, mean and in its busiest hour. */
  readonly mean: Pace
  readonly busiest: Pace
  /** Over TLS 1.3 and HTTP/2, each visitor anew. */
  readonly tls: {
    readonly visits: number
    readonly cells: number
    readonly cpuMillis: number
    readonly up: number
    readonly down: number
    readonly connections: number
  }
  /** What the relay does with a cell fourteen days later. */
  readonly forgetting: Work & { readonly writtenBytes: number }
  readonly desk: Work & { readonly ratioToNative: number }
  readonly disk: {
    /** Of the table of hashes. */
    readonly bytesPerHash: number
    /** The most that database and log had above the hashes. */
    readonly workingBytes: number
    /** Of segments' files, for each cell. */
    readonly segmentBytesPerCell: number
  }
  readonly memory: {
    /** Of the relay without TLS. */
    readonly peakBytes: number
    /** What one more open connection takes over TLS. */
    readonly bytesPerConnection: number
  }
  /** How long visits last on average. */
  readonly stayMillis: number
}

/** Cells, and the CPU that went into them. */
export interface Work {
  readonly cells: number
  readonly cpuMillis: number
}

/** What a relay needs at some pace. */
export interface Pace extends Work {
  readonly millis: number
  /** Bytes that the relay had written, logs and pages overwritten included. */
  readonly writtenBytes: number
  /** From a cell's first byte to its 204. */
  readonly answerMillis: { readonly median: number; readonly p99: number }
}

/** What a day of `visits` costs. */
export interface WholeDay {
  readonly cells: number
  /** On the line with TLS, without the headers of TCP and IP. */
  readonly bytesUp: number
  readonly bytesDown: number
  readonly meanMbits: UpAndDown
  readonly busiestMbits: UpAndDown
  /** Hours of one core in a day: at the day's mean pace, with what is forgotten on the same day. */
  readonly relayCoreHours: number
  readonly relayCoreHoursWithTls: number
  /** Of one core in the busiest hour, likewise. */
  readonly relayBusiestShare: number
  readonly relayBusiestShareWithTls: number
  /** What lies on the relay's disk when as much is forgotten as comes. */
  readonly diskBytes: number
  /** Of these, the hashes. */
  readonly hashBytes: number
  readonly writtenBytes: number
  /** For each desk. */
  readonly deskCoreHours: number
  /** For each desk and each mirror of segments. */
  readonly mirroredBytes: number
  readonly segmentsAnHour: { readonly mean: number; readonly busiest: number }
  /** Open at the same moment in the busiest hour: of each visit one for as long as it lasts, and one until it
   *  has been silent for so long that the relay ends it. */
  readonly openConnections: number
  readonly connectionBytes: number
}

/** Megabits a second. */
interface UpAndDown {
  readonly up: number
  readonly down: number
}

const DAY_SECONDS = 86_400
const HOUR_SECONDS = 3_600
const HOUR_MILLIS = 3_600_000
const KEPT_DAYS = 14
const SEGMENT_CELLS = 4096
/** A silent connection is ended by the relay after so long. */
export const SILENT_MILLIS = 65_000

/** States the whole. */
export function wholeDay(
  measured: MeasuredDay,
  visits: number,
  busiestHourShare: number,
): WholeDay {
  const { fast, tls, mean, busiest, forgetting, desk, disk, memory } = measured
  const cells = (fast.cells / fast.visits) * visits
  // One sample may have drawn longer stays than another: what grows with cells is scaled by them.
  const bytes = { up: (tls.up / tls.cells) * cells, down: (tls.down / tls.cells) * cells }
  const millisOf = (work: Work) => (work.cpuMillis / work.cells) * cells
  const forgettingMillis = millisOf(forgetting)
  const tlsMillis = millisOf(tls) - millisOf(fast)
  const meanMillis = millisOf(mean)
  const busiestMillis = millisOf(busiest) * busiestHourShare
  const hourOf = (dayMillis: number) => dayMillis * busiestHourShare
  const hashBytes = disk.bytesPerHash * cells * KEPT_DAYS
  const segmentBytes = disk.segmentBytesPerCell * cells
  const mbits = (share: number, seconds: number): UpAndDown => ({
    up: (bytes.up * share * 8) / seconds / 1e6,
    down: (bytes.down * share * 8) / seconds / 1e6,
  })
  const openConnections =
    ((visits * busiestHourShare) / HOUR_MILLIS) * (measured.stayMillis + SILENT_MILLIS)
  return {
    ...{ openConnections, connectionBytes: openConnections * memory.bytesPerConnection },
    ...{ cells, bytesUp: bytes.up, bytesDown: bytes.down, hashBytes },
    meanMbits: mbits(1, DAY_SECONDS),
    busiestMbits: mbits(busiestHourShare, HOUR_SECONDS),
    relayCoreHours: (meanMillis + forgettingMillis) / HOUR_MILLIS,
    relayCoreHoursWithTls: (meanMillis + forgettingMillis + tlsMillis) / HOUR_MILLIS,
    relayBusiestShare: (busiestMillis + hourOf(forgettingMillis)) / HOUR_MILLIS,
    relayBusiestShareWithTls:
      (busiestMillis + hourOf(forgettingMillis) + hourOf(tlsMillis)) / HOUR_MILLIS,
    diskBytes: segmentBytes * KEPT_DAYS + hashBytes + disk.workingBytes,
    writtenBytes:
      (mean.writtenBytes / mean.cells + forgetting.writtenBytes / forgetting.cells) * cells,
    deskCoreHours: millisOf(desk) / HOUR_MILLIS,
    mirroredBytes: segmentBytes,
    segmentsAnHour: {
      mean: cells / SEGMENT_CELLS / 24,
      busiest: (cells * busiestHourShare) / SEGMENT_CELLS,
    },
  }
}

/** What of the line is none of the cells themselves: headers, TLS, pages, editions, answers; a share of all. */
export function overheadShare({ tls }: Pick<MeasuredDay, 'tls'>): number {
  return 1 - (tls.cells * CELL_BYTES) / (tls.up + tls.down)
}
