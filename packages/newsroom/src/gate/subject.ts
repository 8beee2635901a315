import type { SourceStanding } from '../state/source-standing.ts'
import type { Bilingual } from '../story/language.ts'
import type { PlainDate } from '../story/plain-date.ts'
import type { PrintableStory } from '../story/printable-story.ts'
import type { Approval } from '../story/standing.ts'
import type { GateFinding } from './finding.ts'

/** A built file: its path on the site, its bytes, and, where there is one, the same file as it would be if
 *  its stories had no words, asked for only if something is found. */
export type BuiltFile = readonly [
  path: string,
  bytes: Uint8Array,
  blank?: () => readonly [path: string, bytes: Uint8Array] | undefined,
]

/** The built files that are made of stories of this source (an id); for a correction, of the corrected
 *  story alone: what other stories say must not keep it back. Whoever gives this knows which it is. */
export type SiteOf = (source: string) => Iterable<BuiltFile>

/** What the gate judges: what is to be done to the site, with everything that it depends on. */
export interface GateSubject {
  readonly stage: 'release' | 'review'
  readonly kind: 'correction' | 'publication' | 'withdrawal'
  /** What is to stand on the site; for a withdrawal, what is to be taken from it. */
  readonly story: PrintableStory
  /** What readers are told of a withdrawal. */
  readonly note?: Bilingual
  /** What stands there. */
  readonly onSite?: PrintableStory
  readonly today: PlainDate
  /** The sources of the story, and of everything that was ever proposed of it. */
  readonly sources: readonly SourceStanding[]
  /** The other stories on the site that are of this source. */
  readonly siblings: (source: string) => readonly PrintableStory[]
  /** The built site, this story included as it is to be; which part of it depends on `kind`. */
  readonly siteOf: SiteOf
  readonly approvals?: readonly Approval[]
}

/** One rule: everything that breaks it. */
export type GateRule = (subject: GateSubject) => readonly GateFinding[]
