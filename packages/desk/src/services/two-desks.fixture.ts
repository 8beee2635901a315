// Ada's and Bruno's desks in one process, over one relay in memory. What one writes reaches the other
// when a test says so, as it would in the relay's batches; a desk can be killed before or after anything
// that it does to its disk or to the relay, and begun again on what its disk then holds.
import {
  demoSchedule,
  entryHash,
  fromBase64Url,
  parseEntry,
  parseItem,
  toBase64Url,
  toHex,
  utf8,
  verifyRoster,
} from '@cronista/protocol'
import { canonicalText, type SiteStory } from '@cronista/newsroom'
import * as Y from 'yjs'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { MemoryReleaseRelay } from '../adapters/memory/memory-release-relay.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { DeskError } from '../desk-error.ts'
import { foundRoster, ManualClock, newsroomId, NOON_MILLIS } from '../desk.fixture.ts'
import type { MoveRequest, StoryView } from '../http/story-api.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import type { ReleaseRelay } from '../ports/release-relay.ts'
import type { PressedSite, SitePress } from '../ports/site-press.ts'
import type { DeskKeys } from './desk-keys.ts'
import { GateKeeper } from './gate-keeper.ts'
import { Journal, type ArrivedEntry } from './journal.ts'
import { KnownDevices } from './known-devices.ts'
import { LooseEnds } from './loose-ends.ts'
import { NameLists } from './name-lists.ts'
import { ReleaseDesk } from './release-desk.ts'
import { SourceList } from './source-list.ts'
import { StoryDesk } from './story-desk.ts'

/** One round of a release desk. */
export const ROUND_MILLIS = 2000
/** The shortest hold of these tests. */
export const SHORTEST_HOLD_MILLIS = 1000
/** Longer than every hold of these tests. */
export const HOLD_MILLIS = 3000

/** A press that prints stories as JSON, with its edition on every page. */
export function plainPress(edition = 'first'): SitePress {
  return { site: (stories) => plainSite(stories, edition) }
}

function plainSite(stories: readonly SiteStory[], edition: string): PressedSite {
  const files = new Map<string, Uint8Array>()
  const pairs: { es: string; en: string }[] = []
  const put = (es: string, en: string, content: unknown) => {
    if (files.has(es)) throw new DeskError('story-incomplete')
    for (const path of [es, en])
      files.set(path, utf8(`${edition} ${path} ${canonicalText(content)}`))
    pairs.push({ es, en })
  }
  put('/es/', '/en/', stories.length)
  for (const one of stories) {
    const { es, en } = one.kind === 'story' ? one.story.slug : one.slug
    put(`/es/${es}/`, `/en/${en}/`, one)
  }
  const list = Array.from(files, ([path, file]) => ({
    ...{ path, size: file.length, sha256: p.sha256(file) },
  }))
  return { files, list, pairs }
}

/** A gate that somebody has taken out. */
const openGate: Pick<GateKeeper, 'blocks' | 'judge' | 'judgeChanges' | 'judgeNote' | 'verdictOf'> =
  {
    blocks: () => false,
    judge: () => [],
    judgeChanges: () => [],
    judgeNote: () => [],
    verdictOf: () => ({ judged: 'nothing', findings: [] }),
  }

/** What ends a desk as a power cut does. */
class Killed extends Error {}

/** Lets a desk die at one of the things that it does to its disk or to the relay. */
class Fate {
  #left = Number.POSITIVE_INFINITY
  #isDone = false
  /** How many of them there were. */
  steps = 0

  /** Dies at the step that comes so many steps from now, before it or after it is done. */
  dieAt(step: number, moment: 'after' | 'before'): void {
    this.#left = step
    this.#isDone = moment === 'after'
  }

  live(): void {
    this.#left = Number.POSITIVE_INFINITY
  }

  get isDead(): boolean {
    return this.#left <= 0
  }

  step<Result>(work: () => Result): Result {
    this.steps++
    if (this.#left <= 0) throw new Killed()
    if (--this.#left > 0) return work()
    if (this.#isDone) work()
    throw new Killed()
  }
}

/** One person's desk: its disk, and what runs over it until it is killed. */
export class FixtureDesk {
  readonly keys: DeskKeys
  readonly fate = new Fate()
  /** The disk takes nothing more. */
  isFull = false
  press = plainPress()
  journal: Journal
  stories: StoryDesk
  names: NameLists
  sources: SourceList
  releases: ReleaseDesk
  looseEnds: LooseEnds
  #isGateSkipped = false
  readonly #newsroom: TwoDesks
  readonly #store: DeskStore
  #requests = 0

  constructor(newsroom: TwoDesks, keys: DeskKeys, disk: DeskStore) {
    this.keys = keys
    this.#newsroom = newsroom
    this.#store = {
      ...disk,
      change: (work) => {
        if (this.isFull) throw new DeskError('storage-failed')
        return this.fate.step(() => disk.change(work))
      },
    }
    const opened = this.#open()
    this.journal = opened.journal
    this.stories = opened.stories
    this.names = opened.names
    this.sources = opened.sources
    this.releases = opened.releases
    this.looseEnds = opened.looseEnds
  }

  /** Begins again on what the disk holds. */
  async restart(): Promise<void> {
    await this.stop()
    this.fate.live()
    Object.assign(this, this.#open())
    this.start()
  }

  /** Begins again as a changed program that lets everything pass. */
  async skipGate(): Promise<void> {
    this.#isGateSkipped = true
    await this.restart()
  }

  /** Does by itself what a desk does. */
  start(): void {
    this.releases.start()
    this.looseEnds.start()
  }

  /** Resolves when nothing is done by itself any more. */
  async stop(): Promise<void> {
    await Promise.all([this.releases.stop(), this.looseEnds.stop()])
  }

  /** A request id that was not used before. */
  requestId(): string {
    return `request-${toHex(this.keys.deviceId).slice(0, 8)}-${this.#requests++}`
  }

  view(id: string): StoryView {
    return this.stories.get(id).story
  }

  move(id: string, move: MoveRequest['move'], more: Partial<MoveRequest> = {}): string {
    return this.stories.move(id, { move, requestId: this.requestId(), ...more })
  }

  /** Approves what is proposed now. */
  approve(id: string): string {
    return this.move(id, 'approve', { digest: this.view(id).proposal!.digest })
  }

  /** Types: what `type` does to the story's document, as a page would. */
  type(id: string, type: (doc: Y.Doc) => void): void {
    const doc = new Y.Doc()
    const { update, vector } = this.stories.sync(id, {
      vector: toBase64Url(Y.encodeStateVector(doc)),
    })
    if (update !== '') Y.applyUpdate(doc, fromBase64Url(update)!)
    type(doc)
    const typed = Y.encodeStateAsUpdate(doc, fromBase64Url(vector))
    this.stories.sync(id, { vector, update: toBase64Url(typed) })
  }

  #open() {
    const { clock, roster, relay } = this.#newsroom
    const { keys, fate } = this
    const journal = Journal.open(keys, this.#store)
    const trusted = verifyRoster(p, roster, { newsroomId, nowMillis: NOON_MILLIS })
    const holdMillis = [SHORTEST_HOLD_MILLIS, 2000] as const
    const schedule = { ...demoSchedule, batchIntervalMillis: ROUND_MILLIS, holdMillis }
    const parts = { keys, clock, schedule, journal, roster: { trusted } }
    const press: SitePress = { site: (stories) => this.press.site(stories) }
    const gate = this.#isGateSkipped ? openGate : new GateKeeper({ clock, journal, press })
    const releases = new ReleaseDesk({ ...parts, gate, relay: mortal(relay, fate), press })
    const stories = new StoryDesk({ ...parts, gate, releases })
    const looseEnds = new LooseEnds(parts)
    const lists = { names: new NameLists(parts), sources: new SourceList(parts) }
    return { journal, releases, stories, looseEnds, ...lists }
  }
}

/** The relay, as a desk that can die reaches it. */
function mortal(relay: MemoryReleaseRelay, fate: Fate): ReleaseRelay {
  return {
    lackingFiles: async (hashes) => fate.step(() => relay.lackingFiles(hashes)),
    putReleaseFile: async (hash, file) => fate.step(() => relay.putReleaseFile(hash, file)),
    putRelease: async (number, release) => fate.step(() => relay.putRelease(number, release)),
    release: async () => fate.step(() => relay.release()),
  }
}

/** Two people, two desks, one relay. */
export class TwoDesks {
  readonly clock = new ManualClock()
  readonly relay = new MemoryReleaseRelay(p)
  readonly roster: Uint8Array
  readonly ada: FixtureDesk
  readonly bruno: FixtureDesk

  constructor() {
    const adasDisk = openMemoryDeskStore()
    const { roster, ada, bruno } = foundRoster(adasDisk)
    const brunosDisk = openMemoryDeskStore()
    brunosDisk.change((stores) => Journal.found(bruno, stores))
    const { devices } = verifyRoster(p, roster, { newsroomId, nowMillis: NOON_MILLIS })
    for (const [keys, disk] of [[ada, adasDisk] as const, [bruno, brunosDisk] as const])
      disk.change((stores) => KnownDevices.open(keys, stores).learn(stores, devices))
    this.roster = roster
    this.ada = new FixtureDesk(this, ada, adasDisk)
    this.bruno = new FixtureDesk(this, bruno, brunosDisk)
    this.ada.start()
    this.bruno.start()
  }

  /** Hands each desk what the other has and it lacks. */
  readonly exchange = (): void => {
    for (const [from, to] of [[this.ada, this.bruno] as const, [this.bruno, this.ada] as const])
      hand(from.journal, to.journal)
  }

  /** Lets rounds of both desks pass, with what they write handed over after each. */
  async rounds(count = 4): Promise<void> {
    for (let round = 0; round < count; round++) {
      await this.clock.advance(ROUND_MILLIS)
      this.#exchangeIfBothLive()
    }
  }

  #exchangeIfBothLive(): void {
    const isOneDead = () => this.ada.fate.isDead || this.bruno.fate.isDead
    try {
      if (!isOneDead()) this.exchange()
    } catch (error) {
      if (!isOneDead()) throw error
    }
  }
}

function hand(from: Journal, to: Journal): void {
  for (const [deviceId, { sequence: last }] of from.heads) {
    const first = (to.heads.get(deviceId)?.sequence ?? 0) + 1
    for (let sequence = first; sequence <= last; sequence++)
      to.receive([arrived(deviceId, from.item(deviceId, sequence)!)])
  }
}

function arrived(deviceId: string, bytes: Uint8Array): ArrivedEntry {
  const item = parseItem(bytes)
  const entry = parseEntry(item.entry)
  const hash = entryHash(p, newsroomId, item.entry)
  const judged = { deviceId, entry, bytes: item.entry, hash }
  if (item.kind === 'key-destroyed') return judged
  const bodyKey = { id: entry.bodyKeyId, key: item.bodyKey, subject: toHex(item.subject) }
  return { ...judged, bodyKey }
}
