import { parseSegmentName, type SegmentName } from '@cronista/protocol'
import { SEGMENT_LISTING_LIMIT, SEGMENTS_PATH } from '@cronista/protocol/http'
import { Hono } from 'hono'
import type { CellLog } from '../ports/cell-log.ts'
import { jsonAnswer, octetsAnswer } from './desk-answer.ts'
import { problemAnswer } from './problem.ts'

/** Gives closed segments (§9) to whoever `mayRead`; to everybody else nothing, not even whether there are
 *  any. */
export function segmentRoutes(
  shelf: Pick<CellLog, 'findSegment' | 'segments'>,
  mayRead: (request: Request) => Promise<object | undefined>,
): Hono {
  const routes = new Hono()

  routes.get(SEGMENTS_PATH, async (c) => {
    if ((await mayRead(c.req.raw)) === undefined) return problemAnswer('signature-refused')
    const asked = c.req.query('after')
    const after = asked === undefined ? undefined : parseSegmentName(asked)
    if (asked !== undefined && after === undefined) return problemAnswer('not-found')
    const segments = await firstNames(shelf.segments(after?.name), SEGMENT_LISTING_LIMIT)
    return jsonAnswer({ segments })
  })

  routes.get(`${SEGMENTS_PATH}/:name`, async (c) => {
    if ((await mayRead(c.req.raw)) === undefined) return problemAnswer('signature-refused')
    const parsed = parseSegmentName(c.req.param('name'))
    return octetsAnswer(parsed && (await shelf.findSegment(parsed.name)))
  })

  return routes
}

async function firstNames(
  names: AsyncIterable<SegmentName>,
  limit: number,
): Promise<readonly SegmentName[]> {
  const first: SegmentName[] = []
  for await (const name of names) {
    if (first.length === limit) break
    first.push(name)
  }
  return first
}
