// The journal's events, folded into what the newsroom knows. Pure; an event that comes twice changes
// nothing, and the order of events does not matter, so any device may tell any of them. What one event
// costs does not depend on how many there are: anybody can add to the threads.
import type { JournalEvent } from './events.ts'
import type { ReleaseEvent } from './events/release-events.ts'
import type { ThreadOpened } from './events/thread-events.ts'
import { chosen, newest, ranked } from './state/chosen.ts'
import { foldLease } from './state/lease-state.ts'
import { emptyNewsroom, SHARED, type NewsroomState } from './state/newsroom-state.ts'
import { foldRelease, foldRoster, isPublished, releaseIdOf } from './state/release-state.ts'
import { foldSource } from './state/source-state.ts'
import { foldPublished, foldStory } from './state/story-state.ts'
import { foldThread } from './state/thread-state.ts'

/** Folds events onto a state; the state that is given stays as it was. */
export function fold(
  events: Iterable<JournalEvent>,
  onto: NewsroomState = emptyNewsroom,
): NewsroomState {
  let state = onto
  for (const event of events) state = folded(state, event)
  return state
}

function folded(state: NewsroomState, event: JournalEvent): NewsroomState {
  const { people, penNames, series, prekeys } = state
  switch (event.type) {
    case 'thread-opened':
      return {
        ...state,
        threads: foldThread(state.threads, event),
        handles: withBearer(state.handles, event),
      }
    case 'message-received':
    case 'replies-confirmed':
    case 'reply-written':
    case 'replies-listed':
    case 'reply-numbers-used':
    case 'messages-read':
    case 'thread-muted':
      return { ...state, threads: foldThread(state.threads, event) }
    case 'story-opened':
    case 'story-edited':
    case 'story-moved':
      return { ...state, stories: foldStory(state.stories, event) }
    case 'person-introduced':
      return {
        ...state,
        people: people.with(event.person, chosen(people.get(event.person), event)),
      }
    case 'pen-name-recorded': {
      const recorded = chosen(penNames.get(event.penName), event)
      return { ...state, penNames: penNames.with(event.penName, recorded) }
    }
    case 'series-recorded':
      return {
        ...state,
        series: series.with(event.series, newest(series.get(event.series), event)),
      }
    case 'source-described':
    case 'source-protected':
    case 'protection-lifted':
      return { ...state, sources: foldSource(state.sources, event) }
    case 'release-drafted':
    case 'release-signed':
    case 'release-published':
      return foldedRelease(state, event)
    case 'roster-drafted':
    case 'roster-signed':
      return { ...state, rosters: foldRoster(state.rosters, event) }
    case 'edition-lease-taken':
      return { ...state, leases: foldLease(state.leases, event) }
    case 'prekey-announced': {
      const newer = ranked(prekeys.get(event.device), event, ({ number }) => number)
      return { ...state, prekeys: prekeys.with(event.device, newer) }
    }
  }
}

function withBearer(
  handles: NewsroomState['handles'],
  { handle, thread }: ThreadOpened,
): NewsroomState['handles'] {
  const bearer = handles.get(handle)
  if (bearer === undefined) return handles.with(handle, thread)
  return bearer === thread ? handles : handles.with(handle, SHARED)
}

function foldedRelease(state: NewsroomState, event: ReleaseEvent): NewsroomState {
  const id = event.type === 'release-drafted' ? releaseIdOf(event) : event.release
  const release = foldRelease(state.releases.get(id), event)
  const releases = state.releases.with(id, release)
  return isPublished(release)
    ? { ...state, releases, stories: foldPublished(state.stories, release) }
    : { ...state, releases }
}
