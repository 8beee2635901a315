import { CELL_PATH, EDITION_PATH, OCTETS, ROSTER_PATH } from '@cronista/protocol/http'
import type { Relay } from '../visit.ts'

/** After so long an unanswered cell is given up; shorter than any wait between ticks in production. */
const CELL_LIMIT_MILLIS = 20_000
/** The same for edition and roster, which are larger and come over slow lines. */
const NEWS_LIMIT_MILLIS = 60_000

/** One shape of request for every page: no cookies, no referrer, no redirects, same origin. */
const everybody = {
  credentials: 'omit',
  mode: 'same-origin',
  redirect: 'error',
  referrerPolicy: 'no-referrer',
} as const satisfies RequestInit

/** The relay this page came from (§9). Nothing here is told what it sends, and a cell's answer is
 *  dropped unread. */
export const fetchRelay: Relay = {
  sendCell(cell) {
    const request = {
      ...everybody,
      method: 'POST',
      cache: 'no-store',
      headers: { 'content-type': OCTETS },
      body: cell as Uint8Array<ArrayBuffer>,
      signal: limit(CELL_LIMIT_MILLIS),
    } as const
    fetch(CELL_PATH, request).catch(() => undefined)
  },
  async fetchNews() {
    // Both are under way before either is answered, the edition first.
    const [edition, roster] = await Promise.all([EDITION_PATH, ROSTER_PATH].map(get))
    return edition && roster && { edition, roster }
  },
}

/** Editions and rosters are the same for everyone and change on a clock, so the browser's cache may
 *  answer: a second page in the same hour costs nothing. */
async function get(path: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(path, { ...everybody, signal: limit(NEWS_LIMIT_MILLIS) })
    return response.status === 200 ? new Uint8Array(await response.arrayBuffer()) : undefined
  } catch {
    return undefined
  }
}

function limit(millis: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), millis)
  return controller.signal
}
