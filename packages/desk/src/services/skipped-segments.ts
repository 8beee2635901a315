// Which segments the collector could not use, or had from a mirror alone. The newest are kept: a relay that
// leaves something out for years must neither fill the disk nor make every change dearer than the last.
import type { CollectorStore, SkippedSegment } from '../ports/collector-store.ts'

/** How many are kept, of those that are lost and of those that came from a mirror each. */
export const MAX_SKIPPED = 256
const FROM_MIRROR = 'segment-from-mirror'

/** Notes a segment that neither the relay nor a mirror gave; part of a change. */
export function noteLost(collector: CollectorStore, segment: SkippedSegment): void {
  collector.recordSkipped(segment)
  forgetOldest(collector, isLost)
}

/** Notes a segment that only a mirror gave: nobody vouches for it. Part of a change. */
export function noteMirrored(collector: CollectorStore, number: number): void {
  collector.recordSkipped({ number, code: FROM_MIRROR })
  forgetOldest(collector, isMirrored)
}

/** Those that are lost, as far as they are kept. */
export function lostSegments(collector: CollectorStore): readonly SkippedSegment[] {
  return collector.skipped().filter(isLost)
}

/** Numbers that came from a mirror alone, as far as they are kept. */
export function mirroredNumbers(collector: CollectorStore): ReadonlySet<number> {
  return new Set(
    collector
      .skipped()
      .filter(isMirrored)
      .map(({ number }) => number),
  )
}

function forgetOldest(
  collector: CollectorStore,
  isMeant: (segment: SkippedSegment) => boolean,
): void {
  const numbers = collector
    .skipped()
    .filter(isMeant)
    .map(({ number }) => number)
    .sort((a, b) => a - b)
  for (const number of numbers.slice(0, Math.max(0, numbers.length - MAX_SKIPPED)))
    collector.forgetSkipped(number)
}

function isMirrored({ code }: SkippedSegment): boolean {
  return code === FROM_MIRROR
}

function isLost(segment: SkippedSegment): boolean {
  return !isMirrored(segment)
}
