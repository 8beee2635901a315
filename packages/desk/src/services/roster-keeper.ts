// Keeps a roster in force. Every day, long before the roster expires, a desk that holds the epochs' seeds
// drafts a renewal: the first in the order of device ids, or the next if that one does not. Every other desk
// signs it by itself if it is a plain renewal whose keys' seeds it holds, the one that drafted it signs last,
// and each puts the signed roster together from the journal.
import {
  CLOCK_TOLERANCE_MILLIS,
  deviceIdOf,
  encodeRoster,
  encodeRosterBody,
  findDevice,
  parseRoster,
  ProtocolError,
  rosterHead,
  signRosterBody,
  toBase64Url,
  toHex,
  verifyRoster,
  type RosterBody,
  type TrustedRoster,
} from '@cronista/protocol'
import type { NewsroomState } from '@cronista/newsroom'
import { codeOf, DeskError } from '../desk-error.ts'
import { DAY_MILLIS } from '../domain/day.ts'
import { EPOCHS_AHEAD, renewalFault } from '../domain/roster-policy.ts'
import { voteFor, type RosterCandidate } from '../domain/roster-vote.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { RelayClient } from '../ports/relay-client.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { EpochSeeds } from './epoch-seeds.ts'
import { witnessTime } from './erasure.ts'
import type { Journal } from './journal.ts'
import type { KnownDevices } from './known-devices.ts'
import { eraseNote, readNote, writeNote } from './notes.ts'
import { Rhythm } from './rhythm.ts'
import { noteCosigned, signedHead } from './roster-cosigning.ts'
import {
  candidateOf,
  draftsAfter,
  signedRival,
  signedRoster,
  type RosterDraft,
} from './roster-drafts.ts'

/** A roster lasts so long, unless its last epoch ends before. */
const ROSTER_LIFE_MILLIS = 3 * DAY_MILLIS

const RENEW_AFTER_MILLIS = DAY_MILLIS
/** Each desk leaves those before it so much time. */
const TURN_MILLIS = 1_800_000
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
  readonly epochs: EpochSeeds
}

/** What was read of the journal the last time. */
interface ReadDrafts {
  readonly rosters: NewsroomState['rosters']
  readonly after: TrustedRoster
  readonly drafts: readonly RosterDraft[]
}

/** The newsroom's roster, as this desk has it. */
export class RosterKeeper {
  readonly #parts: RosterKeeperParts
  readonly #own: { readonly device: string; readonly person: string }
  readonly #rhythm: Rhythm
  #bytes: Uint8Array
  #roster: TrustedRoster
  #read: ReadDrafts | undefined
  #isWithRelay = false
  /** What the relay would not take: it has a newer one, most often. */
  #refused: Uint8Array | undefined
  /** Heads of what it has refused since it took one. */
  readonly #refusedHeads = new Set<string>()
  #isFollowing = false
  #unsubscribe: readonly (() => void)[] = []
  #lastError: DeskWarningCode | undefined

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

  /** Renews when it is due, and signs and takes over what journal and parcels bring, now and from now on.
   *  Throws `storage-failed`. */
  start(): void {
    const { journal, epochs, store } = this.#parts
    epochs.announce(store, this.#roster.epochs)
    this.#unsubscribe = [
      journal.subscribe(() => this.#followQuietly()),
      epochs.onArrival(() => this.#followQuietly()),
    ]
    this.#rhythm.start()
  }

  stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    return this.#rhythm.stop()
  }

  warnings(): readonly DeskWarningCode[] {
    const nowMillis = this.#parts.clock.nowMillis()
    const candidates = this.#candidates(nowMillis).filter(
      ({ drafter }, at, all) => all.findIndex((one) => one.drafter === drafter) === at,
    )
    const isLate = ({ draftedAtMillis }: { readonly draftedAtMillis: number }) =>
      draftedAtMillis + COSIGN_PATIENCE_MILLIS <= nowMillis
    const [own, others] = [
      candidates.filter(({ drafter }) => drafter === this.#own.device),
      candidates.filter(({ drafter }) => drafter !== this.#own.device),
    ]
    const isAwaiting = others.some((one) => one.verdict === 'awaits-seeds' && isLate(one))
    const found: (DeskWarningCode | false | undefined)[] = [
      this.#roster.expiresAtMillis < nowMillis && 'roster-expired',
      own.some((one) => one.verdict !== 'refused' && isLate(one)) && 'roster-not-cosigned',
      this.#lastError,
      this.#refused === this.#bytes && 'roster-refused',
      others.some(({ verdict }) => verdict === 'refused') && 'roster-draft-refused',
      isAwaiting && 'roster-keys-missing',
    ]
    return found.filter((code) => code !== undefined && code !== false)
  }

  /** Hands the roster in, unless the relay has it and `again` is not asked for. One that has expired is
   *  not handed in, as no relay takes it: the journal, which outlives it, brings the next. For the same
   *  reason a refusal is a warning and keeps nobody from asking for the journal: a desk that was locked
   *  while the others renewed the roster has an older one until it has asked. Throws `DeskError`. */
  async handIn(again = false): Promise<void> {
    if (this.#isWithRelay && !again) return
    if (this.#roster.expiresAtMillis < this.#parts.clock.nowMillis()) return
    const [bytes, { head }] = [this.#bytes, this.#roster]
    try {
      await this.#parts.relay.putRoster(bytes)
    } catch (error) {
      if (!(error instanceof DeskError) || error.code !== 'roster-refused') throw error
      this.#refused = bytes
      this.#refusedHeads.add(toHex(head))
      return
    }
    this.#refused = undefined
    this.#refusedHeads.clear()
    if (bytes === this.#bytes) this.#isWithRelay = true
  }

  /** Takes over rosters that two people have signed, signs what another desk has drafted, and drafts the
   *  next if it is this desk's turn. Throws `DeskError`. */
  follow(): void {
    // What is appended here is heard here.
    if (this.#isFollowing) return
    this.#isFollowing = true
    try {
      this.#adoptRival()
      while (this.#adoptNext());
      this.#signNext()
      this.#draftIfDue()
      while (this.#adoptNext());
    } finally {
      this.#isFollowing = false
    }
  }

  /** Takes over a newer roster that another desk handed on outside the journal, by the rules that every
   *  reader has (§5), if it names this device. Anything else is passed over. Throws `storage-failed`. */
  learn(bytes: Uint8Array): void {
    const { keys, clock } = this.#parts
    const { p, newsroomId, deviceId } = keys
    const judgement = { newsroomId, nowMillis: clock.nowMillis(), seen: this.#roster }
    try {
      const roster = verifyRoster(p, bytes, judgement)
      if (roster.number <= this.#roster.number) return
      if (findDevice(p, newsroomId, roster, deviceId) === undefined) return
    } catch (error) {
      if (error instanceof ProtocolError) return
      throw error
    }
    this.#adopt(bytes)
    this.#followQuietly()
  }

  async #round(): Promise<number> {
    this.follow()
    await this.handIn()
    this.#lastError = undefined
    const { clock } = this.#parts
    return Math.max(this.#turnMillis(), clock.nowMillis() + LOOK_MILLIS)
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

  /** When it is this desk's turn to draft the next. */
  #turnMillis(): number {
    const { p, newsroomId } = this.#parts.keys
    const devices = this.#roster.devices.map(({ publicKey }) =>
      toHex(deviceIdOf(p, newsroomId, publicKey)),
    )
    const before = devices.filter((device) => device < this.#own.device).length
    return this.#roster.issuedAtMillis + RENEW_AFTER_MILLIS + before * TURN_MILLIS
  }

  #drafts(): readonly RosterDraft[] {
    const { keys, journal } = this.#parts
    const { rosters } = journal.state
    if (this.#read?.rosters !== rosters || this.#read.after !== this.#roster) {
      const drafts = draftsAfter(keys, journal.state, this.#roster)
      this.#read = { rosters, after: this.#roster, drafts }
    }
    return this.#read.drafts
  }

  /** Drafts that could still come into force, the newest first. */
  #candidates(nowMillis: number): readonly RosterCandidate[] {
    const { keys, epochs } = this.#parts
    return this.#drafts()
      .filter(({ roster }) => roster.expiresAtMillis >= nowMillis)
      .map((draft) => candidateOf(keys, draft, epochs, this.#roster, nowMillis))
  }

  /** Whether there was a roster that two people have signed; it is in force then. */
  #adoptNext(): boolean {
    const bytes = signedRoster(this.#parts.keys, this.#drafts(), this.#roster)
    if (bytes !== undefined) this.#adopt(bytes)
    return bytes !== undefined
  }

  /** Takes the roster of others in place of one that the relay refuses: of two that were signed while desks
   *  were cut off from each other it took the other, and readers have that. */
  #adoptRival(): void {
    if (this.#refused !== this.#bytes) return
    const { keys, journal, epochs, clock } = this.#parts
    const rival = signedRival(
      keys,
      journal.state,
      epochs,
      { current: this.#roster, refused: this.#refusedHeads },
      clock.nowMillis(),
    )
    if (rival !== undefined) this.#adopt(rival)
  }

  #adopt(bytes: Uint8Array): void {
    const { keys, store, devices, epochs } = this.#parts
    const roster = this.#parsed(bytes)
    store.change((stores) => {
      writeNote(keys, stores, 'roster', bytes)
      eraseNote(keys, stores, 'roster-draft')
      devices.learn(stores, roster.devices)
      witnessTime(keys, stores, roster.issuedAtMillis)
    })
    this.#bytes = bytes
    this.#roster = roster
    this.#isWithRelay = false
    epochs.announce(store, roster.epochs)
  }

  #signNext(): void {
    const { keys, store, journal, clock } = this.#parts
    const nowMillis = clock.nowMillis()
    const last = signedHead(keys, store, this.#roster.number + 1, nowMillis)
    const voter = { ...this.#own, signed: last && toHex(last) }
    const head = voteFor(this.#candidates(nowMillis), voter, nowMillis)
    const draft = this.#drafts().find((one) => one.head === head)
    if (draft === undefined) return
    const renewal = { ...draft.roster, head: rosterHead(keys.p, keys.newsroomId, draft.roster) }
    journal.append([this.#signed(draft.body, draft.head)], (stores) =>
      noteCosigned(keys, stores, renewal),
    )
  }

  /** Nothing is drafted while there is a draft that this device can sign or has signed. The own one is kept
   *  while it can still come into force: others may be signing it at this moment. */
  #draftIfDue(): void {
    const { keys, journal, clock, epochs } = this.#parts
    const nowMillis = clock.nowMillis()
    if (this.#turnMillis() > nowMillis || !this.#holdsRunning(nowMillis)) return
    const isSigning = signedHead(keys, this.#parts.store, this.#roster.number + 1, nowMillis)
    const isThere = this.#candidates(nowMillis).some(({ verdict }) => verdict === 'signable')
    if (isSigning !== undefined || isThere) return
    const { body, isFresh } = this.#keptDraft(epochs, nowMillis)
    const roster = parseRoster(encodeRoster(body, []))
    const head = toHex(rosterHead(keys.p, keys.newsroomId, roster))
    const drafted = {
      ...({ v: 1, type: 'roster-drafted', head, ...this.#own } as const),
      body: toBase64Url(body),
      draftedAtMillis: roster.issuedAtMillis,
    }
    journal.append([drafted], (stores) => {
      if (isFresh) writeNote(keys, stores, 'roster-draft', body)
    })
  }

  /** Whether this desk has the seeds of all announced epochs that go on: it could not sign without. Once
   *  none goes on, any desk may begin anew. */
  #holdsRunning(nowMillis: number): boolean {
    const running = this.#roster.epochs.filter(({ endsAtMillis }) => endsAtMillis > nowMillis)
    return this.#parts.epochs.holdsAll(running)
  }

  #keptDraft(epochs: EpochSeeds, nowMillis: number) {
    const { keys, store } = this.#parts
    const kept = readNote(keys, store, 'roster-draft')
    if (kept !== undefined && this.#isUsable(parseRoster(encodeRoster(kept, [])), nowMillis))
      return { body: kept, isFresh: false }
    const coming = epochs.comingEpochs(store, nowMillis, EPOCHS_AHEAD, this.#roster.epochs)
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

  /** A draft from a time when the clock was wrong is as useless as one that ran out. */
  #isUsable(draft: RosterBody, nowMillis: number): boolean {
    return (
      draft.issuedAtMillis <= nowMillis + CLOCK_TOLERANCE_MILLIS &&
      renewalFault(draft, this.#roster, nowMillis) === undefined &&
      this.#parts.epochs.holdsAll(draft.epochs)
    )
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

/** When a roster ends: it never outlives its epochs. */
export function rosterExpiry(
  issuedAtMillis: number,
  epochs: readonly { readonly endsAtMillis: number }[],
): number {
  const lastEnd = Math.max(...epochs.map(({ endsAtMillis }) => endsAtMillis))
  return Math.min(issuedAtMillis + ROSTER_LIFE_MILLIS, lastEnd)
}
