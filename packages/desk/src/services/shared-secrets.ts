// The secrets that desks of one newsroom share and that stand outside the journal because they die: what of
// them this desk holds, and what it takes from another.
import { fromHex, secretIdOf, toHex, type SharedSecret } from '@cronista/protocol'
import type { HeldNames, SharedKind } from '../domain/parcel-plan.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { EpochSeeds } from './epoch-seeds.ts'
import type { GroupKey, GroupKeys } from './group-keys.ts'
import { isPlausibleWeek, type ReplyKey, type ReplyKeys } from './reply-keys.ts'

/** What is held now. */
export interface HeldSharedSecrets {
  /** By name, 32 hexadecimal digits: those that may be passed on. */
  readonly given: ReadonlyMap<string, SharedSecret>
  readonly names: HeldNames
  /** The name of the key that this desk seals its batches under, unless all share it. */
  readonly groupKey: string | undefined
}

interface NamedSecret {
  readonly secret: SharedSecret
  readonly name: string
}

/** Where shared secrets live. */
export interface SharedSecretsParts {
  readonly keys: DeskKeys
  readonly store: DeskStore
  readonly epochs: EpochSeeds
  readonly groupKeys: GroupKeys
  readonly replyKeys: ReplyKeys
}

/** All that one desk shares with others. */
export class SharedSecrets {
  readonly #parts: SharedSecretsParts
  readonly #names = new WeakMap<object, NamedSecret>()

  constructor(parts: SharedSecretsParts) {
    this.#parts = parts
  }

  /** What this desk holds and has not died by now. */
  held(nowMillis: number): HeldSharedSecrets {
    const { epochs, groupKeys, replyKeys } = this.#parts
    const shared = new Set(epochs.shared())
    const seeds = epochs.all(nowMillis).map((seed) => ({
      ...this.#named(seed, () => ({ kind: 'epoch-seed', number: seed.number, seed: seed.seed })),
      isGiven: shared.has(seed),
    }))
    const groups = groupKeys.all().map((one) => this.#named(one, () => groupSecretOf(one)))
    const own = groupKeys.own()
    const ownGroup = own === undefined ? [] : [this.#named(own, () => groupSecretOf(own))]
    const replies = replyKeys
      .living(nowMillis)
      .map((one) =>
        this.#named(one, () => ({ kind: 'reply-key', ...one, thread: fromHex(one.thread) })),
      )
    const given = [...seeds.filter(({ isGiven }) => isGiven), ...ownGroup, ...replies]
    return {
      groupKey: ownGroup[0]?.name,
      given: new Map(given.map(({ name, secret }) => [name, secret])),
      names: new Map<SharedKind, readonly string[]>([
        ['epoch-seed', seeds.map(({ name }) => name)],
        ['group-key', groups.map(({ name }) => name)],
        ['reply-key', replies.map(({ name }) => name)],
      ]),
    }
  }

  /** Takes what another device (32 hexadecimal digits) gave, but for what is here, has died or is not
   *  believed. Durable when it returns; throws `storage-failed`. */
  accept(device: string, secrets: readonly SharedSecret[], nowMillis: number): void {
    const { store, epochs, groupKeys, replyKeys } = this.#parts
    const groups = secrets.filter((one) => one.kind === 'group-key')
    const seeds = secrets.filter((one) => one.kind === 'epoch-seed')
    const replies = secrets
      .filter((one) => one.kind === 'reply-key')
      .map((one) => replyKeyOf(one, nowMillis))
      .filter((key) => this.#isWanted(key, nowMillis))
    const fresh = store.change((stores) => {
      replyKeys.store(stores, replies)
      groupKeys.learn(stores, device, groups, nowMillis)
      return epochs.accept(stores, seeds, nowMillis, device)
    })
    replyKeys.learn(replies)
    epochs.learn(fresh)
  }

  /** What came in a contributor's own cell is not replaced by what another desk says. */
  #isWanted(key: ReplyKey, nowMillis: number): boolean {
    const { replyKeys } = this.#parts
    const { thread, week } = key
    const isNew = replyKeys.find(thread, week, nowMillis) === undefined
    return isNew && isPlausibleWeek(week, nowMillis) && replyKeys.lacks(key, nowMillis)
  }

  /** Names are hashes, and there may be thousands. */
  #named(held: object, secretOf: () => SharedSecret): NamedSecret {
    const known = this.#names.get(held)
    if (known !== undefined) return known
    const { p, newsroomId } = this.#parts.keys
    const secret = secretOf()
    const named = { secret, name: toHex(secretIdOf(p, newsroomId, secret)) }
    this.#names.set(held, named)
    return named
  }
}

function groupSecretOf({ epoch, key }: GroupKey): SharedSecret {
  return { kind: 'group-key', epoch, key }
}

function replyKeyOf(
  { thread, week, lastAtMillis, key }: SharedSecret & { readonly kind: 'reply-key' },
  nowMillis: number,
): ReplyKey {
  return { thread: toHex(thread), week, key, lastAtMillis: Math.min(lastAtMillis, nowMillis) }
}
