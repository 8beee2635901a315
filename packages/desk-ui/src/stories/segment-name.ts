import type { SegmentKind } from '@cronista/newsroom'
import type { Texts } from '../texts/index.ts'

/** A segment of a story, as far as its name needs it. */
export interface NamedSegment {
  readonly id: string
  readonly kind: SegmentKind
}

/** What a segment is called: its kind, and which of several it is, as one counts them on the page. Returns
 *  `undefined` if it is not among them. */
export function segmentName(
  id: string,
  segments: readonly NamedSegment[],
  { faults }: Texts,
): string | undefined {
  const kind = segments.find((segment) => segment.id === id)?.kind
  if (kind === undefined) return undefined
  const alike = segments.filter((segment) => segment.kind === kind)
  if (alike.length === 1) return faults.kinds[kind]
  const number = alike.findIndex((segment) => segment.id === id) + 1
  return `${faults.kinds[kind]} ${String(number)}`
}
