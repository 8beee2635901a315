// Keeps a roster in force. The desk that holds the epochs' keys drafts a renewal every day, long before
// the roster expires; every other desk signs it by itself if it is a plain renewal; and each puts the
// signed roster together from the journal.
import {
  asDeviceId,
  compareBytes,
  encodeRoster,
  encodeRosterBody,
  equalBytes,
  findDevice,
  fromBase64Url,
  fromHex,
  parseRoster,
  ProtocolError,
  rosterHead,
  signRosterBody,
  toBase64Url,
  toHex,
  verifyRoster,
  type RosterSignature,
  type TrustedRoster,
} from '@cronista/protocol'
import {
  rostersOf,
  type RosterDrafted,
  type RosterSigned,
  type RosterState,
} from '@cronista/newsroom'
import { codeOf, DeskError } from '../desk-error.ts'
import { DAY_MILLIS } from '../domain/day.ts'
import { EPOCHS_AHEAD } from '../domain/roster-policy.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { EpochSeeds } from './epoch-seeds.ts'
import type { Journal } from './journal.ts'
import type { KnownDevices } from './known-devices.ts'
import { eraseNote, readNote, writeNote } from './notes.ts'
import { Rhythm } from './rhythm.ts'
import { judgeRenewal, noteCosigned } from './roster-cosigning.ts'

/** A roster lasts so long, unless its last epoch ends before. */
const ROSTER_LIFE_MILLIS = 3 * DAY_MILLIS

const RENEW_AFTER_MILLIS = DAY_MILLIS
const RETRY_MILLIS = 60_000
/** What comes through the journal is looked at when it comes; what time brings, this often. */
const LOOK_MILLIS = 900_000
/** How long the other desk may take before an editor is told. */
const COSIGN_PATIENCE_MILLIS = 3_600_000

/** What a roster keeper works with. */
export interface RosterKeeperParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly store: DeskStore
  readonly relay: RelayClient
  readonly journal: Journal
  readonly devices: KnownDevices
  /** Of the desk that drafts renewals; the others only sign. */
  readonly epochs?: EpochSeeds | undefined
}

interface Draft {
  readonly body: Uint8Array
  readonly head: string
  readonly draftedAtMillis: number
  readonly state: RosterState
}

/** The newsroom's roster, as this desk has it. */
export class RosterKeeper {
  readonly #parts: RosterKeeperParts
  readonly #own: { readonly device: string; readonly person: string }
  readonly #rhythm: Rhythm
  #bytes: Uint8Array
  #roster: TrustedRoster
  #isWithRelay = false
  #isFollowing = false
  #unsubscribe: () => void = () => undefined
  #lastError: DeskWarningCode | undefined
  #refused: DeskWarningCode | undefined

  /** Throws `storage-damaged` when there is no roster: founding or a welcome gives the first. */
  constructor(parts: RosterKeeperParts) {
    this.#parts = parts
    const { keys, store, clock } = parts
    this.#own = { device: toHex(keys.deviceId), person: toHex(keys.personId) }
    const bytes = readNote(keys, store, 'roster')
    if (bytes === undefined) throw new DeskError('storage-damaged', { place: 'roster' })
    this.#bytes = bytes
    this.#roster = this.#parsed(bytes)
    this.#rhythm = new Rhythm(
      clock,
      () => this.#round(),
      (error) => this.#afterFailure(error),
    )
  }

  /** The roster in force: it was verified when it was made, and is kept sealed. */
  get trusted(): TrustedRoster {
    return this.#roster
  }

  /** The same as it is served. */
  get bytes(): Uint8Array {
    return this.#bytes
  }

  /** Renews when it is due, and signs and takes over what the journal brings, now and from now on. */
  start(): void {
    this.#unsubscribe = this.#parts.journal.subscribe(() => this.#followQuietly())
    this.#rhythm.start()
  }

  stop(): Promise<void> {
    this.#unsubscribe()
    return this.#rhythm.stop()
  }

  warnings(): readonly DeskWarningCode[] {
    const nowMillis = this.#parts.clock.nowMillis()
    const isExpired = this.#roster.expiresAtMillis < nowMillis
    const draft = this.#parts.epochs === undefined ? undefined : this.#ownDraft()
    const isWaiting =
      draft !== undefined && draft.draftedAtMillis + COSIGN_PATIENCE_MILLIS <= nowMillis
    const found: (DeskWarningCode | false | undefined)[] = [
      isExpired && 'roster-expired',
      isWaiting && 'roster-not-cosigned',
      this.#lastError,
      this.#refused,
    ]
    return found.filter((code) => code !== undefined && code !== false)
  }

  /** Hands the roster in, unless the relay has it and `again` is not asked for. One that has expired is
   *  not handed in, as no relay takes it: the journal, which outlives it, brings the next. Throws
   *  `DeskError`. */
  async handIn(again = false): Promise<void> {
    if (this.#isWithRelay && !again) return
    if (this.#roster.expiresAtMillis < this.#parts.clock.nowMillis()) return
    const bytes = this.#bytes
    await this.#parts.relay.putRoster(bytes)
    if (bytes === this.#bytes) this.#isWithRelay = true
  }

  /** Takes over rosters that two people have signed, signs what another desk has drafted, and drafts the
   *  next if this desk does and it is due. Throws `DeskError`. */
  follow(): void {
    // What is appended here is heard here.
    if (this.#isFollowing) return
    this.#isFollowing = true
    try {
      while (this.#adoptNext());
      this.#cosignNext()
      if (this.#parts.epochs !== undefined) this.#draftIfDue(this.#parts.epochs)
      while (this.#adoptNext());
    } finally {
      this.#isFollowing = false
    }
  }

  async #round(): Promise<number> {
    this.follow()
    await this.handIn()
    this.#lastError = undefined
    const { clock } = this.#parts
    return Math.max(this.#renewAtMillis(), clock.nowMillis() + LOOK_MILLIS)
  }

  #followQuietly(): void {
    try {
      this.follow()
    } catch (error) {
      this.#afterFailure(error)
    }
  }

  #afterFailure(error: unknown): number {
    const code = codeOf(error, 'internal')
    this.#lastError =
      code === 'relay-unreachable' || code === 'roster-refused' || code === 'storage-failed'
        ? code
        : 'roster-failed'
    return this.#parts.clock.nowMillis() + RETRY_MILLIS
  }

  #renewAtMillis(): number {
    return this.#roster.issuedAtMillis + RENEW_AFTER_MILLIS
  }

  /** Drafts that would follow the roster in force, the newest first. */
  #drafts(): readonly Draft[] {
    return rostersOf(this.#parts.journal.state)
      .flatMap((state) => (state.drafted === undefined ? [] : this.#draftIn(state, state.drafted)))
      .sort((a, b) => b.draftedAtMillis - a.draftedAtMillis || (a.head < b.head ? -1 : 1))
  }

  #draftIn(state: RosterState, { head, body: text, draftedAtMillis }: RosterDrafted): Draft[] {
    try {
      if (draftedAtMillis < this.#roster.issuedAtMillis) return []
      const body = fromBase64Url(text) ?? new Uint8Array(0)
      const roster = parseRoster(encodeRoster(body, []))
      const { p, newsroomId } = this.#parts.keys
      const isRight = toHex(rosterHead(p, newsroomId, roster)) === head
      const follows =
        roster.number === this.#roster.number + 1 &&
        equalBytes(roster.previousHead, this.#roster.head)
      return isRight && follows ? [{ body, head, draftedAtMillis, state }] : []
    } catch (error) {
      if (error instanceof ProtocolError) return []
      throw error
    }
  }

  #ownDraft(): Draft | undefined {
    return this.#drafts().find(({ state }) => state.drafted?.device === this.#own.device)
  }

  /** Whether there was a roster that two people have signed; it is in force then. */
  #adoptNext(): boolean {
    const { p, newsroomId } = this.#parts.keys
    for (const { body, state } of this.#drafts()) {
      const roster = parseRoster(encodeRoster(body, []))
      const signatures = [...state.signatures.values()]
        .map(signatureIn)
        .filter(({ deviceId }) => findDevice(p, newsroomId, roster, deviceId) !== undefined)
        .sort((a, b) => compareBytes(a.deviceId, b.deviceId))
      const bytes = encodeRoster(body, signatures)
      if (!this.#isTrusted(bytes)) continue
      this.#adopt(bytes)
      return true
    }
    return false
  }

  #isTrusted(bytes: Uint8Array): boolean {
    const { p, newsroomId } = this.#parts.keys
    const nowMillis = parseRoster(bytes).issuedAtMillis
    try {
      verifyRoster(p, bytes, { newsroomId, nowMillis, seen: this.#roster })
      return true
    } catch (error) {
      if (error instanceof ProtocolError) return false
      throw error
    }
  }

  #adopt(bytes: Uint8Array): void {
    const { keys, store, devices } = this.#parts
    const roster = this.#parsed(bytes)
    store.change((stores) => {
      writeNote(keys, stores, 'roster', bytes)
      eraseNote(keys, stores, 'roster-draft')
      devices.learn(stores, roster.devices)
    })
    this.#bytes = bytes
    this.#roster = roster
    this.#isWithRelay = false
    this.#refused = undefined
  }

  /** Signs the newest draft of another device, once. */
  #cosignNext(): void {
    const { keys, store, journal, clock } = this.#parts
    const draft = this.#drafts().find(({ state }) => state.drafted?.device !== this.#own.device)
    if (draft === undefined || draft.state.signatures.has(this.#own.device)) return
    try {
      const renewal = judgeRenewal(keys, store, draft.body, this.#roster, clock.nowMillis())
      journal.append([this.#signed(draft.body, draft.head)], (stores) =>
        noteCosigned(keys, stores, renewal),
      )
      this.#refused = undefined
    } catch (error) {
      if (codeOf(error, 'internal') !== 'cosign-refused') throw error
      this.#refused = 'roster-draft-refused'
    }
  }

  /** The draft is kept while it can still come into force: others may be signing it at this moment. */
  #draftIfDue(epochs: EpochSeeds): void {
    const { keys, journal, clock } = this.#parts
    const nowMillis = clock.nowMillis()
    if (this.#renewAtMillis() > nowMillis) return
    const { body, isFresh } = this.#keptDraft(epochs, nowMillis)
    const roster = parseRoster(encodeRoster(body, []))
    const head = toHex(rosterHead(keys.p, keys.newsroomId, roster))
    if (journal.state.rosters.get(head)?.signatures.has(this.#own.device) === true) return
    const drafted = {
      ...({ v: 1, type: 'roster-drafted', head, ...this.#own } as const),
      body: toBase64Url(body),
      draftedAtMillis: roster.issuedAtMillis,
    }
    journal.append([drafted, this.#signed(body, head)], (stores) => {
      if (isFresh) writeNote(keys, stores, 'roster-draft', body)
    })
  }

  #keptDraft(epochs: EpochSeeds, nowMillis: number) {
    const { keys, store } = this.#parts
    const kept = readNote(keys, store, 'roster-draft')
    const draft = kept && parseRoster(encodeRoster(kept, []))
    const isUsable = draft?.number === this.#roster.number + 1 && draft.expiresAtMillis >= nowMillis
    if (kept !== undefined && isUsable) return { body: kept, isFresh: false }
    const coming = epochs.comingEpochs(store, nowMillis, EPOCHS_AHEAD)
    const body = encodeRosterBody({
      ...this.#roster,
      number: this.#roster.number + 1,
      previousHead: this.#roster.head,
      issuedAtMillis: nowMillis,
      expiresAtMillis: rosterExpiry(nowMillis, coming),
      epochs: coming,
    })
    return { body, isFresh: true }
  }

  #signed(body: Uint8Array, head: string) {
    const { p, newsroomId, deviceSeed } = this.#parts.keys
    const signature = toBase64Url(signRosterBody(p, newsroomId, deviceSeed, body).signature)
    return { v: 1, type: 'roster-signed', head, ...this.#own, signature } as const
  }

  #parsed(bytes: Uint8Array): TrustedRoster {
    const { p, newsroomId } = this.#parts.keys
    const roster = parseRoster(bytes)
    return { ...roster, head: rosterHead(p, newsroomId, roster) }
  }
}

function signatureIn({ device, signature }: RosterSigned): RosterSignature {
  return {
    deviceId: asDeviceId(fromHex(device)),
    signature: fromBase64Url(signature) ?? new Uint8Array(64),
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
