// What happens in a newsroom, as the journal keeps it: UTF-8 JSON with a version, checked on reading
// (docs/protocol.md §8). Every event may be repeated and may come in any order.
import * as z from 'zod'
import { editionEvents } from './events/edition-events.ts'
import { keyEvents } from './events/key-events.ts'
import { nameEvents } from './events/name-events.ts'
import { releaseEvents, rosterEvents } from './events/release-events.ts'
import { sourceEvents } from './events/source-events.ts'
import { storyEvents } from './events/story-events.ts'
import { threadEvents } from './events/thread-events.ts'
import { NewsroomError } from './newsroom-error.ts'
import { fromUtf8, toUtf8 } from './text-codec.ts'

const current = z.discriminatedUnion('type', [
  ...threadEvents,
  ...nameEvents,
  ...sourceEvents,
  ...storyEvents,
  ...releaseEvents,
  ...rosterEvents,
  ...editionEvents,
  ...keyEvents,
])
const named = z.looseObject({ v: z.int().positive(), type: z.string() })

/** An event of today's shape, whatever version was stored. */
export type JournalEvent = z.infer<typeof current>

type StoredEvent = z.infer<typeof named>

/** From one version of an event to the next, keyed by `type/version`: what is stored is never
 *  rewritten, it is raised when read. All events are at version 1. */
const upcasters: ReadonlyMap<string, (stored: StoredEvent) => StoredEvent> = new Map()

/** Reads an event of any version there has been. Throws `event-unknown` for a type or version of a
 *  newer newsroom, and `event-malformed` for what is no event. */
export function parseEvent(bytes: Uint8Array): JournalEvent {
  const stored = named.safeParse(parseJson(bytes))
  if (!stored.success) throw new NewsroomError('event-malformed')
  const raised = raise(stored.data)
  const event = current.safeParse(raised)
  if (event.success) return event.data
  const known = current.options.some(
    ({ shape }) => shape.type.value === raised.type && shape.v.value === raised.v,
  )
  throw new NewsroomError(known ? 'event-malformed' : 'event-unknown')
}

/** The bytes of an event as the journal seals them. */
export function encodeEvent(event: JournalEvent): Uint8Array {
  return toUtf8(JSON.stringify(event))
}

function raise(stored: StoredEvent): StoredEvent {
  const upcast = upcasters.get(`${stored.type}/${stored.v}`)
  return upcast === undefined ? stored : raise(upcast(stored))
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch (cause) {
    throw new NewsroomError('event-malformed', { cause })
  }
}
