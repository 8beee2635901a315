/**
 * A contributor without a browser: the visit that every public page makes, cover and all, with Node's
 * timers and requests in place of a browser's. What it sends and when is decided by the pages' own code.
 */
import { asNewsroomId, fromHex, type Random, type Schedule } from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'
import { CELL_PATH, EDITION_PATH, OCTETS, ROSTER_PATH } from '@cronista/protocol/http'
import { Courier } from '@cronista/reader/courier'
import { sealCover } from '@cronista/reader/cover'
import { Visit } from '@cronista/reader/visit'

const ANSWER_MILLIS = 20_000

/** Which site is visited, in which times, and by whose clock. */
export interface VisitedSite {
  /** Origin, without a slash at the end. */
  readonly siteUrl: string
  /** 64 hexadecimal digits. */
  readonly newsroomId: string
  readonly schedule: Schedule
  readonly nowMillis: () => number
  readonly random: Random
}

/** Opens a page of the site; it sends until it is left with `end`. */
export function visitSite({
  siteUrl,
  newsroomId,
  schedule,
  nowMillis,
  random,
}: VisitedSite): Visit {
  const cover = {
    ...{ primitives: portablePrimitives, random },
    newsroomId: asNewsroomId(fromHex(newsroomId)),
  }
  const visit = new Visit({
    schedule,
    clocks: { wallMillis: nowMillis, steadyMillis: () => performance.now(), after },
    draw: ([from, to]) => from + ((to - from) * u32(random)) / 2 ** 32,
    relay: {
      sendCell(cell) {
        const request = { method: 'POST', headers: { 'content-type': OCTETS }, body: cell.slice() }
        fetch(`${siteUrl}${CELL_PATH}`, { ...request, signal: limit() }).catch(() => undefined)
      },
      async fetchNews() {
        const [edition, roster] = await Promise.all(
          [EDITION_PATH, ROSTER_PATH].map((path) => bytesAt(`${siteUrl}${path}`)),
        )
        return edition && roster && { edition, roster }
      },
    },
    sealCover: (to) => sealCover(cover, to),
    startCourier(receive) {
      const courier = new Courier({
        ...{ primitives: portablePrimitives, random, nowMillis },
        newsroomId: asNewsroomId(fromHex(newsroomId)),
        sendsPerPart: schedule.sendsPerPart,
        // Between page and worker nothing arrives while its sender still works.
        emit: (message) => setImmediate(receive, message),
      })
      return {
        post: (message) => setImmediate(() => courier.receive(message)),
        end: () => courier.receive({ kind: 'forget' }),
      }
    },
  })
  visit.setVisible(true)
  return visit
}

function after(delayMillis: number, action: () => void): () => void {
  const timer = setTimeout(action, delayMillis)
  return () => {
    clearTimeout(timer)
  }
}

function u32(random: Random): number {
  return random(4).reduce((sum, byte) => sum * 256 + byte, 0)
}

async function bytesAt(url: string): Promise<Uint8Array | undefined> {
  try {
    const answer = await fetch(url, { signal: limit() })
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  } catch {
    return undefined
  }
}

function limit(): AbortSignal {
  return AbortSignal.timeout(ANSWER_MILLIS)
}
