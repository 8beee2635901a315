import type { SegmentName } from '@cronista/protocol'
import type { BatchRelay } from './batch-relay.ts'
import type { ReleaseRelay } from './release-relay.ts'

/** The relay, as a desk sees it. Every method throws `DeskError`: `relay-unreachable` when no answer
 *  or none of the protocol came, `device-refused` when the relay does not know this device, or a code
 *  of its own where one is named. */
export interface RelayClient extends BatchRelay, ReleaseRelay {
  /** Names of the segments after this one, oldest first, at most 1,000. */
  segments(after: SegmentName | undefined): Promise<readonly SegmentName[]>
  /** A segment's bytes, not yet parsed. Throws `segment-missing` if the relay has it no longer. */
  segment(name: SegmentName): Promise<Uint8Array>
  /** Machines that keep copies of its segments, in the order in which they are to be asked. */
  readonly mirrors?: readonly SegmentSource[]
  /** Hands an edition in; once more with the same bytes is nothing new. Throws `edition-refused`. */
  putEdition(number: number, edition: Uint8Array): Promise<void>
  /** Hands a roster in; once more with the same bytes is nothing new. Throws `roster-refused`. */
  putRoster(roster: Uint8Array): Promise<void>
  /** The edition the relay serves now, not yet trusted; `undefined` before the first. */
  edition(): Promise<Uint8Array | undefined>
}

/** Where segments come from. */
export type SegmentSource = Pick<RelayClient, 'segment' | 'segments'>

/** The relay, as the collector sees it. */
export type SegmentRelay = Pick<RelayClient, 'mirrors' | 'segment' | 'segments'>
