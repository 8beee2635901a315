import { untilNextEdition } from '@cronista/protocol/http'

/** An edition that has been judged, and when it is to be served (§6). */
export interface StoredEdition {
  readonly number: number
  /** It is served from this moment until the next one's. */
  readonly timeMillis: number
  /** Head of the roster it was signed under, 32 bytes. */
  readonly rosterHead: Uint8Array
  /** 20,480 bytes. */
  readonly bytes: Uint8Array
}

/** The edition to serve at this moment: of those whose time has come, the one with the highest
 *  number; `undefined` before the first. */
export function currentEdition(
  editions: Iterable<StoredEdition>,
  nowMillis: number,
): StoredEdition | undefined {
  let current: StoredEdition | undefined
  for (const edition of editions)
    if (edition.timeMillis <= nowMillis && edition.number > (current?.number ?? 0))
      current = edition
  return current
}

/** For how many whole seconds everyone may keep the current edition and its roster: until the next
 *  one's time, whether that one has been handed in already (`nextTimeMillis`) or is only due. */
export function freshForSeconds(
  nowMillis: number,
  editionIntervalMillis: number,
  nextTimeMillis: number | undefined,
): number {
  const due = untilNextEdition(nowMillis, editionIntervalMillis)
  const handedIn = nextTimeMillis === undefined ? due : nextTimeMillis - nowMillis
  return Math.floor(Math.min(due, handedIn) / 1000)
}
