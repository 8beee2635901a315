import type { DifferenceKind } from '../verify-site.ts'
import type { SightedKind } from './sightings.ts'

/** What a monitor can find beside the differences that `verify` finds. */
export const monitorKinds = [
  'edition-forked',
  'edition-missing',
  'edition-older',
  'edition-refused',
  'edition-stale',
  'edition-unchained',
  'release-forked',
  'release-missing',
  'release-older',
  'release-refused',
  'release-unchained',
  'roster-forked',
  'roster-missing',
  'roster-older',
  'roster-refused',
  'roster-unchained',
] as const satisfies readonly `${SightedKind}-${string}`[]

/** One of {@link monitorKinds}. */
export type MonitorKind = (typeof monitorKinds)[number]

/** Every way in which one view of a site can be wrong. */
export type FoundKind = DifferenceKind | MonitorKind

/** One thing that is wrong in one view. */
export interface Finding {
  readonly kind: FoundKind
  readonly path: string
  /** The header, if one differs. */
  readonly header?: string
  /** The rule of the protocol that is broken, or the numbers that do not fit. */
  readonly detail?: string
}
