/** Who writes, and what: contributors with their own keys, letters of one part and of several. */
import { nativePrimitives as p } from '@cronista/desk'
import {
  asMessageId,
  cut,
  encodePart,
  packLetter,
  PART_BODY_BYTES,
  replyKeyOf,
  weekOf,
  type NewsroomId,
  type Random,
  type Thread,
} from '@cronista/protocol'

/** Somebody who writes. */
export interface Contributor {
  readonly thread: Thread
  /** The highest reply of which it says that it has read it. */
  repliesRead: number
}

/** A letter, and which of its parts are in cells that were answered 204. */
export interface Letter {
  readonly text: string
  /** Signed plaintexts. */
  readonly parts: readonly Uint8Array[]
  readonly answered: Set<number>
}

export function drawContributor(random: Random): Contributor {
  const contributorSeed = random(32)
  const contributorPublicKey = p.ed25519PublicKey(contributorSeed)
  return { thread: { contributorSeed, contributorPublicKey, secret: random(32) }, repliesRead: 0 }
}

/** Writes a letter that begins with `title` and fills about so many parts. */
export function write(
  newsroomId: NewsroomId,
  from: Contributor,
  title: string,
  parts: number,
  random: Random,
  nowMillis: number,
): Letter {
  const text = `${title} ${noise(random, Math.max(0, parts - 1) * PART_BODY_BYTES)}`
  const bodies = cut(packLetter({ language: 'es', text }), PART_BODY_BYTES)
  const { contributorSeed, contributorPublicKey } = from.thread
  const week = weekOf(nowMillis)
  const sender = {
    ...{ contributor: contributorPublicKey, week, repliesRead: from.repliesRead },
    replyKey: replyKeyOf(p, newsroomId, from.thread, week),
    messageId: asMessageId(random(16)),
    rosterHead: new Uint8Array(32),
  }
  return {
    text,
    parts: bodies.map((body, number) =>
      encodePart(p, newsroomId, contributorSeed, {
        ...{ kind: 'part', ...sender, number, count: bodies.length, body },
      }),
    ),
    answered: new Set(),
  }
}

/** Whether nothing of it may be missing: each of its parts was answered 204 at least once. */
export function isAnswered({ parts, answered }: Letter): boolean {
  return answered.size === parts.length
}

/** Letters that deflate to about four fifths. */
function noise(random: Random, bytes: number): string {
  return Array.from(random(bytes), (byte) => String.fromCodePoint(0x21 + (byte % 90))).join('')
}
