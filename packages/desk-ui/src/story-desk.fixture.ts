import * as Y from 'yjs'
import type {
  MoveRequest,
  NewStory,
  SiteAnswer,
  StorySummary,
  StoryView,
  SyncAnswer,
  SyncRequest,
} from '@cronista/desk/story-api'
import {
  digestOf,
  findStory,
  isRefused,
  moved,
  nextTurnOf,
  penNamesOf,
  personName,
  possibleMoves,
  printableOf,
  printingContextOf,
  replayOf,
  seriesOf,
  standingOf,
  standingRelease,
  startDraft,
  storiesOf,
  StoryDocuments,
  updatedAtMillisOf,
  type Move,
  type OpenedStory,
  type Standing,
  type StoryMoved,
} from '@cronista/newsroom'
import { fromBase64Url, toBase64Url } from './api/base64-url.ts'
import type { MemoryNewsroom } from './newsroom.fixture.ts'
import { Refusal } from './refusal.fixture.ts'
import { MemorySources, verdictOf } from './source-desk.fixture.ts'

/** The stories of one desk in memory: the newsroom's own rules over {@link MemoryNewsroom}. */
export class MemoryStories {
  readonly #newsroom: MemoryNewsroom
  readonly #person: string
  readonly #documents = new StoryDocuments()
  readonly #sources: MemorySources
  readonly #made = new Map<string, string>()
  /** What each contributor wrote, by conversation. */
  readonly paragraphs: (thread: string) => string[]

  constructor(newsroom: MemoryNewsroom, person: string, paragraphs: (thread: string) => string[]) {
    this.#newsroom = newsroom
    this.#person = person
    this.#sources = new MemorySources(newsroom, person)
    this.paragraphs = paragraphs
  }

  /** Answers a request below `/api/`; `undefined` if it is about something else. */
  answer(method: string, path: string, body: unknown): object | undefined {
    const [part = '', id = '', verb] = path.split('/')
    if (part === 'site' && id === 'releases') {
      this.#newsroom.draft(this.#person, [])
      return {}
    }
    if (part === 'site') return this.#site()
    if (part === 'sources' || part === 'people')
      return this.#sources.answer(method, path.split('/'), body)
    if (part === 'pen-names' || part === 'series') return this.#names(method, part, id, body)
    if (part !== 'stories') return undefined
    if (id === '')
      return method === 'GET' ? { stories: this.#list() } : this.#open(body as NewStory)
    if (verb === undefined) return { story: this.#view(this.#get(id)) }
    if (verb === 'sync') return this.#sync(id, body as SyncRequest)
    return this.#move(this.#get(id), body as MoveRequest)
  }

  #get(id: string): OpenedStory {
    const story = findStory(this.#newsroom.state, id)
    if (story === undefined) throw new Refusal('not-found')
    return story
  }

  #list(): StorySummary[] {
    return storiesOf(this.#newsroom.state)
      .map((story) => this.#summary(story))
      .sort((a, b) => b.updatedAtMillis - a.updatedAtMillis || (a.id < b.id ? -1 : 1))
  }

  #summary(story: OpenedStory): StorySummary {
    const standing = standingOf(story)
    const { fields, choices } = this.#documents.draftOf(story)
    const penName = this.#newsroom.state.penNames.get(choices.penName)?.name
    const { original, thread } = story.opened
    return {
      ...{ id: story.id, headline: fields.headline, state: standing.state, original },
      ...(thread === undefined ? {} : { thread }),
      ...(penName === undefined ? {} : { penName }),
      updatedAtMillis: updatedAtMillisOf(story),
      approvals: 'approvals' in standing ? standing.approvals.length : 0,
      waitsForMe: this.#moves(story).includes('approve'),
      isBlocked: this.#isBlocked(story),
      ...('proposal' in standing ? { proposed: standing.proposal.kind } : {}),
      onSite: 'onSite' in standing,
    }
  }

  #moves(story: OpenedStory) {
    const standing = standingOf(story)
    const isHeld = this.#newsroom.nowMillis < (holdEndOf(standing) ?? 0)
    const isBlocked = this.#isBlocked(story)
    const by = { person: this.#person, device: this.#person }
    return possibleMoves(standing, by).filter((move) => {
      if (move === 'approve') return !isBlocked
      return move !== 'publish' || !(isHeld || isBlocked)
    })
  }

  #isBlocked(story: OpenedStory): boolean {
    return 'proposal' in standingOf(story) && this.#gate(story).findings.length > 0
  }

  #printable(story: OpenedStory) {
    const context = printingContextOf(this.#newsroom.state, story)
    return printableOf(this.#documents.draftOf(story), context)
  }

  #view(story: OpenedStory): StoryView {
    const { standing, history } = replayOf(story)
    const printable = this.#printable(story)
    const nameOf = (person: string) => personName(this.#newsroom.state, person) ?? person
    const onSite = 'onSite' in standing ? standing.onSite : undefined
    const { original, thread } = story.opened
    const notBeforeMillis = holdEndOf(standing)
    return {
      ...{ id: story.id, original, state: standing.state },
      ...(thread === undefined ? {} : { thread }),
      ...('proposal' in standing ? { proposal: standing.proposal } : {}),
      approvals: ('approvals' in standing ? standing.approvals : []).map(({ person }) => ({
        ...{ person, name: nameOf(person), own: person === this.#person },
      })),
      ...(notBeforeMillis === undefined ? {} : { notBeforeMillis }),
      ...(onSite === undefined ? {} : { onSite: { ...onSite, paths: onSite.story.slug } }),
      faults: printable.kind === 'incomplete' ? [...printable.faults] : [],
      gate: this.#gate(story),
      changedSinceProposal: false,
      corrections: 'noted' in standing ? [...standing.noted] : [],
      history: history.map(({ move, person, atMillis, reason }) => ({
        ...{ move, by: nameOf(person), atMillis },
        ...(reason === undefined ? {} : { reason }),
      })),
      moves: [...this.#moves(story)],
    }
  }

  /** As the desk judges it: what is proposed, or the draft as it would be printed. */
  #gate(story: OpenedStory) {
    const standing = standingOf(story)
    if ('proposal' in standing) return verdictOf(this.#newsroom, 'proposal', standing.proposal)
    const onSite = 'onSite' in standing ? standing.onSite : undefined
    if (standing.state !== 'draft' && onSite !== undefined)
      return verdictOf(this.#newsroom, 'site', { kind: 'correction', story: onSite.story })
    const printable = this.#printable(story)
    if (printable.kind === 'incomplete') return verdictOf(this.#newsroom, 'nothing', undefined)
    const kind = onSite === undefined ? 'publication' : 'correction'
    return verdictOf(this.#newsroom, 'draft', { kind, story: printable.story })
  }

  #open({ original, thread, requestId }: NewStory): { id: string } {
    return this.#once(requestId, () => {
      const story = this.#newsroom.newId()
      const paragraphs = thread === undefined ? [] : this.paragraphs(thread)
      const update = startDraft({ story, original, paragraphs })
      const told = { v: 1, story, person: this.#person } as const
      const atMillis = this.#newsroom.nowMillis
      const from = thread === undefined ? {} : { thread }
      this.#newsroom.write(
        { ...told, type: 'story-opened', original, ...from, openedAtMillis: atMillis },
        { ...told, type: 'story-edited', update: toBase64Url(update), editedAtMillis: atMillis },
      )
      return story
    })
  }

  #sync(id: string, { vector, update = '' }: SyncRequest): SyncAnswer {
    const told = { v: 1, type: 'story-edited', story: id, person: this.#person } as const
    if (update !== '' && this.#documents.accepts(this.#get(id), fromBase64Url(update)))
      this.#newsroom.write({ ...told, update, editedAtMillis: this.#newsroom.nowMillis })
    const story = this.#get(id)
    const lacking = this.#documents.updateOf(story, fromBase64Url(vector))
    return {
      update: lacking.length <= 2 ? '' : toBase64Url(lacking),
      vector: toBase64Url(this.#documents.vectorOf(story)),
    }
  }

  #move(story: OpenedStory, request: MoveRequest): { state: string } {
    const isJudged = ['submit', 'approve', 'publish'].includes(request.move)
    if (isJudged && this.#gate(story).findings.length > 0) throw new Refusal('gate-blocked')
    if (request.move === 'publish') this.#newsroom.publish(story.id, this.#person)
    else this.#make(story, this.#moveOf(story, request))
    return { state: standingOf(this.#get(story.id)).state }
  }

  #make(story: OpenedStory, move: Move): void {
    const { nowMillis, holdMillis } = this.#newsroom
    const made: StoryMoved = {
      ...{ v: 1, type: 'story-moved', story: story.id, person: this.#person },
      ...{ turn: nextTurnOf(story), movedAtMillis: nowMillis, move },
    }
    const outcome = moved(story.id, standingOf(story), made)
    if (isRefused(outcome))
      throw new Refusal(
        outcome.refused === 'digest-changed' || outcome.refused === 'approved-already'
          ? outcome.refused
          : 'move-impossible',
      )
    this.#newsroom.write(made)
    if (outcome.state === 'approved')
      this.#newsroom.move(story.id, this.#person, {
        kind: 'hold',
        notBeforeMillis: nowMillis + holdMillis,
      })
  }

  #moveOf(story: OpenedStory, { move, digest = '', note, reason }: MoveRequest): Move {
    const text = note ?? { es: '', en: '' }
    const standing = standingOf(story)
    switch (move) {
      case 'approve':
        return { kind: move, digest, device: this.#person }
      case 'return':
        return { kind: move, ...(reason === undefined ? {} : { reason }) }
      case 'note-correction':
        return { kind: move, madeOn: '2026-11-22', text }
      case 'submit': {
        const printable = this.#printable(story)
        if (printable.kind === 'incomplete') throw new Refusal('story-incomplete')
        const { story: content } = printable
        const kind = 'onSite' in standing ? 'correction' : 'publication'
        return { kind: move, content, digest: digestOf({ kind, story: content }) }
      }
      case 'propose-withdrawal': {
        if (!('onSite' in standing)) throw new Refusal('move-impossible')
        const { id, slug } = standing.onSite.story
        const proposed = digestOf({ kind: 'withdrawal', id, slug, note: text })
        return { kind: move, note: text, digest: proposed }
      }
      case 'begin':
      case 'reopen':
        return { kind: move }
      default:
        throw new Refusal('move-impossible')
    }
  }

  #site(): SiteAnswer {
    const standing = standingRelease(this.#newsroom.state)?.drafted
    const { pending } = this.#newsroom
    return {
      ...(standing === undefined
        ? {}
        : { release: { number: standing.number, head: standing.head } }),
      ...(pending === undefined
        ? {}
        : {
            pending: {
              ...{ number: pending.drafted.number, head: pending.drafted.head },
              ...{ stage: 'waits-for-signature', done: 0, total: 12 },
            },
          }),
      warnings: [],
    }
  }

  #names(method: string, part: string, id: string, body: unknown): object {
    const { state } = this.#newsroom
    if (method === 'GET')
      return {
        'pen-names': { penNames: penNamesOf(state).map((one) => ({ ...one, id: one.penName })) },
        series: { series: seriesOf(state).map((one) => ({ ...one, id: one.series })) },
      }[part]!
    const { requestId = '', ...asked } = body as Record<string, never>
    const atMillis = this.#newsroom.nowMillis
    const make = (made: string): string => {
      const told = { v: 1, person: this.#person, ...asked } as const
      const at = { recordedAtMillis: atMillis }
      if (part === 'pen-names')
        this.#newsroom.write({ ...told, type: 'pen-name-recorded', penName: made, ...at } as never)
      else
        this.#newsroom.write({
          ...told,
          type: 'series-recorded',
          series: made,
          revision: 1,
          ...at,
        } as never)
      return made
    }
    return id === '' ? this.#once(requestId, () => make(this.#newsroom.newId())) : { id: make(id) }
  }

  #once(requestId: string, make: () => string): { id: string } {
    const id = this.#made.get(requestId) ?? make()
    this.#made.set(requestId, id)
    return { id }
  }
}

/** A withdrawal has none. */
function holdEndOf(standing: Standing): number | undefined {
  const isHeld = standing.state === 'held' && standing.proposal.kind !== 'withdrawal'
  return isHeld ? standing.notBeforeMillis : undefined
}

/** A story's Yjs document at this desk, to look into from outside. */
export function documentOf(newsroom: MemoryNewsroom, id: string): Y.Doc {
  const story = findStory(newsroom.state, id)!
  const doc = new Y.Doc()
  Y.applyUpdate(doc, new StoryDocuments().updateOf(story))
  return doc
}
