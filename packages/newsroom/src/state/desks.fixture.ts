// Desks that share stories, without cryptography: each knows the events that have reached it. Some of
// them want what is impossible, and some announce releases that nobody else has signed.
import { encodeEvent, parseEvent, type JournalEvent } from '../events.ts'
import type { ReleaseDrafted } from '../events/release-events.ts'
import type { StoryMoved } from '../events/story-events.ts'
import { fold } from '../fold.ts'
import { digestOf } from '../story/digest.ts'
import { possibleMoves, type MoveName } from '../story/possible-moves.ts'
import type { PrintableStory } from '../story/printable-story.ts'
import type { Standing } from '../story/standing.ts'
import { correction, inBoth, STORY, storySaying } from '../story/story.fixture.ts'
import { emptyNewsroom, type NewsroomState } from './newsroom-state.ts'
import { releaseIdOf, releasesOf } from './release-state.ts'
import { findHeld } from './site-stories.ts'
import { nextTurnOf, standingOf } from './story-replay.ts'

interface Desk {
  readonly person: string
  readonly device: string
  state: NewsroomState
  readonly known: Set<number>
}

/** What somebody does; numbers choose among what there is. */
export interface Deed {
  readonly desk: number
  readonly deed: 'announce' | 'carry' | 'draft' | 'move' | 'receive' | 'sign'
  readonly isLegal: boolean
  readonly choice: number
}

const everyMove: readonly Exclude<MoveName, 'publish'>[] = [
  ...(['begin', 'submit', 'return', 'approve', 'hold', 'reopen', 'note-correction'] as const),
  'propose-withdrawal',
]

/** Three people, two of them with two devices, and the relay's place in the chain of releases. */
export class Desks {
  readonly events: JournalEvent[] = []
  readonly desks: readonly Desk[] = ['a1/d1', 'a1/d2', 'b2/d3', 'b2/d4', 'c3/d5'].map((name) => {
    const [person = '', device = ''] = name.split('/').map((digits) => digits.repeat(16))
    return { person, device, state: emptyNewsroom, known: new Set() }
  })
  #relay = { number: 0, head: '00'.repeat(32) }

  /** Whether every device signs only what it holds itself, as desks do. */
  readonly #isHonest: boolean

  constructor(isHonest: boolean) {
    this.#isHonest = isHonest
  }

  do({ desk: index, deed, ...how }: Deed): Desk {
    const desk = this.desks[index % this.desks.length]!
    if (deed === 'receive') this.#receive(desk, how.choice)
    if (deed === 'move') this.#move(desk, how)
    if (deed === 'draft') this.#draft(desk, how)
    if (deed === 'sign') this.#sign(desk, how.choice)
    if (deed === 'announce') this.#announce(desk, how)
    if (deed === 'carry') this.#carry(how.choice)
    return desk
  }

  /** Two people who know everything take the story one to eight steps on, as it should be. */
  #carry(choice: number): void {
    const pair = [this.desks[0]!, this.desks[2]!]
    for (let step = 0; step <= choice % 8; step++) {
      for (const desk of pair) this.#receive(desk, 0)
      const desk = pair[step % 2]!
      const how = { isLegal: true, choice: choice + step }
      const story = desk.state.stories.get(STORY)
      if (story === undefined || standingOf(story).state !== 'held') this.#move(desk, how)
      else this.#publish(pair, how)
    }
  }

  #publish([first, second]: readonly Desk[], how: Pick<Deed, 'choice' | 'isLegal'>): void {
    this.#draft(first!, how)
    this.#receive(second!, 0)
    this.#sign(second!, -1)
    this.#announce(first!, { ...how, choice: -1 })
  }

  #tell(desk: Desk, event: object): void {
    const told = parseEvent(encodeEvent({ v: 1, person: desk.person, ...event } as JournalEvent))
    this.events.push(told)
    this.#learn(desk, this.events.length - 1)
  }

  #learn(desk: Desk, index: number): void {
    desk.known.add(index)
    desk.state = fold([this.events[index]!], desk.state)
  }

  /** What it lacks, or some of it, newest first. */
  #receive(desk: Desk, choice: number): void {
    for (let index = this.events.length - 1; index >= 0; index--)
      if (!desk.known.has(index) && (index * choice) % 4 < 3) this.#learn(desk, index)
  }

  #move(desk: Desk, { isLegal, choice }: Pick<Deed, 'choice' | 'isLegal'>): void {
    const story = desk.state.stories.get(STORY)
    const standing = story ? standingOf(story) : ({ state: 'pitch' } as const)
    const legal = possibleMoves(standing, desk).filter((name) => name !== 'publish')
    const rare = choice % 5 > 0 ? ['return', 'propose-withdrawal'] : ['return']
    const onward = legal.filter((name) => !rare.includes(name))
    const names = isLegal ? onward : everyMove
    const name = names[choice % names.length]
    if (name === undefined) return
    const turn = (story ? nextTurnOf(story) : 1) + (isLegal ? 0 : choice % 3)
    const move = this.#moveOf(name, standing, desk, isLegal, choice)
    this.#tell(desk, { type: 'story-moved', story: STORY, turn, move, movedAtMillis: choice })
  }

  #moveOf(
    kind: Exclude<MoveName, 'publish'>,
    standing: Standing,
    { device }: Desk,
    isLegal: boolean,
    choice: number,
  ): object {
    const stray = digestOf({ kind: 'publication', story: storySaying(wordsOf(choice)) })
    const proposed = 'proposal' in standing ? standing.proposal.digest : stray
    switch (kind) {
      case 'submit':
        return submission(standing, isLegal, choice)
      case 'approve':
        return { kind, device, digest: isLegal ? proposed : stray }
      case 'hold':
        return { kind, notBeforeMillis: choice }
      case 'note-correction':
        return { kind, ...correction(`Corrección ${choice}`) }
      case 'propose-withdrawal': {
        const content = { kind: 'withdrawal', id: STORY, note: inBoth('Ya no') } as const
        const { slug } = storySaying(wordsOf(choice))
        const digest = isLegal ? digestOf({ ...content, slug }) : stray
        return { kind, note: content.note, digest }
      }
      case 'begin':
      case 'reopen':
      case 'return':
        return { kind }
    }
  }

  #draft(desk: Desk, { isLegal, choice }: Pick<Deed, 'choice' | 'isLegal'>): void {
    const story = desk.state.stories.get(STORY)
    const standing = story && standingOf(story)
    const submitted = this.events.filter(isProposal).map(({ move }) => move.digest)
    const held = standing?.state === 'held' ? standing.proposal.digest : undefined
    const digest = isLegal ? held : submitted[choice % (submitted.length || 1)]
    if (digest === undefined) return
    this.#tell(desk, {
      type: 'release-drafted',
      device: desk.device,
      head: this.events.length.toString(16).padStart(64, 'e'),
      number: this.#relay.number + 1,
      previousHead: this.#relay.head,
      issuedAtMillis: this.events.length,
      rosterHead: 'c0'.repeat(32),
      changes: [{ story: STORY, digest, on: '2026-03-05', turn: 1 + (choice % 20) }],
    })
    this.#sign(desk, -1)
  }

  #sign(desk: Desk, choice: number): void {
    const drafts = releasesOf(desk.state).filter(
      ({ drafted, signatures }) =>
        !signatures.has(desk.device) &&
        (!this.#isHonest || drafted.changes.every((change) => findHeld(desk.state, change))),
    )
    const draft = drafts.at(choice % (drafts.length || 1))
    if (draft === undefined) return
    const [release, { head }] = [draft.id, draft.drafted]
    const signature = `${'A'.repeat(85)}Q`
    this.#tell(desk, { type: 'release-signed', release, head, device: desk.device, signature })
  }

  /** The relay takes what two people have signed and what follows; others may be announced all the same. */
  #announce(desk: Desk, { isLegal, choice }: Pick<Deed, 'choice' | 'isLegal'>): void {
    const drafts = this.events.filter(
      (event) =>
        isDraft(event) && (isLegal ? this.#isTaken(event) : this.signersOf(event).size < 2),
    ) as ReleaseDrafted[]
    const draft = drafts.at(choice % (drafts.length || 1))
    if (draft === undefined) return
    const { number, head } = draft
    if (isLegal) this.#relay = { number, head }
    const told = {
      release: releaseIdOf(draft),
      head,
      number,
      publishedAtMillis: this.events.length,
    }
    this.#tell(desk, { type: 'release-published', ...told })
  }

  #isTaken(draft: ReleaseDrafted): boolean {
    const { number, previousHead } = draft
    const follows = number === this.#relay.number + 1 && previousHead === this.#relay.head
    return follows && this.signersOf(draft).size > 1
  }

  /** The people who have signed a draft. */
  signersOf(draft: ReleaseDrafted): ReadonlySet<string> {
    const release = releaseIdOf(draft)
    return new Set(
      this.events.flatMap((event) =>
        event.type === 'release-signed' && event.release === release ? [event.person] : [],
      ),
    )
  }
}

/** Legal content follows what stands on the site; any other changes one language, or takes corrections away. */
function submission(standing: Standing, isLegal: boolean, choice: number): object {
  const onSite = 'onSite' in standing ? standing.onSite : undefined
  const noted = standing.state === 'draft' ? standing.noted : []
  const corrections = [...(onSite?.story.corrections ?? []), ...noted]
  const { es, en } = wordsOf(choice)
  const content: PrintableStory = isLegal
    ? storySaying({ es, en }, { corrections })
    : storySaying({ es, en: 'same' }, { corrections: corrections.slice(choice % 2) })
  const kind = onSite === undefined ? 'publication' : 'correction'
  return { kind: 'submit', content, digest: digestOf({ kind, story: content }) }
}

function wordsOf(choice: number) {
  return inBoth(`Texto ${choice % 5}`)
}

type Proposing = StoryMoved & { readonly move: { readonly digest: string } }

function isProposal(event: JournalEvent): event is Proposing {
  return (
    event.type === 'story-moved' &&
    (event.move.kind === 'submit' || event.move.kind === 'propose-withdrawal')
  )
}

/** Whether it is a release's draft. */
export function isDraft(event: JournalEvent): event is ReleaseDrafted {
  return event.type === 'release-drafted'
}
