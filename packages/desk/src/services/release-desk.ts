// Takes releases from draft to site. It keeps no state of its own that matters: each round looks at what
// the journal says and does the next step, so that a desk that was killed at any point goes on from there.
// Two people's approvals of exactly these digests are the human acts; a signature only adds that this
// desk, building the site itself, gets the same bytes.
import {
  equalBytes,
  signRelease,
  toBase64Url,
  toHex,
  type RosterDevice,
  type Schedule,
  type TrustedRoster,
} from '@cronista/protocol'
import {
  findStory,
  nextTurnOf,
  releaseIdOf,
  standingRelease,
  type DraftedRelease,
  type GateFinding,
  type PublishedRelease,
  type ReleaseChange,
  type ReleaseDrafted,
  type ReleaseSigned,
} from '@cronista/newsroom'
import { codeOf, DeskError } from '../desk-error.ts'
import { plainDateOf } from '../domain/day.ts'
import {
  FIRST_PREVIOUS_HEAD,
  signingObstacle,
  type SigningObstacle,
} from '../domain/release-judgement.ts'
import {
  boundStories,
  draftedAtMillisOf,
  isComplete,
  isSignedBy,
  issueMillisOf,
  releaseInHand,
} from '../domain/release-life.ts'
import type { DeskWarningCode } from '../http/api.ts'
import type { SiteAnswer } from '../http/story-api.ts'
import type { Clock } from '../ports/clock.ts'
import type { ReleaseRelay } from '../ports/release-relay.ts'
import type { SitePress } from '../ports/site-press.ts'
import type { DeskKeys } from './desk-keys.ts'
import { requirePassed, type GateKeeper } from './gate-keeper.ts'
import type { Journal } from './journal.ts'
import { attempted, failureOf } from './release-attempts.ts'
import { buildRelease, type BuiltRelease, type ReleasePlan } from './release-builder.ts'
import { signedRelease, uploadFiles, type UploadProgress } from './release-upload.ts'
import { ReleaseWatch } from './release-watch.ts'
import { Rhythm } from './rhythm.ts'

/** So long the desk that drafted a release has to hand it in before another does. */
const UPLOAD_GRACE_MILLIS = 3_600_000

/** What an editor is told of a release that this desk will not sign; of the rest, more is to come. */
const refusalCodes: Readonly<Partial<Record<SigningObstacle, DeskWarningCode>>> = {
  'gate-blocked': 'release-blocked',
  'other-site': 'release-differs',
}

/** What a release desk works with. */
export interface ReleaseDeskParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly schedule: Pick<Schedule, 'batchIntervalMillis' | 'collectIntervalMillis' | 'holdMillis'>
  readonly journal: Pick<Journal, 'append' | 'state'>
  readonly relay: ReleaseRelay
  readonly roster: { readonly trusted: TrustedRoster }
  readonly press: SitePress
  readonly gate: Pick<GateKeeper, 'judgeChanges'>
}

/** A story as it is to be put on the site. */
export type PlannedChange = Pick<ReleaseChange, 'digest' | 'story' | 'turn'>

/** The newsroom's releases, as this desk takes part in them. */
export class ReleaseDesk {
  readonly #parts: ReleaseDeskParts
  readonly #watch: ReleaseWatch
  readonly #rhythm: Rhythm
  #lookAtMillis = 0
  #refusal: { readonly release: string; readonly code: DeskWarningCode } | undefined
  #upload: (UploadProgress & { readonly release: string }) | undefined
  #lastError: DeskWarningCode | undefined

  constructor(parts: ReleaseDeskParts) {
    this.#parts = parts
    this.#watch = new ReleaseWatch(parts)
    this.#rhythm = new Rhythm(
      parts.clock,
      () => this.#round(),
      () => this.#next('release-failed'),
    )
  }

  /** Begins to sign, hand in and watch, on a clock. */
  start(): void {
    this.#rhythm.start()
  }

  stop(): Promise<void> {
    return this.#rhythm.stop()
  }

  /** Drafts the next release with these stories, which are held and past their hold; without any, the
   *  same stories anew. The other person's desk has to sign it. Durable when it returns; a release that
   *  has them already is not drafted twice. Throws `release-pending`, `gate-blocked`, `story-incomplete` if they cannot
   *  stand on one site, `move-impossible` if this device is not in the roster, or `storage-failed`. */
  publish(planned: readonly PlannedChange[]): void {
    const inHand = this.#inHand()
    if (inHand !== undefined && !this.#isKeptBack(inHand) && !this.#isOwnMistake(inHand)) {
      if (planned.length > 0 && planned.every((change) => isIn(inHand, change))) return
      throw new DeskError('release-pending')
    }
    this.#draft(this.#planOf(planned))
  }

  #planOf(planned: readonly PlannedChange[]): ReleasePlan {
    const { clock, journal, roster } = this.#parts
    const standing = standingRelease(journal.state)?.drafted
    const on = plainDateOf(clock.nowMillis())
    return {
      number: (standing?.number ?? 0) + 1,
      previousHead: standing?.head ?? FIRST_PREVIOUS_HEAD,
      issuedAtMillis: issueMillisOf(clock.nowMillis()),
      rosterHead: toHex(roster.trusted.head),
      changes: planned.map(({ story, digest, turn }) => ({ story, digest, turn, on })),
    }
  }

  #draft(plan: ReleasePlan): void {
    const { keys, clock, journal } = this.#parts
    const built = this.#passed(plan)
    const by = { person: toHex(keys.personId), device: toHex(keys.deviceId) }
    const drafted: ReleaseDrafted = {
      v: 1,
      type: 'release-drafted',
      head: built.head,
      ...plan,
      draftedAtMillis: clock.nowMillis(),
      ...by,
    }
    journal.append([drafted, this.#signed(releaseIdOf(drafted), built)])
  }

  /** Stories that a release may still put on the site which this desk has signed, whether or not it is
   *  under way: it stands by it until one of that number has been served or none could be any more. */
  signedStories(): ReadonlySet<string> {
    const { keys, clock, journal } = this.#parts
    const standing = standingRelease(journal.state)?.drafted.number ?? 0
    // That a release is published is one desk's word, until the relay has been seen to serve it.
    const servedNumber = Math.min(standing, this.#watch.servedNumber)
    const at = { servedNumber, nowMillis: clock.nowMillis() }
    return boundStories(journal.state, toHex(keys.deviceId), at)
  }

  /** Stories of the release under way, if this desk has signed it. */
  storiesUnderWay(): ReadonlySet<string> {
    const inHand = this.#inHand()
    if (inHand === undefined || !this.#isSignedHere(inHand) || this.#isKeptBack(inHand))
      return new Set()
    return new Set(inHand.drafted.changes.map(({ story }) => story))
  }

  status(): SiteAnswer {
    const standing = standingRelease(this.#parts.journal.state)?.drafted
    const inHand = this.#inHand()
    return {
      ...(standing && { release: { number: standing.number, head: standing.head } }),
      ...(inHand && { pending: this.#pending(inHand) }),
      warnings: this.warnings().map((code) => ({ code })),
    }
  }

  warnings(): readonly DeskWarningCode[] {
    const found = [this.#watch.found, this.#refusal?.code, this.#lastError]
    return [...new Set(found.filter((code) => code !== undefined))]
  }

  async #round(): Promise<number> {
    let failure = await failureOf(() => this.#lookIfDue())
    failure = (await failureOf(() => this.#advance())) ?? failure
    return this.#next(failure)
  }

  #next(failure: DeskWarningCode | undefined): number {
    this.#lastError = failure
    const { clock, schedule } = this.#parts
    return clock.nowMillis() + schedule.batchIntervalMillis
  }

  /** On a constant clock, whatever is under way and whatever came of it: who counts the looks learns
   *  nothing of the newsroom's work. */
  async #lookIfDue(): Promise<void> {
    const { clock, schedule } = this.#parts
    if (clock.nowMillis() < this.#lookAtMillis) return
    this.#lookAtMillis = clock.nowMillis() + schedule.collectIntervalMillis
    await this.#watch.look()
  }

  async #advance(): Promise<void> {
    this.#refusal = undefined
    const lost = this.#watch.lost()
    if (lost !== undefined) await this.#handInAgain(lost)
    this.#draftAnewIfOutdated()
    const drafted = this.#inHand()
    if (drafted === undefined) return
    if (!isComplete(drafted)) this.#signUnlessDone(drafted)
    const release = this.#inHand()
    if (release === undefined || !isComplete(release)) return
    // Hours or a day may have passed since both signed it, so it is judged once more.
    if (this.#isKeptBack(release)) this.#refusal = { release: release.id, code: 'release-blocked' }
    else if (this.#isToHandIn(release)) await this.#handIn(release)
  }

  /** What waits for a signature that no desk gives it any more, since the day or the roster is another
   *  or a story's turn has passed, is drafted anew as the same person asked for it. */
  #draftAnewIfOutdated(): void {
    const inHand = this.#inHand()
    if (inHand === undefined || isComplete(inHand) || !this.#isOwn(inHand)) return
    const { issuedAtMillis, rosterHead, changes } = inHand.drafted
    const plan = this.#planOf(changes.map((change) => this.#inItsTurn(change)))
    const isOutdated =
      plan.issuedAtMillis > issuedAtMillis ||
      plan.rosterHead !== rosterHead ||
      plan.changes.some(({ turn }, index) => turn !== changes[index]?.turn)
    if (isOutdated && attempted(() => this.#passed(plan)) !== undefined) this.#draft(plan)
  }

  #inItsTurn(change: PlannedChange): PlannedChange {
    const story = findStory(this.#parts.journal.state, change.story)
    return story === undefined ? change : { ...change, turn: nextTurnOf(story) }
  }

  /** What this desk signed, and would not sign now, waits for a signature that it should not get. */
  #signUnlessDone(release: DraftedRelease): void {
    if (!this.#isSignedHere(release)) this.#sign(release)
    else if (this.#isBlocked(release))
      this.#refusal = { release: release.id, code: 'release-blocked' }
  }

  #sign(release: DraftedRelease): void {
    const { keys, clock, schedule, journal, roster } = this.#parts
    const [shortestHoldMillis] = schedule.holdMillis
    const obstacle = signingObstacle(release, {
      state: journal.state,
      person: toHex(keys.personId),
      nowMillis: clock.nowMillis(),
      rosterHead: toHex(roster.trusted.head),
      shortestHoldMillis,
      passesGate: () => this.#findings(release.drafted).length === 0,
    })
    const code = obstacle && refusalCodes[obstacle]
    if (code !== undefined) this.#refusal = { release: release.id, code }
    if (obstacle !== undefined) return
    const built = this.#rebuilt(release)
    if (built !== undefined) journal.append([this.#signed(release.id, built)])
  }

  async #handIn(release: DraftedRelease): Promise<void> {
    const { keys, clock, journal } = this.#parts
    const built = this.#rebuilt(release)
    if (built === undefined || !(await this.#isTaken(release, built))) return
    const { head, number } = release.drafted
    const person = toHex(keys.personId)
    const publishedAtMillis = clock.nowMillis()
    const told = { release: release.id, head, number, person, publishedAtMillis }
    journal.append([{ v: 1, type: 'release-published', ...told }])
  }

  /** What stands on the site needs no change to be built. */
  async #handInAgain(release: PublishedRelease): Promise<void> {
    const built = this.#rebuilt(release, { ...release.drafted, changes: [] })
    if (built !== undefined) await this.#isTaken(release, built)
  }

  async #isTaken(release: DraftedRelease, built: BuiltRelease): Promise<boolean> {
    const { keys, relay, roster } = this.#parts
    const { number } = release.drafted
    try {
      const bytes = signedRelease(keys, roster.trusted.devices, release, built.body)
      await uploadFiles(relay, built, (progress) => {
        this.#upload = { release: release.id, ...progress }
      })
      await relay.putRelease(number, bytes)
      this.#watch.taken(number)
      return true
    } catch (error) {
      if (codeOf(error, 'internal') !== 'release-refused') throw error
      this.#refusal = { release: release.id, code: 'release-refused' }
      return false
    }
  }

  /** The release as this desk builds it, if it gets the same bytes; otherwise it says so. */
  #rebuilt(release: DraftedRelease, plan: ReleasePlan = release.drafted): BuiltRelease | undefined {
    const built = attempted(() => this.#build(plan))
    if (built?.head === release.drafted.head) return built
    this.#refusal = { release: release.id, code: 'release-differs' }
    return undefined
  }

  /** The release as this desk builds it and its gate lets it pass; throws `gate-blocked`. */
  #passed(plan: ReleasePlan): BuiltRelease {
    const built = this.#build(plan)
    requirePassed(this.#findings(plan))
    return built
  }

  #findings({ changes }: ReleasePlan): readonly GateFinding[] {
    return this.#parts.gate.judgeChanges(changes)
  }

  /** Signed by two people, and this desk's gate finds something in it now. */
  #isKeptBack(release: DraftedRelease): boolean {
    return isComplete(release) && this.#isBlocked(release)
  }

  /** What cannot be built has nothing to be judged; it is refused where it is built. */
  #isBlocked({ drafted }: DraftedRelease): boolean {
    return (attempted(() => this.#findings(drafted).length) ?? 0) > 0
  }

  #build(plan: ReleasePlan): BuiltRelease {
    const { keys, journal, roster, press } = this.#parts
    const { rootPublicKey } = roster.trusted
    return buildRelease({ keys, rootPublicKey, press }, journal.state, plan)
  }

  #signed(release: string, { head, body }: BuiltRelease): ReleaseSigned {
    const { p, newsroomId, deviceSeed, deviceId, personId } = this.#parts.keys
    const { signature } = signRelease(p, newsroomId, deviceSeed, this.#ownDevice(), body)
    const by = { person: toHex(personId), device: toHex(deviceId) }
    return {
      ...{ v: 1, type: 'release-signed', release, head, ...by },
      signature: toBase64Url(signature),
    }
  }

  #ownDevice(): RosterDevice {
    const { keys, roster } = this.#parts
    const own = roster.trusted.devices.find(({ publicKey }) =>
      equalBytes(publicKey, keys.devicePublicKey),
    )
    if (own === undefined) throw new DeskError('move-impossible', { place: 'device' })
    return own
  }

  /** Drafted here, signed by nobody else, and no longer what this desk builds and lets pass: to be
   *  drafted anew. */
  #isOwnMistake(release: DraftedRelease): boolean {
    if (!this.#isOwn(release) || isComplete(release)) return false
    return attempted(() => this.#passed(release.drafted))?.head !== release.drafted.head
  }

  #isOwn({ drafted }: DraftedRelease): boolean {
    return drafted.device === toHex(this.#parts.keys.deviceId)
  }

  #isSignedHere(release: DraftedRelease): boolean {
    return isSignedBy(release, toHex(this.#parts.keys.deviceId))
  }

  #isToHandIn(release: DraftedRelease): boolean {
    const lateMillis = draftedAtMillisOf(release.drafted) + UPLOAD_GRACE_MILLIS
    return this.#isOwn(release) || this.#parts.clock.nowMillis() > lateMillis
  }

  #inHand(): DraftedRelease | undefined {
    const { journal, clock } = this.#parts
    return releaseInHand(journal.state, clock.nowMillis(), (release) => this.#isKeptBack(release))
  }

  #pending(release: DraftedRelease): NonNullable<SiteAnswer['pending']> {
    const { number, head } = release.drafted
    const refusal = this.#refusal?.release === release.id ? this.#refusal : undefined
    const upload = this.#upload?.release === release.id ? this.#upload : { done: 0, total: 0 }
    const stage = isComplete(release) ? 'uploading' : 'waits-for-signature'
    return {
      ...{ number, head, done: upload.done, total: upload.total },
      ...(refusal === undefined ? { stage } : { stage: 'refused', code: refusal.code }),
    }
  }
}

function isIn(release: DraftedRelease, { story, digest }: PlannedChange): boolean {
  return release.drafted.changes.some(
    (change) => change.story === story && change.digest === digest,
  )
}
