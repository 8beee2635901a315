import { RECORD_TYPES } from './tls-records.ts'
import type { SeenConnection, SeenRecord } from './trace.ts'

/** Records nearer to each other than this belong to one deed. */
export const TOGETHER_MILLIS = 150
/** What goes up together and is at least as long holds a cell. */
export const CELL_UPLOAD_BYTES = 3072
/** A request is at least as long; what is shorter are HTTP/2's own frames. */
export const REQUEST_BYTES = 60

/** A record that belongs to no handshake. */
export interface AppRecord {
  readonly at: number
  readonly up: boolean
  readonly length: number
}

/** Records that went up together, and how long after the first of them one came down. */
export interface Upload {
  readonly at: number
  readonly end: number
  readonly bytes: number
  /** Lengths of its records, in their order. */
  readonly lengths: readonly number[]
  /** -1 if none came. */
  readonly answeredAfter: number
}

/** A handshake ends, in TLS 1.3, with the browser's first protected record. */
export function splitConnection({ records }: SeenConnection): {
  readonly handshake: readonly SeenRecord[]
  readonly app: readonly AppRecord[]
} {
  const finished = records.findIndex(
    ([, up, type]) => up === 1 && type === RECORD_TYPES.application,
  )
  if (finished === -1) return { handshake: records, app: [] }
  const app = records
    .slice(finished + 1)
    .map(([at, up, , length]) => ({ at, up: up === 1, length }))
  return { handshake: records.slice(0, finished + 1), app }
}

/** What went up, deed by deed; `records` in the order of time. */
export function uploadsOf(records: readonly AppRecord[]): readonly Upload[] {
  const uploads: { at: number; end: number; bytes: number; lengths: number[] }[] = []
  for (const { at, up, length } of records) {
    if (!up) continue
    const last = uploads.at(-1)
    if (last === undefined || at - last.end > TOGETHER_MILLIS)
      uploads.push({ at, end: at, bytes: length, lengths: [length] })
    else {
      last.end = at
      last.bytes += length
      last.lengths.push(length)
    }
  }
  const down = records.filter(({ up }) => !up).map(({ at }) => at)
  return uploads.map((upload) => {
    const answer = down.find((at) => at >= upload.at)
    return { ...upload, answeredAfter: answer === undefined ? -1 : answer - upload.at }
  })
}
