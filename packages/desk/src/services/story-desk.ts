// The stories of the newsroom, as editors write, approve and publish them at this desk.
import { fromBase64Url, toBase64Url, toHex } from '@cronista/protocol'
import {
  findStory,
  findThread,
  NewsroomError,
  penNamesOf,
  standingOf,
  startDraft,
  storiesOf,
  StoryDocuments,
  type JournalEvent,
  type OpenedStory,
} from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import { firstParagraphs } from '../domain/first-paragraphs.ts'
import { idOfRequest } from '../domain/request-id.ts'
import type {
  MoveRequest,
  NewStory,
  Stories,
  StoryAnswer,
  StoryStateName,
  SyncAnswer,
  SyncRequest,
} from '../http/story-api.ts'
import { appendChecked } from './checked-append.ts'
import type { GateKeeper } from './gate-keeper.ts'
import { makeMove, type StoryMoveParts } from './story-moves.ts'
import { storySummary, storyView, type StoryViewer } from './story-views.ts'

/** Requests that are remembered, so that a repetition is known as one. */
const MOST_REQUESTS = 1000
/** A Yjs update that changes nothing. */
const NOTHING = toBase64Url(Uint8Array.of(0, 0))

/** What the stories work with. */
export interface StoryDeskParts extends Omit<StoryMoveParts, 'draftOf'> {
  readonly gate: Pick<GateKeeper, 'blocks' | 'judge' | 'judgeNote' | 'verdictOf'>
}

/** The newsroom's stories. */
export class StoryDesk {
  readonly #parts: StoryDeskParts
  readonly #documents = new StoryDocuments()
  readonly #made = new Set<string>()

  constructor(parts: StoryDeskParts) {
    this.#parts = parts
  }

  /** All stories, the last one worked on first. */
  list(): Stories {
    const { state } = this.#parts.journal
    const viewer = this.#viewer()
    const draftOf = (story: OpenedStory) => this.#documents.draftOf(story)
    const stories = storiesOf(state).map((story) => storySummary(state, story, draftOf, viewer))
    return {
      stories: stories.sort(
        (a, b) => b.updatedAtMillis - a.updatedAtMillis || (a.id < b.id ? -1 : 1),
      ),
    }
  }

  /** One story. Throws `not-found`. */
  get(id: string): StoryAnswer {
    const story = this.#story(id)
    const draft = this.#documents.draftOf(story)
    const { state } = this.#parts.journal
    return { story: storyView(state, story, draft, this.#viewer()) }
  }

  /** Begins a story, with what the contributor wrote if it begins in a conversation, and gives its id;
   *  the same request again changes nothing. Durable when it returns. Throws `not-found` for an unknown
   *  conversation, or `storage-failed`. */
  open({ original, thread, requestId }: NewStory): string {
    const { keys, clock, journal } = this.#parts
    const story = idOfRequest(keys.p, keys.deviceId, 'story', requestId)
    if (findStory(journal.state, story) !== undefined) return story
    const from = thread === undefined ? undefined : findThread(journal.state, thread)
    if (thread !== undefined && from === undefined) throw new DeskError('not-found')
    const [penName, ...others] = penNamesOf(journal.state).filter((one) => one.thread === thread)
    const seed = startDraft({
      ...{ story, original },
      paragraphs: from === undefined ? [] : firstParagraphs(from, original),
      ...(from && penName && others.length === 0 && { penName: penName.penName }),
    })
    const nowMillis = clock.nowMillis()
    const told = { v: 1, story, person: toHex(keys.personId) } as const
    const origin = { original, ...(thread && { thread }) }
    appendChecked(journal, [
      { ...told, type: 'story-opened', ...origin, openedAtMillis: nowMillis },
      { ...told, type: 'story-edited', update: toBase64Url(seed), editedAtMillis: nowMillis },
    ])
    return story
  }

  /** Takes in what a page has typed, and gives what it lacks. What was typed is durable when this
   *  returns. Throws `not-found`, `update-malformed`, `too-large` or `storage-failed`. */
  sync(id: string, { vector, update }: SyncRequest): SyncAnswer {
    this.#story(id)
    if (update !== undefined && update !== '') this.#write(id, bytesOf(update))
    const story = this.#story(id)
    const lacking = toBase64Url(translated(() => this.#documents.updateOf(story, bytesOf(vector))))
    return {
      update: lacking === NOTHING ? '' : lacking,
      vector: toBase64Url(this.#documents.vectorOf(story)),
    }
  }

  /** Makes a move and gives the state it leads to; the same request again changes nothing. Durable when
   *  it returns. Throws `not-found`, and as `makeMove`. */
  move(id: string, request: MoveRequest): StoryStateName {
    const story = this.#story(id)
    const name = `${id}/${request.requestId}`
    if (!this.#made.has(name)) {
      makeMove({ ...this.#parts, draftOf: (one) => this.#documents.draftOf(one) }, story, request)
      this.#remember(name)
    }
    return standingOf(this.#story(id)).state
  }

  /** Drops what was put together in memory. */
  forget(): void {
    for (const { id } of storiesOf(this.#parts.journal.state)) this.#documents.forget(id)
  }

  #write(id: string, update: Uint8Array): void {
    const { keys, clock, journal } = this.#parts
    if (!translated(() => this.#documents.accepts(this.#story(id), update))) return
    const person = toHex(keys.personId)
    const edited: JournalEvent = {
      ...{ v: 1, type: 'story-edited', story: id, person },
      update: toBase64Url(update),
      editedAtMillis: clock.nowMillis(),
    }
    appendChecked(journal, [edited])
  }

  #story(id: string): OpenedStory {
    const story = findStory(this.#parts.journal.state, id)
    if (story === undefined) throw new DeskError('not-found')
    return story
  }

  #viewer(): StoryViewer {
    const { keys, clock, releases, schedule, gate } = this.#parts
    const [shortestHoldMillis] = schedule.holdMillis
    const [signed, underWay] = [releases.signedStories(), releases.storiesUnderWay()]
    return { keys, nowMillis: clock.nowMillis(), signed, underWay, shortestHoldMillis, gate }
  }

  #remember(name: string): void {
    this.#made.add(name)
    if (this.#made.size <= MOST_REQUESTS) return
    const [oldest] = this.#made
    if (oldest !== undefined) this.#made.delete(oldest)
  }
}

function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64Url(text)
  if (bytes === undefined) throw new DeskError('update-malformed')
  return bytes
}

/** What the newsroom says of an update, as the page is told. */
function translated<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (cause) {
    if (!(cause instanceof NewsroomError)) throw cause
    const code = cause.code === 'update-malformed' ? cause.code : 'too-large'
    throw new DeskError(code, { cause })
  }
}
