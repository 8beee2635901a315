// When secrets die. A clock alone may not erase: one that jumps ahead would cost every key that still opens
// mail, and nobody could undo it. So a day has passed when this desk's clock says so and somebody else has
// signed that it is so late (another desk's batch, or a roster that two people signed); or, where nobody
// can be heard, when the desk's own clock has gone on evenly for some days.
import { ByteReader, concatBytes, parseRoster, u32, u64 } from '@cronista/protocol'
import { dayOf } from '../domain/day.ts'
import type { DeskStore, DeskStores } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import { readNote, writeNote } from './notes.ts'

/** On so many days of its own clock an unheard desk looks before it believes them … */
const OWN_DAYS = 3
/** … each no further than this from the one before: a clock that jumps shows other days. The same holds for
 *  what others sign, as one cause may set two clocks wrong. */
const MOST_GAP_DAYS = 7

interface WitnessedTime {
  /** The latest moment that somebody else has signed. */
  readonly atMillis: number
  /** Days of this desk's own clock that nobody has confirmed, the last ones, in ascending order. */
  readonly ownDays: readonly number[]
}

/** Up to which moment secrets may be erased: never later than `nowMillis`. */
export function erasureMillis(keys: DeskKeys, stores: DeskStores, nowMillis: number): number {
  const { atMillis, ownDays } = readWitnessed(keys, stores)
  const isSteady = ownDays.length >= OWN_DAYS && ownDays.at(-1) === dayOf(nowMillis)
  return isSteady ? nowMillis : Math.min(nowMillis, atMillis)
}

/** From when on the days are counted of what comes now and is to die by itself: by this desk's clock, or by
 *  what somebody else has signed if that is later. A clock that is behind would otherwise let it die as soon
 *  as it is set right. */
export function livesFromMillis(keys: DeskKeys, stores: DeskStores, nowMillis: number): number {
  return Math.max(nowMillis, readWitnessed(keys, stores).atMillis)
}

/** Takes note of a moment that somebody else has signed; part of a change. Gives whether it counts: one that
 *  is far ahead of all before it does not, unless this desk's clock has gone on evenly since. A desk that was
 *  away for weeks finds the days between in the batches that the relay kept. */
export function witnessTime(keys: DeskKeys, stores: DeskStores, atMillis: number): boolean {
  const { atMillis: beforeMillis, ownDays } = readWitnessed(keys, stores)
  const days = dayOf(atMillis) - dayOf(beforeMillis)
  const isLeap = beforeMillis !== 0 && days > MOST_GAP_DAYS && ownDays.length < OWN_DAYS
  if (isLeap) return false
  if (days > 0) writeWitnessed(keys, stores, { atMillis, ownDays: [] })
  return true
}

/** Erases every secret on disk whose day has passed. Durable when it returns; throws `storage-failed`. */
export function eraseDead(keys: DeskKeys, store: DeskStore, nowMillis: number): void {
  store.change((stores) => {
    lookAtClock(keys, stores, dayOf(nowMillis))
    stores.secrets.eraseExpired(dayOf(erasureMillis(keys, stores, nowMillis)))
  })
}

function lookAtClock(keys: DeskKeys, stores: DeskStores, today: number): void {
  const { atMillis, ownDays } = readWitnessed(keys, stores)
  if (today <= dayOf(atMillis) || ownDays.at(-1) === today) return
  const last = ownDays.at(-1)
  const goesOn = last !== undefined && today > last && today - last <= MOST_GAP_DAYS
  const days = goesOn ? [...ownDays, today].slice(-OWN_DAYS) : [today]
  writeWitnessed(keys, stores, { atMillis, ownDays: days })
}

function readWitnessed(keys: DeskKeys, stores: DeskStores): WitnessedTime {
  const note = readNote(keys, stores, 'witnessed-time') ?? u64(0)
  const reader = new ByteReader(note, 'key-malformed')
  const notedMillis = reader.u64()
  const count = Math.floor((note.length - reader.offset) / 4)
  const ownDays = Array.from({ length: count }, () => reader.u32())
  const atMillis = notedMillis === 0 ? rosterMillis(keys, stores) : notedMillis
  return { atMillis, ownDays: ownDays.filter((day) => day > dayOf(atMillis)) }
}

/** Before anything was noted, the roster in force is the witness: two people signed its time. */
function rosterMillis(keys: DeskKeys, stores: DeskStores): number {
  const roster = readNote(keys, stores, 'roster')
  return roster === undefined ? 0 : parseRoster(roster).issuedAtMillis
}

function writeWitnessed(keys: DeskKeys, stores: DeskStores, witnessed: WitnessedTime): void {
  const { atMillis, ownDays } = witnessed
  const content = concatBytes(u64(atMillis), ...ownDays.map((day) => u32(day)))
  writeNote(keys, stores, 'witnessed-time', content)
}
