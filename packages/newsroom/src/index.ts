export { isPlainText, plainText } from './plain-text.ts'
export * from './story/block.ts'
export { canonicalBytes, canonicalText } from './story/canonical.ts'
export { changedLanguages } from './story/changed-languages.ts'
export { digestOf, type Digest, type ProposalContent } from './story/digest.ts'
export * from './story/identification.ts'
export * from './story/language.ts'
export * from './story/moves.ts'
export * from './story/names.ts'
export * from './story/plain-date.ts'
export { possibleMoves, type MoveName } from './story/possible-moves.ts'
export * from './story/printable-story.ts'
export { moved, type HistoryEntry, type Replay } from './story/replay.ts'
export type { PublishedChange } from './story/site-facts.ts'
export { reservedSlugs } from './story/reserved-slugs.ts'
export * from './story/standing.ts'
export * from './story/story-limits.ts'
export * from './draft/draft-limits.ts'
export { isPenNameTaken } from './draft/pen-name-slug.ts'
export { printableOf, type Printable, type PrintingContext } from './draft/printable-of.ts'
export { ALSO_FROM, BODY, CHOICES, fieldName, readDraft } from './draft/read-draft.ts'
export { startDraft, type DraftSeed } from './draft/start-draft.ts'
export { StoryDocuments } from './draft/story-documents.ts'
export * from './draft/story-draft.ts'
export * from './draft/story-fault.ts'
export { encodeEvent, parseEvent, type JournalEvent } from './events.ts'
export { claimsOf, NEWSROOM_SUBJECT, subjectOf, type Claims } from './event-keys.ts'
export type * from './events/edition-events.ts'
export type * from './events/key-events.ts'
export type * from './events/name-events.ts'
export type * from './events/release-events.ts'
export type * from './events/source-events.ts'
export { protectionKinds } from './events/source-events.ts'
export type * from './events/story-events.ts'
export type * from './events/thread-events.ts'
export { printableStory } from './events/printable-story-schema.ts'
export { isFindable } from './gate/findable.ts'
export * from './gate/finding.ts'
export { gateRules, judge } from './gate/judge.ts'
export type * from './gate/subject.ts'
export { exposedBy } from './gate/exposed-by.ts'
export { gateSubjectOf, type GateContext } from './gate/subject-of.ts'
export { fold } from './fold.ts'
export { drawHandle, handleNames, type Random, type TakenHandles } from './handles.ts'
export { NewsroomError, newsroomErrorCodes, type NewsroomErrorCode } from './newsroom-error.ts'
export { revisionAfter } from './revisions.ts'
export { isPassedOver, listedSince } from './state/listed-replies.ts'
export * from './state/names.ts'
export { emptyNewsroom, type NewsroomState } from './state/newsroom-state.ts'
export { printingContextOf } from './state/printing-context.ts'
export {
  isPublished,
  pendingReleases,
  releaseIdOf,
  releasesOf,
  rostersOf,
  standingRelease,
  type DraftedRelease,
  type PublishedRelease,
  type ReleaseState,
  type RosterState,
} from './state/release-state.ts'
export type { Agreed } from './state/agreed-level.ts'
export {
  isConsentValid,
  isStoryOf,
  protectedTextsOf,
  sourceStandingOf,
  sourceStandingsOf,
  type Protection,
  type SourceStanding,
} from './state/source-standing.ts'
export { findHeld, siteAfter, siteStories } from './state/site-stories.ts'
export { nextTurnOf, replayOf, standingOf } from './state/story-replay.ts'
export { isEverOf, sourcesOfStory } from './state/story-sources.ts'
export {
  findStory,
  storiesOf,
  updatedAtMillisOf,
  type OpenedStory,
  type StoryState,
} from './state/story-state.ts'
export {
  findThread,
  handleOf,
  isAnswered,
  isConfirmed,
  isMuted,
  lastReplyNumber,
  messagesOf,
  nextReplyNumber,
  openedThreads,
  repliesOf,
  unreadOf,
  type OpenedThread,
  type ThreadState,
} from './state/thread-state.ts'
