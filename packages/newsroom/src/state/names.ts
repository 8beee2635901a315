import type {
  PenNameRecorded,
  PersonIntroduced,
  SeriesRecorded,
  SourceDescribed,
} from '../events/name-events.ts'
import type { NewsroomState } from './newsroom-state.ts'

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

/** All sources at their newest revisions, in the order of their ids. */
export function sourcesOf(state: NewsroomState): readonly SourceDescribed[] {
  return [...state.sources.values()]
}
