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
  /** Once more for the same number replaces what was recorded. */
  recordSkipped(segment: SkippedSegment): void
  /** Drops what was recorded of this number, if anything was. */
  forgetSkipped(number: number): void
  /** In the order of their numbers. */
  skipped(): readonly SkippedSegment[]
}
