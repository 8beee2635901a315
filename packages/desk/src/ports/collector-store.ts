import type { SegmentName } from '@cronista/protocol'

/** A segment the collector could not use, kept so that it is never lost in silence. */
export interface SkippedSegment {
  readonly number: number
  readonly code: string
}

/** How far the collector has come. */
export interface CollectorStore {
  /** The last segment whose messages are in the journal, or that was recorded as skipped. */
  cursor(): SegmentName | undefined
  setCursor(name: SegmentName): void
  recordSkipped(segment: SkippedSegment): void
  skipped(): readonly SkippedSegment[]
}
