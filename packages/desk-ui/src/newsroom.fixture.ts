import {
  emptyNewsroom,
  fold,
  nextTurnOf,
  pendingReleases,
  releaseIdOf,
  standingOf,
  standingRelease,
  storiesOf,
  type DraftedRelease,
  type JournalEvent,
  type NewsroomState,
  type ReleaseChange,
  type StoryMoved,
} from '@cronista/newsroom'

const HOUR_MILLIS = 3_600_000

/** A newsroom in memory, without journal, wire or encryption: what one desk writes, all know at once. Its
 *  clock stands until it is put forward. */
export class MemoryNewsroom {
  nowMillis = Date.parse('2026-11-22T18:00:00Z')
  holdMillis = HOUR_MILLIS
  /** Whether a second desk signs what the first drafts. */
  signs = true
  #state: NewsroomState = emptyNewsroom
  #drawn = 0

  get state(): NewsroomState {
    return this.#state
  }

  write(...events: readonly JournalEvent[]): void {
    this.#state = fold(events, this.#state)
  }

  /** A fresh id of 32 hexadecimal digits. */
  newId(): string {
    this.#drawn += 1
    return this.#drawn.toString(16).padStart(32, '0')
  }

  /** The end of every hold. */
  waitOut(): void {
    this.nowMillis += this.holdMillis + HOUR_MILLIS
  }

  /** Drafts a release that puts this held story on the site. */
  publish(story: string, person: string): void {
    const found = storiesOf(this.#state).find(({ id }) => id === story)
    const standing = found === undefined ? undefined : standingOf(found)
    if (found === undefined || standing?.state !== 'held') throw new RangeError('not held')
    const { digest } = standing.proposal
    this.draft(person, [{ story, digest, on: '2026-11-22', turn: nextTurnOf(found) }])
  }

  /** Drafts a release; with the second signature it is there. */
  draft(person: string, changes: ReleaseChange[]): void {
    this.write({
      ...{ v: 1, type: 'release-drafted', person, device: person },
      head: this.newId().repeat(2),
      number: this.releases + 1,
      previousHead: standingRelease(this.#state)?.drafted.head ?? '0'.repeat(64),
      issuedAtMillis: this.nowMillis,
      rosterHead: '0'.repeat(64),
      changes,
    })
    if (this.signs) this.sign()
  }

  /** Two desks sign what is drafted, and the relay takes it. */
  sign(): void {
    const release = this.pending
    if (release === undefined) return
    const { head, number } = release.drafted
    const id = releaseIdOf(release.drafted)
    const told = { v: 1, release: id, head } as const
    const signature = 'A'.repeat(86)
    const [first = '', second = ''] = [...this.#state.people.keys()]
    this.write(
      { ...told, type: 'release-signed', person: first, device: first, signature },
      { ...told, type: 'release-signed', person: second, device: second, signature },
      {
        ...told,
        type: 'release-published',
        number,
        person: first,
        publishedAtMillis: this.nowMillis,
      },
    )
    this.releases = number
  }

  releases = 0

  get pending(): DraftedRelease | undefined {
    return pendingReleases(this.#state)[0]
  }

  /** Writes a move down as its author's next turn. */
  move(story: string, person: string, move: StoryMoved['move']): void {
    const found = storiesOf(this.#state).find(({ id }) => id === story)
    if (found === undefined) throw new RangeError('no such story')
    const turn = nextTurnOf(found)
    const movedAtMillis = this.nowMillis
    this.write({ v: 1, type: 'story-moved', story, person, turn, movedAtMillis, move })
  }
}
