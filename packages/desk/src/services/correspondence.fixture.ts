// What passes between one contributor and a desk at work, there and back.
import {
  findReplies,
  joinParts,
  parseEdition,
  unpackLetter,
  verifyRoster,
} from '@cronista/protocol'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { newsroomId, NOON_MILLIS, sealed, type Contributor } from '../desk.fixture.ts'
import { threadIdOf } from '../domain/thread-id.ts'
import type { openIntake } from './intake.fixture.ts'

type Desk = ReturnType<typeof openIntake>

/** A contributor's message comes in. */
export async function write(desk: Desk, who: Contributor, text: string) {
  const messageId = who.newMessageId()
  const parts = who.parts(text, { messageId, atMillis: desk.clock.nowMillis() })
  desk.relay.close(
    p,
    parts.map((one) => sealed(desk.epoch, one)),
  )
  await desk.collector.pull()
  return { messageId, thread: threadIdOf(p, newsroomId, who.thread.contributorPublicKey) }
}

let requests = 0
/** An editor answers. */
export function answer(desk: Desk, thread: string, text: string) {
  return desk.conversations.reply(thread, {
    text,
    language: 'es',
    requestId: `request-${++requests}`,
  })
}

/** What a contributor's page finds in the newest edition. */
export function found(desk: Desk, who: Contributor) {
  const roster = verifyRoster(p, desk.roster, { newsroomId, nowMillis: NOON_MILLIS })
  const edition = parseEdition([...desk.relay.editions.values()].at(-1)!)
  const keys = [who.replyKey(desk.clock.nowMillis())]
  const parts = findReplies(p, newsroomId, edition, roster, who.thread.contributorPublicKey, keys)
  const numbers = [...new Set(parts.map(({ number }) => number))].sort((a, b) => a - b)
  const texts = numbers.map((number) => {
    const own = parts.filter((part) => part.number === number)
    const packed = joinParts(new Map(own.map(({ part, body }) => [part, body])), own[0]!.count)
    return packed && unpackLetter(packed).text
  })
  return { edition, parts, texts }
}
