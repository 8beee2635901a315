// Stories as the desk's page shows them.
import { toHex } from '@cronista/protocol'
import {
  digestOf,
  personName,
  possibleMoves,
  printableOf,
  printingContextOf,
  replayOf,
  standingOf,
  updatedAtMillisOf,
  type MoveName,
  type NewsroomState,
  type OpenedStory,
  type Printable,
  type Proposal,
  type Standing,
  type StoryDraft,
} from '@cronista/newsroom'
import { holdEndOf, isUrgent, type HoldView } from '../domain/hold.ts'
import type { StorySummary, StoryView } from '../http/story-api.ts'
import type { DeskKeys } from './desk-keys.ts'
import type { GateKeeper } from './gate-keeper.ts'

/** Who looks, and what this desk is doing with the story beside what the journal says of it. */
export interface StoryViewer {
  readonly keys: Pick<DeskKeys, 'deviceId' | 'personId'>
  readonly nowMillis: number
  /** Stories that a release may still put on the site which this desk has signed. */
  readonly signed: ReadonlySet<string>
  /** Those of them whose release is under way. */
  readonly underWay: ReadonlySet<string>
  readonly shortestHoldMillis: number
  readonly gate: Pick<GateKeeper, 'blocks' | 'verdictOf'>
}

/** One line of the list of stories. `draftOf` is asked only for stories that are being worked on. */
export function storySummary(
  state: NewsroomState,
  story: OpenedStory,
  draftOf: (story: OpenedStory) => StoryDraft,
  viewer: StoryViewer,
): StorySummary {
  const standing = standingOf(story)
  const { original, thread } = story.opened
  const { headline, penName } = titlesOf(state, standing, () => draftOf(story))
  const proposal = 'proposal' in standing ? standing.proposal : undefined
  const isBlocked = proposal !== undefined && viewer.gate.blocks(proposal)
  return {
    id: story.id,
    headline,
    state: standing.state,
    ...(proposal && { proposed: proposal.kind }),
    original,
    ...(thread && { thread }),
    ...(penName && { penName }),
    updatedAtMillis: updatedAtMillisOf(story),
    approvals: 'approvals' in standing ? standing.approvals.length : 0,
    waitsForMe: movesNow(story, standing, viewer, isBlocked).includes('approve'),
    isBlocked,
    onSite: onSiteOf(standing) !== undefined,
  }
}

/** One story with everything that an editor decides by. */
export function storyView(
  state: NewsroomState,
  story: OpenedStory,
  draft: StoryDraft,
  viewer: StoryViewer,
): StoryView {
  const { standing, history } = replayOf(story)
  const printable = printableOf(draft, printingContextOf(state, story))
  const proposal = 'proposal' in standing ? standing.proposal : undefined
  const gate = viewer.gate.verdictOf(story, printable)
  const isBlocked = proposal !== undefined && gate.findings.length > 0
  const onSite = onSiteOf(standing)
  const nameOf = (person: string) => personName(state, person) ?? person.slice(0, 8)
  return {
    id: story.id,
    original: story.opened.original,
    state: standing.state,
    ...(story.opened.thread && { thread: story.opened.thread }),
    ...(proposal && { proposal }),
    approvals: ('approvals' in standing ? standing.approvals : []).map(({ person }) => ({
      ...{ person, name: nameOf(person), own: person === toHex(viewer.keys.personId) },
    })),
    ...(standing.state === 'held' &&
      !isUrgent(standing.proposal) && {
        notBeforeMillis: holdEndOf(story, standing, holdViewOf(viewer)),
      }),
    ...(onSite && { onSite: { ...onSite, paths: pathsOf(onSite.story.slug) } }),
    faults: printable.kind === 'incomplete' ? [...printable.faults] : [],
    gate,
    changedSinceProposal: proposal !== undefined && isChanged(proposal, printable),
    corrections: 'noted' in standing ? [...standing.noted] : [],
    history: history.map(({ move, person, atMillis, reason }) => ({
      ...{ move, by: nameOf(person), atMillis },
      ...(reason && { reason }),
    })),
    moves: [...movesNow(story, standing, viewer, isBlocked)],
  }
}

/** What this person can do with the story at this moment. While the gate blocks what is proposed, it is
 *  neither approved nor published. */
function movesNow(
  story: OpenedStory,
  standing: Standing,
  viewer: StoryViewer,
  isBlocked: boolean,
): readonly MoveName[] {
  const by = { person: toHex(viewer.keys.personId), device: toHex(viewer.keys.deviceId) }
  const isHeldStill =
    standing.state === 'held' && viewer.nowMillis < holdEndOf(story, standing, holdViewOf(viewer))
  return possibleMoves(standing, by).filter((move) => {
    if (isBlocked && (move === 'approve' || move === 'publish')) return false
    if (move === 'publish') return !isHeldStill && !viewer.underWay.has(story.id)
    return move !== 'return' || !viewer.signed.has(story.id)
  })
}

function holdViewOf({ keys, shortestHoldMillis }: StoryViewer): HoldView {
  return { person: toHex(keys.personId), shortestHoldMillis }
}

/** What stands on the site of the story, if anything does. */
function onSiteOf(standing: Standing) {
  return 'onSite' in standing ? standing.onSite : undefined
}

/** A story that rests on the site is called as it is there: its document need not be put together. */
function titlesOf(state: NewsroomState, standing: Standing, draftOf: () => StoryDraft) {
  if (standing.state === 'published' || standing.state === 'corrected') {
    const { headline, penName } = standing.onSite.story
    return { headline, penName: penName.name }
  }
  const { fields, choices } = draftOf()
  return { headline: fields.headline, penName: state.penNames.get(choices.penName)?.name }
}

function isChanged(proposal: Proposal, printable: Printable): boolean {
  if (proposal.kind === 'withdrawal') return false
  if (printable.kind === 'incomplete') return true
  return digestOf({ kind: proposal.kind, story: printable.story }) !== proposal.digest
}

function pathsOf(slug: { readonly es: string; readonly en: string }) {
  return { es: `/es/${slug.es}/`, en: `/en/${slug.en}/` }
}
