import type { EditionLeaseTaken } from '../events/edition-events.ts'
import type { PrekeyAnnounced } from '../events/key-events.ts'
import type { PenNameRecorded, PersonIntroduced, SeriesRecorded } from '../events/name-events.ts'
import { RadixMap } from '../radix-map.ts'
import type { ReleaseState, RosterState } from './release-state.ts'
import type { SourceState } from './source-state.ts'
import type { StoryState } from './story-state.ts'
import type { ThreadState } from './thread-state.ts'

/** Everything the newsroom knows. Each part is a map from ids, 32 or 64 hexadecimal digits. */
export interface NewsroomState {
  readonly threads: RadixMap<ThreadState>
  /** Whose each handle is that a contributor ever had on any device: a thread's id, or {@link SHARED}. */
  readonly handles: RadixMap<string>
  readonly people: RadixMap<PersonIntroduced>
  readonly penNames: RadixMap<PenNameRecorded>
  readonly series: RadixMap<SeriesRecorded>
  readonly sources: RadixMap<SourceState>
  readonly stories: RadixMap<StoryState>
  /** By `releaseIdOf` its draft. */
  readonly releases: RadixMap<ReleaseState>
  /** By head. */
  readonly rosters: RadixMap<RosterState>
  /** Who builds editions from when on; in the order of time. */
  readonly leases: RadixMap<EditionLeaseTaken>
  /** The newest of each device, by its id. */
  readonly prekeys: RadixMap<PrekeyAnnounced>
}

/** Two devices gave two contributors one handle before they heard of each other. */
export const SHARED = ''

/** Before anything has happened. */
export const emptyNewsroom: NewsroomState = {
  threads: RadixMap.empty(),
  handles: RadixMap.empty(),
  people: RadixMap.empty(),
  penNames: RadixMap.empty(),
  series: RadixMap.empty(),
  sources: RadixMap.empty(),
  stories: RadixMap.empty(),
  releases: RadixMap.empty(),
  rosters: RadixMap.empty(),
  leases: RadixMap.empty(),
  prekeys: RadixMap.empty(),
}
