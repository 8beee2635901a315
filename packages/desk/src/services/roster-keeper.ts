// Keeps a roster in force: renews it every day, long before it expires, with epochs for the days to
// come, and has it signed by every person's device.
import {
  encodeRoster,
  encodeRosterBody,
  parseRoster,
  rosterHead,
  signRosterBody,
  verifyRoster,
  type TrustedRoster,
} from '@cronista/protocol'
import { codeOf, DeskError } from '../desk-error.ts'
import { DAY_MILLIS } from '../domain/day.ts'
import { EPOCHS_AHEAD } from '../domain/roster-policy.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import type { RosterSigner } from '../ports/roster-signer.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { EpochSeeds } from './epoch-seeds.ts'
import { eraseNote, readNote, writeNote } from './notes.ts'
import { Rhythm } from './rhythm.ts'

/** A roster lasts so long, unless its last epoch ends before. */
const ROSTER_LIFE_MILLIS = 3 * DAY_MILLIS

const RENEW_AFTER_MILLIS = DAY_MILLIS
const RETRY_MILLIS = 60_000

/** What a roster keeper works with. */
export interface RosterKeeperParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly store: DeskStore
  readonly relay: RelayClient
  readonly epochs: EpochSeeds
  /** The other person's device. */
  readonly cosigner: RosterSigner
}

/** The newsroom's roster, as this desk has it. */
export class RosterKeeper {
  readonly #parts: RosterKeeperParts
  readonly #rhythm: Rhythm
  #bytes: Uint8Array
  #roster: TrustedRoster
  #isWithRelay = false
  #lastError: DeskWarningCode | undefined

  /** Throws `storage-damaged` when there is no roster: founding writes the first. */
  constructor(parts: RosterKeeperParts) {
    this.#parts = parts
    const bytes = readNote(parts.keys, parts.store, 'roster')
    if (bytes === undefined) throw new DeskError('storage-damaged', { place: 'roster' })
    this.#bytes = bytes
    this.#roster = this.#parsed(bytes)
    this.#rhythm = new Rhythm(
      parts.clock,
      () => this.#round(),
      (error) => this.#afterFailure(error),
    )
  }

  /** The roster in force: it was verified when it was made, and is kept sealed. */
  get trusted(): TrustedRoster {
    return this.#roster
  }

  /** Renews when it is due, now and from now on. */
  start(): void {
    this.#rhythm.start()
  }

  stop(): Promise<void> {
    return this.#rhythm.stop()
  }

  warnings(): readonly DeskWarningCode[] {
    const isExpired = this.#roster.expiresAtMillis < this.#parts.clock.nowMillis()
    return [
      ...(isExpired ? (['roster-expired'] as const) : []),
      ...(this.#lastError === undefined ? [] : [this.#lastError]),
    ]
  }

  /** Hands the roster in, unless the relay has it and `again` is not asked for. Throws `DeskError`. */
  async handIn(again = false): Promise<void> {
    if (this.#isWithRelay && !again) return
    const bytes = this.#bytes
    await this.#parts.relay.putRoster(bytes)
    if (bytes === this.#bytes) this.#isWithRelay = true
  }

  /** Makes and signs the next roster if this one is a day old. Throws `DeskError`. */
  async renewIfDue(): Promise<void> {
    if (this.#renewAtMillis() > this.#parts.clock.nowMillis()) return
    const { keys, store, cosigner } = this.#parts
    const body = this.#draft()
    const ours = signRosterBody(keys.p, keys.newsroomId, keys.deviceSeed, body)
    const theirs = await this.#cosigned(cosigner, body)
    const bytes = encodeRoster(body, [ours, theirs])
    this.#judge(bytes)
    store.change((stores) => {
      writeNote(keys, stores, 'roster', bytes)
      eraseNote(keys, stores, 'roster-draft')
    })
    this.#bytes = bytes
    this.#roster = this.#parsed(bytes)
    this.#isWithRelay = false
  }

  async #round(): Promise<number> {
    await this.renewIfDue()
    await this.handIn()
    this.#lastError = undefined
    return this.#renewAtMillis()
  }

  #afterFailure(error: unknown): number {
    const code = codeOf(error, 'internal')
    this.#lastError =
      code === 'relay-unreachable' || code === 'roster-refused' || code === 'storage-failed'
        ? code
        : 'roster-not-cosigned'
    return this.#parts.clock.nowMillis() + RETRY_MILLIS
  }

  #renewAtMillis(): number {
    return this.#roster.issuedAtMillis + RENEW_AFTER_MILLIS
  }

  /** The body to be signed. It is kept until all have signed it: a device signs one roster a number. */
  #draft(): Uint8Array {
    const { keys, store, epochs, clock } = this.#parts
    const kept = readNote(keys, store, 'roster-draft')
    if (kept !== undefined) return kept
    const issuedAtMillis = clock.nowMillis()
    const coming = epochs.comingEpochs(store, issuedAtMillis, EPOCHS_AHEAD)
    const body = encodeRosterBody({
      ...this.#roster,
      number: this.#roster.number + 1,
      previousHead: this.#roster.head,
      issuedAtMillis,
      expiresAtMillis: rosterExpiry(issuedAtMillis, coming),
      epochs: coming,
    })
    store.change((stores) => writeNote(keys, stores, 'roster-draft', body))
    return body
  }

  async #cosigned(cosigner: RosterSigner, body: Uint8Array) {
    try {
      return await cosigner.sign({ body, previous: this.#bytes })
    } catch (error) {
      const { keys, store } = this.#parts
      // Refused once, it stays refused: the next attempt makes another.
      if (codeOf(error, 'internal') === 'cosign-refused')
        store.change((stores) => eraseNote(keys, stores, 'roster-draft'))
      throw error
    }
  }

  #parsed(bytes: Uint8Array): TrustedRoster {
    const { p, newsroomId } = this.#parts.keys
    const roster = parseRoster(bytes)
    return { ...roster, head: rosterHead(p, newsroomId, roster) }
  }

  #judge(bytes: Uint8Array): void {
    const { keys } = this.#parts
    const { p, newsroomId } = keys
    const nowMillis = parseRoster(bytes).issuedAtMillis
    verifyRoster(p, bytes, {
      newsroomId,
      nowMillis,
      seen: this.#roster,
    })
  }
}

/** When a roster ends: it never outlives its epochs. */
export function rosterExpiry(
  issuedAtMillis: number,
  epochs: readonly { readonly endsAtMillis: number }[],
): number {
  const lastEnd = Math.max(...epochs.map(({ endsAtMillis }) => endsAtMillis))
  return Math.min(issuedAtMillis + ROSTER_LIFE_MILLIS, lastEnd)
}
