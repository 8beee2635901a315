import type {
  ProtectionLifted,
  SourceDescribed,
  SourceEvent,
  SourceProtected,
} from '../events/source-events.ts'
import { RadixMap } from '../radix-map.ts'
import { taggedDigest } from '../story/digest.ts'
import { chosen } from './chosen.ts'
import { numberKey } from './number-key.ts'

/** One source, as its events tell it. What was agreed is worked out by `sourceStandingOf`. */
export interface SourceState {
  /** All there ever were, in the order of their revisions, and within a revision in an order that every
   *  device finds. */
  readonly descriptions: RadixMap<SourceDescribed>
  /** By id, kind and text: nobody protects less by using an id again. */
  readonly protections: RadixMap<SourceProtected>
  /** By the protection's id, then in an order that every device finds. */
  readonly lifted: RadixMap<ProtectionLifted>
}

/** The sources with one event more. */
export function foldSource(
  sources: RadixMap<SourceState>,
  event: SourceEvent,
): RadixMap<SourceState> {
  return sources.with(event.source, applied(sources.get(event.source) ?? unknown, event))
}

const unknown: SourceState = {
  descriptions: RadixMap.empty(),
  protections: RadixMap.empty(),
  lifted: RadixMap.empty(),
}

function applied(source: SourceState, event: SourceEvent): SourceState {
  const { descriptions, protections, lifted } = source
  switch (event.type) {
    case 'source-described': {
      const key = `${numberKey(event.revision)} ${taggedDigest('source description', event)}`
      return { ...source, descriptions: descriptions.with(key, event) }
    }
    case 'source-protected': {
      const key = `${event.protection} ${event.kind} ${event.text}`
      const told = chosen(protections.get(key), event)
      return { ...source, protections: protections.with(key, told) }
    }
    case 'protection-lifted': {
      const key = `${event.protection} ${taggedDigest('protection lifted', event)}`
      return { ...source, lifted: lifted.with(key, event) }
    }
  }
}
