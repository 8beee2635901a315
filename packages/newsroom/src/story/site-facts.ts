// What stands on the site is a fact, whatever else was wanted of the story at the same time. An editor
// who was away for a week may return a proposal that has been published since: the return is too late,
// and must not make the newsroom forget what readers see. So a publication asks only for what it
// rests on: somebody proposed exactly this, two people approved exactly this on two devices, and it
// follows what stood there before. What stood there before is what releases with lower numbers made.
import type { StoryMoved } from '../events/story-events.ts'
import { digestOf, type Digest, type ProposalContent } from './digest.ts'
import { publish, unfit } from './moves.ts'
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
  readonly digest: Digest
  readonly on: PlainDate
  /** Who told that it was published. */
  readonly person: string
  readonly movedAtMillis: number
}

/** A change that a release made, and where the story stands with it. */
export interface SiteFact {
  readonly change: PublishedChange
  readonly standing: Corrected | Published | Withdrawn
}

/** What the releases made of the story `id`, one after the other in the order given; what rests on
 *  nothing is left out. `moves` are all of the story, whether or not they were possible in their turns.
 *  None can be published twice, because a correction adds to what stands there and nothing follows a
 *  withdrawal. */
export function siteFacts(
  id: string,
  moves: readonly StoryMoved[],
  published: readonly PublishedChange[],
): readonly SiteFact[] {
  const approvals = moves.flatMap(approvalsOf)
  const facts: SiteFact[] = []
  for (const change of published) {
    const site = facts.at(-1)?.standing
    if (site?.state === 'withdrawn') break
    const proposal = proposalOf(id, moves, change.digest, site?.onSite)
    const two = twoOf(approvals, change.digest)
    if (proposal === undefined || two === undefined) continue
    if (unfit(proposal, site?.onSite) !== undefined) continue
    const held = { state: 'held', proposal, approvals: two, notBeforeMillis: 0, noted: [] } as const
    const standing = publish({ ...held, ...(site && { onSite: site.onSite }) }, change.on)
    facts.push({ change, standing })
  }
  return facts
}

/** The approval that a move is, if it is one. */
export function approvalsOf({ move, person }: StoryMoved): readonly Approval[] {
  if (move.kind !== 'approve') return []
  return [{ person, device: move.device, digest: move.digest }]
}

/** Two approvals of this digest that two people made on two devices. */
export function twoOf(all: readonly Approval[], digest: Digest): TwoApprovals | undefined {
  const approvals = all.filter((approval) => approval.digest === digest)
  for (const first of approvals) {
    const second = approvals.find(
      ({ person, device }) => person !== first.person && device !== first.device,
    )
    if (second !== undefined) return [first, second]
  }
  return undefined
}

function proposalOf(
  id: string,
  moves: readonly StoryMoved[],
  digest: Digest,
  onSite: OnSite | undefined,
): Proposal | undefined {
  for (const { move } of moves) {
    if (!('digest' in move) || move.digest !== digest) continue
    const content = contentOf(id, move, onSite)
    if (content !== undefined && digestOf(content) === digest) return { ...content, digest }
  }
  return undefined
}

function contentOf(
  id: string,
  move: StoryMoved['move'],
  onSite: OnSite | undefined,
): ProposalContent | undefined {
  if (move.kind === 'submit' && move.content.id === id)
    return { kind: onSite === undefined ? 'publication' : 'correction', story: move.content }
  if (move.kind !== 'propose-withdrawal' || onSite === undefined) return undefined
  return { kind: 'withdrawal', id, slug: onSite.story.slug, note: move.note }
}
