import type { PenNameRecorded, PersonIntroduced, SeriesRecorded } from '../events/name-events.ts'
import type { SourceDescribed } from '../events/source-events.ts'
import type { NewsroomState } from './newsroom-state.ts'
import { sourceStandingsOf } from './source-standing.ts'

/** Everybody who was introduced, in the order of their ids. */
export function peopleOf(state: NewsroomState): readonly PersonIntroduced[] {
  return [...state.people.values()]
}

/** What colleagues call this person, or `undefined`. */
export function personName(state: NewsroomState, person: string): string | undefined {
  return state.people.get(person)?.name
}

/** All pen names, in the order of their ids. */
export function penNamesOf(state: NewsroomState): readonly PenNameRecorded[] {
  return [...state.penNames.values()]
}

/** All series at their newest revisions, in the order of their ids. */
export function seriesOf(state: NewsroomState): readonly SeriesRecorded[] {
  return [...state.series.values()]
}

/** The newest descriptions of all sources, in the order of the sources' ids. */
export function sourcesOf(state: NewsroomState): readonly SourceDescribed[] {
  return sourceStandingsOf(state).map(({ described }) => described)
}
