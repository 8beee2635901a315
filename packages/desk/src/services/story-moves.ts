// Moves of stories, as an editor asks for them. What a move does the newsroom's rules say; here it is
// made ready (text, digests, turn, hold), refused with a sentence for the page, and written down.
import { toHex, type Schedule } from '@cronista/protocol'
import {
  digestOf,
  isRefused,
  moved,
  nextTurnOf,
  printableOf,
  printingContextOf,
  standingOf,
  type Bilingual,
  type Move,
  type MoveRefusal,
  type OpenedStory,
  type Standing,
  type StoryDraft,
  type StoryMoved,
} from '@cronista/newsroom'
import { DeskError, type DeskErrorCode } from '../desk-error.ts'
import { plainDateOf } from '../domain/day.ts'
import { drawHoldEnd, holdEndOf, isUrgent } from '../domain/hold.ts'
import type { MoveRequest } from '../http/story-api.ts'
import type { Clock } from '../ports/clock.ts'
import { appendChecked } from './checked-append.ts'
import type { DeskKeys } from './desk-keys.ts'
import { requirePassed, type GateKeeper } from './gate-keeper.ts'
import type { Journal } from './journal.ts'
import type { ReleaseDesk } from './release-desk.ts'

/** What moves need. */
export interface StoryMoveParts {
  readonly keys: DeskKeys
  readonly clock: Clock
  readonly schedule: Pick<Schedule, 'holdMillis'>
  readonly journal: Pick<Journal, 'append' | 'state'>
  readonly releases: Pick<ReleaseDesk, 'publish' | 'signedStories' | 'storiesUnderWay'>
  readonly gate: Pick<GateKeeper, 'judge' | 'judgeNote'>
  readonly draftOf: (story: OpenedStory) => StoryDraft
}

const refusals: Readonly<Record<MoveRefusal, DeskErrorCode>> = {
  'approved-already': 'approved-already',
  'correction-missing': 'story-incomplete',
  'corrections-changed': 'changed-meanwhile',
  'digest-changed': 'digest-changed',
  'move-impossible': 'move-impossible',
  'noted-already': 'move-impossible',
  'only-one-language-changed': 'story-incomplete',
  'story-other': 'move-impossible',
}

/** Makes the move, durably, or throws and changes nothing: `move-impossible`, `digest-changed`,
 *  `approved-already`, `story-incomplete`, `gate-blocked`, `changed-meanwhile`, `hold-not-over`, `release-pending`,
 *  `request-malformed` or `storage-failed`. The approval that is the second also sets the hold. */
export function makeMove(parts: StoryMoveParts, story: OpenedStory, request: MoveRequest): void {
  if (request.move === 'publish') {
    publish(parts, story, request)
    return
  }
  if (request.move === 'return' && parts.releases.signedStories().has(story.id))
    throw new DeskError('release-pending')
  const standing = standingOf(story)
  const move = moveOf(parts, story, standing, request)
  const { keys, clock, journal } = parts
  const turn = nextTurnOf(story)
  const told = { story: story.id, person: toHex(keys.personId), movedAtMillis: clock.nowMillis() }
  const made: StoryMoved = { v: 1, type: 'story-moved', ...told, turn, move }
  const outcome = moved(story.id, standing, made)
  if (isRefused(outcome)) throw new DeskError(refusals[outcome.refused])
  // Whoever proposes or approves stands for what is proposed; everything else only takes back or waits.
  if ((move.kind === 'submit' || move.kind === 'approve') && 'proposal' in outcome)
    requirePassed(parts.gate.judge(outcome.proposal))
  const { note } = request
  if (note !== undefined && 'onSite' in outcome)
    // A correction is never taken back, so that its note must not be what blocks it.
    requirePassed(parts.gate.judgeNote(outcome.onSite.story, sourcesIn(parts.draftOf(story)), note))
  const hold = outcome.state === 'approved' && holdOf(parts, outcome)
  appendChecked(journal, [made, ...(hold ? [{ ...made, turn: turn + 1, move: hold }] : [])])
}

function publish(
  { keys, clock, schedule, releases }: StoryMoveParts,
  story: OpenedStory,
  { digest: meant }: MoveRequest,
): void {
  const standing = standingOf(story)
  if (standing.state !== 'held') throw new DeskError('move-impossible')
  const { digest } = standing.proposal
  if (meant !== undefined && meant !== digest) throw new DeskError('digest-changed')
  const [shortestHoldMillis] = schedule.holdMillis
  const view = { person: toHex(keys.personId), shortestHoldMillis }
  if (clock.nowMillis() < holdEndOf(story, standing, view)) throw new DeskError('hold-not-over')
  releases.publish([{ story: story.id, digest, turn: nextTurnOf(story) }])
}

function moveOf(
  parts: StoryMoveParts,
  story: OpenedStory,
  standing: Standing,
  { move, digest, note, reason }: MoveRequest,
): Move {
  switch (move) {
    case 'begin':
    case 'reopen':
      return { kind: move }
    case 'return':
      return { kind: move, ...(reason !== undefined && { reason }) }
    case 'hold':
      return holdOf(parts, standing)
    case 'submit':
      return submissionOf(parts, story, standing)
    case 'approve':
      return { kind: move, digest: present(digest), device: toHex(parts.keys.deviceId) }
    case 'note-correction':
      return { kind: move, madeOn: plainDateOf(parts.clock.nowMillis()), text: present(note) }
    case 'propose-withdrawal':
      return withdrawalOf(standing, present(note))
    case 'publish':
      throw new TypeError('a release publishes')
  }
}

/** Ids of everybody who is quoted or stands behind it. */
function sourcesIn({ segments, alsoFrom }: StoryDraft): readonly string[] {
  const quoted = segments.filter(({ kind }) => kind === 'quotation')
  return [...alsoFrom, ...quoted.map(({ quotation }) => quotation.speakerSource)]
}

function submissionOf(parts: StoryMoveParts, story: OpenedStory, standing: Standing): Move {
  if (standing.state !== 'draft') throw new DeskError('move-impossible')
  const context = printingContextOf(parts.journal.state, story)
  const printable = printableOf(parts.draftOf(story), context)
  if (printable.kind === 'incomplete') throw new DeskError('story-incomplete')
  const kind = standing.onSite === undefined ? 'publication' : 'correction'
  const digest = digestOf({ kind, story: printable.story })
  return { kind: 'submit', content: printable.story, digest }
}

function withdrawalOf(standing: Standing, note: Bilingual): Move {
  const isResting = standing.state === 'published' || standing.state === 'corrected'
  const onSite = isResting || standing.state === 'draft' ? standing.onSite : undefined
  if (onSite === undefined) throw new DeskError('move-impossible')
  const { slug, id } = onSite.story
  const digest = digestOf({ kind: 'withdrawal', id, slug, note })
  return { kind: 'propose-withdrawal', note, digest }
}

/** The move that lets an approved story wait: until a moment that is drawn, or, if it is to be withdrawn,
 *  until now. */
export function holdMoved(
  parts: Pick<StoryMoveParts, 'clock' | 'keys' | 'schedule'>,
  story: OpenedStory,
): StoryMoved {
  const { keys, clock } = parts
  const told = { story: story.id, person: toHex(keys.personId), movedAtMillis: clock.nowMillis() }
  const move = holdOf(parts, standingOf(story))
  return { v: 1, type: 'story-moved', ...told, turn: nextTurnOf(story), move }
}

function holdOf(
  { keys, clock, schedule }: Pick<StoryMoveParts, 'clock' | 'keys' | 'schedule'>,
  standing: Standing,
): Extract<Move, { kind: 'hold' }> {
  if (standing.state !== 'approved') throw new DeskError('move-impossible')
  const nowMillis = clock.nowMillis()
  const notBeforeMillis = isUrgent(standing.proposal)
    ? nowMillis
    : drawHoldEnd(keys.random, nowMillis, schedule.holdMillis)
  return { kind: 'hold', notBeforeMillis }
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new DeskError('request-malformed')
  return value
}
