// What stands on the site is a fact, whatever else was wanted of the story at the same time. An editor
// who was away for a week may return a proposal that has been published since: the return is too late,
// and must not make the newsroom forget what readers see. So a publication asks only for what it
// rests on: somebody proposed exactly this, two people approved exactly this on two devices, and it
// follows what stood there before.
import type { StoryMoved } from '../events/story-events.ts'
import { digestOf, type Digest, type ProposalContent } from './digest.ts'
import { publish, unfit, type Refused } from './moves.ts'
import type { PlainDate } from './plain-date.ts'
import type {
  Approval,
  Corrected,
  OnSite,
  Proposal,
  Published,
  TwoApprovals,
  Withdrawn,
} from './standing.ts'

/** What a release did to one story. */
export interface PublishedChange {
  readonly type: 'published'
  /** The release's id. */
  readonly release: Digest
  readonly turn: number
  readonly digest: Digest
  readonly on: PlainDate
  /** Who told that it was published. */
  readonly person: string
  readonly movedAtMillis: number
}

/** What one story's publications rest on, and what they have made of it. */
export class SiteFacts {
  readonly #id: string
  readonly #proposals: readonly StoryMoved['move'][]
  readonly #approvals: readonly Approval[]
  #site: Corrected | Published | Withdrawn | undefined

  /** `moves` are all of the story, whether or not they were possible in their turns. */
  constructor(id: string, moves: readonly (PublishedChange | StoryMoved)[]) {
    const told = moves.filter((move) => move.type === 'story-moved')
    this.#id = id
    this.#proposals = told.map(({ move }) => move)
    this.#approvals = told.flatMap(({ move, person }) =>
      move.kind === 'approve' ? [{ person, device: move.device, digest: move.digest }] : [],
    )
  }

  /** What a release makes of the story. None can be published twice, because a correction adds to what
   *  stands there and nothing follows a withdrawal. */
  published({ digest, on }: PublishedChange): Corrected | Published | Refused | Withdrawn {
    const site = this.#site
    if (site?.state === 'withdrawn') return { refused: 'move-impossible' }
    const proposal = this.#find(digest, site?.onSite)
    const approvals = twoOf(this.#approvals.filter((approval) => approval.digest === digest))
    if (proposal === undefined || approvals === undefined) return { refused: 'move-impossible' }
    const refused = unfit(proposal, site?.onSite)
    if (refused !== undefined) return { refused }
    const held = { state: 'held', proposal, approvals, notBeforeMillis: 0, noted: [] } as const
    this.#site = publish({ ...held, ...(site && { onSite: site.onSite }) }, on)
    return this.#site
  }

  #find(digest: Digest, onSite: OnSite | undefined): Proposal | undefined {
    for (const move of this.#proposals) {
      if (!('digest' in move) || move.digest !== digest) continue
      const content = this.#contentOf(move, onSite)
      if (content !== undefined && digestOf(content) === digest) return { ...content, digest }
    }
    return undefined
  }

  #contentOf(move: StoryMoved['move'], onSite: OnSite | undefined): ProposalContent | undefined {
    if (move.kind === 'submit' && move.content.id === this.#id)
      return { kind: onSite === undefined ? 'publication' : 'correction', story: move.content }
    if (move.kind !== 'propose-withdrawal' || onSite === undefined) return undefined
    return { kind: 'withdrawal', id: this.#id, slug: onSite.story.slug, note: move.note }
  }
}

/** Two of them that two people made on two devices. */
function twoOf(approvals: readonly Approval[]): TwoApprovals | undefined {
  for (const first of approvals) {
    const second = approvals.find(
      ({ person, device }) => person !== first.person && device !== first.device,
    )
    if (second !== undefined) return [first, second]
  }
  return undefined
}
