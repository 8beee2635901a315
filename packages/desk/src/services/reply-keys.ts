// The weekly reply keys that came inside contributors' cells: without one, nothing can be said back.
import { ByteReader, concatBytes, fromHex, toHex, u32, u64, weekOf } from '@cronista/protocol'
import { DAY_MILLIS, dayOf } from '../domain/day.ts'
import type { DeskStores } from '../ports/desk-store.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import type { DeskKeys } from './desk-keys.ts'

/** How long a reply key lives after the last word that bore it. */
export const REPLY_KEY_LIFE_MILLIS = 21 * DAY_MILLIS
/** A thread needs the keys of the weeks whose acknowledgements are still listed; a contributor whose
 *  cells claim many weeks gets no more room than this. */
const KEYS_PER_THREAD = 4

/** A reply key as it came. */
export interface ReplyKey {
  readonly thread: string
  readonly week: number
  /** 32 bytes. */
  readonly key: Uint8Array
  /** When it last came with something new. */
  readonly lastAtMillis: number
}

/** Whether a cell may speak of this week: a clock may be a little ahead, but a week far in the future
 *  would remain the newest whatever came after it. */
export function isPlausibleWeek(week: number, nowMillis: number): boolean {
  return week <= weekOf(nowMillis) + 1
}

/** The key that came with something the journal knows since a moment: several desks collect, and one that
 *  heard of a message before it opened its cells needs the key all the same. It lives no longer than it
 *  would have from that moment; `undefined` for a week that was implausible then. */
export function rememberedKey(
  thread: string,
  { week, replyKey }: { readonly week: number; readonly replyKey: Uint8Array },
  sinceMillis: number,
): ReplyKey | undefined {
  if (!isPlausibleWeek(week, sinceMillis)) return undefined
  return { thread, week, key: replyKey, lastAtMillis: sinceMillis }
}

/** Reply keys by thread, sealed on disk and erased three weeks after the last word that bore them. */
export class ReplyKeys {
  readonly #keys: DeskKeys
  readonly #byThread = new Map<string, readonly ReplyKey[]>()

  constructor(keys: DeskKeys, secrets: SecretStore) {
    this.#keys = keys
    for (const content of keys.secrets.list(secrets, 'reply-key')) this.#hold(decode(content))
  }

  /** Writes keys that came with a segment; call {@link learn} once the change is durable. */
  store(stores: DeskStores, came: Iterable<ReplyKey>): void {
    const { secrets } = this.#keys
    for (const key of came) {
      const expiresOnDay = dayOf(key.lastAtMillis + REPLY_KEY_LIFE_MILLIS)
      secrets.put(stores.secrets, 'reply-key', labelOf(key), encode(key), expiresOnDay)
      for (const old of this.#surplusOf(key))
        secrets.erase(stores.secrets, 'reply-key', labelOf(old))
    }
  }

  /** Uses keys that {@link store} wrote. */
  learn(came: Iterable<ReplyKey>): void {
    for (const key of came) this.#hold(key)
  }

  /** Whether a key tells more than what is held of its week, and is not to be erased already. */
  lacks({ thread, week, lastAtMillis }: ReplyKey, nowMillis: number): boolean {
    if (lastAtMillis + REPLY_KEY_LIFE_MILLIS < nowMillis) return false
    const held = this.#byThread.get(thread)?.find((key) => key.week === week)
    return held === undefined || held.lastAtMillis < lastAtMillis
  }

  /** Whether the key of this week would be kept, as far as weeks tell: those of the newest weeks are. Who
   *  writes under more weeks than that lacks none by it. */
  hasRoomFor({ thread, week }: Pick<ReplyKey, 'thread' | 'week'>, sinceMillis: number): boolean {
    const held = this.#byThread.get(thread) ?? []
    const isNewer = held.length < KEYS_PER_THREAD || held.some((one) => one.week <= week)
    return isNewer && isPlausibleWeek(week, sinceMillis)
  }

  /** The key of one week, for acknowledging what came with it. */
  find(thread: string, week: number, nowMillis: number): Uint8Array | undefined {
    return this.#alive(thread, nowMillis).find((key) => key.week === week)?.key
  }

  /** The key of the newest week: the one under which a reply is most likely looked for. Weeks of the
   *  future do not count. */
  newest(thread: string, nowMillis: number): Uint8Array | undefined {
    return this.#alive(thread, nowMillis).find(({ week }) => isPlausibleWeek(week, nowMillis))?.key
  }

  /** All keys that are alive, of all threads. */
  living(nowMillis: number): readonly ReplyKey[] {
    return [...this.#byThread.keys()].flatMap((thread) => this.#alive(thread, nowMillis))
  }

  /** Every key of a thread that is alive, the newest week first: another desk may have used any. */
  all(thread: string, nowMillis: number): readonly Uint8Array[] {
    return this.#alive(thread, nowMillis).map(({ key }) => key)
  }

  /** Overwrites the keys in memory whose time has passed; those on disk die by their day. */
  expire(nowMillis: number): void {
    for (const [thread, held] of this.#byThread) {
      const alive = this.#alive(thread, nowMillis)
      for (const key of held) if (!alive.includes(key)) key.key.fill(0)
      if (alive.length === 0) this.#byThread.delete(thread)
      else this.#byThread.set(thread, alive)
    }
  }

  /** Overwrites all keys in memory. */
  forget(): void {
    for (const held of this.#byThread.values()) for (const { key } of held) key.fill(0)
    this.#byThread.clear()
  }

  #alive(thread: string, nowMillis: number): readonly ReplyKey[] {
    const held = this.#byThread.get(thread) ?? []
    return held.filter(({ lastAtMillis }) => lastAtMillis + REPLY_KEY_LIFE_MILLIS >= nowMillis)
  }

  #hold(key: ReplyKey): void {
    this.#byThread.set(key.thread, this.#with(key).slice(0, KEYS_PER_THREAD))
  }

  #surplusOf(key: ReplyKey): readonly ReplyKey[] {
    return this.#with(key).slice(KEYS_PER_THREAD)
  }

  #with(key: ReplyKey): readonly ReplyKey[] {
    const others = (this.#byThread.get(key.thread) ?? []).filter(({ week }) => week !== key.week)
    return [key, ...others].sort((a, b) => b.week - a.week)
  }
}

function labelOf({ thread, week }: ReplyKey): Uint8Array {
  return concatBytes(fromHex(thread), u32(week))
}

function encode(key: ReplyKey): Uint8Array {
  return concatBytes(labelOf(key), u64(key.lastAtMillis), key.key)
}

function decode(content: Uint8Array): ReplyKey {
  const reader = new ByteReader(content, 'key-malformed')
  const thread = toHex(reader.take(16))
  const week = reader.u32()
  const lastAtMillis = reader.u64()
  return { thread, week, lastAtMillis, key: reader.take(32) }
}
