import type { Schedule } from '@cronista/protocol'
import type { Trace } from './trace.ts'
import {
  CELL_UPLOAD_BYTES,
  REQUEST_BYTES,
  splitConnection,
  uploadsOf,
  type Upload,
} from './uploads.ts'

/** A busy machine is late by less than this. */
const LATE_MILLIS = 1_500
const GRAIN_MILLIS = 50
/** Frames of HTTP/2's own (acknowledgements, windows) are shorter, and may go up with anything. */
const FRAME_BYTES = 40

/** What went up on a sound line, after the first cell of a stay on one page, and does not follow from
 *  the schedule (§10); nothing for any page of the product, whatever its visitor does. It needs no
 *  training and few sessions, and sees less than the classifier. */
export function irregularities(trace: Trace, schedule: Schedule): readonly string[] {
  const records = trace.connections
    .flatMap((connection) => splitConnection(connection).app)
    .toSorted((a, b) => a.at - b.at)
  const uploads = uploadsOf(records)
  const cells = uploads.filter(isCell)
  const [first, ...later] = cells
  if (first === undefined || later.length < 2) return ['too few cells to compare']
  const others = uploads.filter(
    (upload) => upload.at > first.at && !isCell(upload) && upload.bytes >= REQUEST_BYTES,
  )
  return [
    ...gapsOffSchedule(cells, schedule),
    ...unlikeTheOthers(later),
    ...trace.connections
      .filter(({ openedAtMillis }) => openedAtMillis > first.end)
      .map(({ openedAtMillis }) => `a connection at ${Math.round(openedAtMillis)} ms`),
    ...others
      .filter(({ at }) => !isNewsTime(trace.beganAtMillis + at, schedule))
      .map(({ at, bytes }) => `a request of ${bytes} bytes at ${Math.round(at)} ms`),
  ]
}

function isCell({ bytes }: Upload): boolean {
  return bytes >= CELL_UPLOAD_BYTES
}

/** One that was added between two ticks is nearer to one of them than half of the longest wait; and a
 *  line that saw no times would see no short ones. */
function gapsOffSchedule(cells: readonly Upload[], { tickMillis }: Schedule): readonly string[] {
  const [, longest] = tickMillis
  return cells.slice(1).flatMap(({ at }, index) => {
    const gap = at - (cells[index]?.at ?? 0)
    const isOff = gap < longest / 2 + GRAIN_MILLIS || gap > 3 * longest
    return isOff
      ? [`a cell ${Math.round(gap)} ms after the one before, at ${Math.round(at)} ms`]
      : []
  })
}

/** The first request on a connection names its headers, later ones refer to them. */
function unlikeTheOthers(cells: readonly Upload[]): readonly string[] {
  const shapes = cells.map(({ lengths }) =>
    lengths.filter((length) => length > FRAME_BYTES).join('+'),
  )
  return shapes.filter((shape) => shape !== shapes[0]).map((shape) => `a cell as ${shape} bytes`)
}

function isNewsTime(wallMillis: number, schedule: Schedule): boolean {
  const [earliest, latest] = schedule.editionRefetchMillis
  const after = wallMillis % schedule.editionIntervalMillis
  return after >= earliest && after <= latest + LATE_MILLIS
}
