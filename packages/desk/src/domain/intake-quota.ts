// How much one day may add to the journal. Every entry stays for good, on every desk, and travels there in
// batches of one size: a day's batches of one desk hold 23 MB. So nobody's flood may become the journal's.
// What is above a quota is held back (`held-room.ts`): counted, shown, and let in when an editor asks.
import { ACK_CAPACITY, utf8 } from '@cronista/protocol'
import { isAnswered, isMuted, type NewsroomState, type ThreadState } from '@cronista/newsroom'
import { DAY_MILLIS } from './day.ts'

/** What one day has room for. */
export interface DayRoom {
  readonly messages: number
  /** Of text, in UTF-8. */
  readonly bytes: number
}

/** A day's room for each kind of contributor. */
export interface IntakeQuotas {
  /** For each whom an editor has answered. */
  readonly known: DayRoom
  /** For each whom nobody has answered. */
  readonly stranger: DayRoom
  /** For all of these together. Anybody can be as many strangers as there is room. */
  readonly strangers: DayRoom
}

/** A page sends about a message a minute at most, and one in four minutes after twenty minutes. Strangers
 *  get half of the acknowledgements that an edition has, which lists a day's. */
export const productionQuotas: IntakeQuotas = {
  known: { messages: 400, bytes: 2_097_152 },
  stranger: { messages: 40, bytes: 524_288 },
  strangers: { messages: ACK_CAPACITY / 2, bytes: 1_048_576 },
}

/** Whether an editor has answered this contributor and did not file the conversation away: the one thing
 *  that nobody can bring about alone. */
export function isKnown(thread: ThreadState | undefined): boolean {
  return thread !== undefined && isAnswered(thread) && !isMuted(thread)
}

interface Used {
  messages: number
  bytes: number
}

/** What is left of one day. It counts what the journal already has of that day, whichever desk wrote it. */
export class DayQuota {
  readonly #state: NewsroomState
  readonly #quotas: IntakeQuotas
  readonly #day: number
  readonly #byThread = new Map<string, Used>()
  #strangers: Used | undefined

  constructor(state: NewsroomState, nowMillis: number, quotas: IntakeQuotas) {
    this.#state = state
    this.#quotas = quotas
    this.#day = Math.floor(nowMillis / DAY_MILLIS)
  }

  /** Whether there is room for this text of a thread; if so, it is taken. */
  take(thread: string, text: string): boolean {
    const bytes = utf8(text).length
    const { known, stranger, strangers } = this.#quotas
    const isStranger = !isKnown(this.#state.threads.get(thread))
    const own = this.#usedBy(thread)
    const all = isStranger ? (this.#strangers ??= this.#usedByStrangers()) : undefined
    if (!hasRoom(isStranger ? stranger : known, own, bytes)) return false
    if (all !== undefined && !hasRoom(strangers, all, bytes)) return false
    count(own, bytes)
    if (all !== undefined) count(all, bytes)
    return true
  }

  #usedBy(id: string): Used {
    const found = this.#byThread.get(id)
    if (found !== undefined) return found
    const used = { messages: 0, bytes: 0 }
    this.#add(used, this.#state.threads.get(id))
    this.#byThread.set(id, used)
    return used
  }

  #usedByStrangers(): Used {
    const used = { messages: 0, bytes: 0 }
    for (const thread of this.#state.threads.values()) if (!isKnown(thread)) this.#add(used, thread)
    return used
  }

  #add(used: Used, thread: ThreadState | undefined): void {
    // A message of days to come, as one stolen device may write many, takes no day's room but its own.
    for (const { receivedAtMillis, text } of thread?.messages.values() ?? [])
      if (Math.floor(receivedAtMillis / DAY_MILLIS) === this.#day) count(used, utf8(text).length)
  }
}

function hasRoom(room: DayRoom, used: Used, bytes: number): boolean {
  return used.messages < room.messages && used.bytes + bytes <= room.bytes
}

function count(used: Used, bytes: number): void {
  used.messages += 1
  used.bytes += bytes
}
