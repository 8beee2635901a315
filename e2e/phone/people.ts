// Who takes part in a comparison, drawn from a seed: how often somebody touches the page, and what a
// contributor has to say.
import { openThread, replyKeyOf, weekOf, asNewsroomId, fromHex } from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'
import {
  patternsOfCanary,
  patternsOfKey,
  patternsOfText,
  patternsOfWords,
  type Pattern,
} from './secrets.ts'
import { draft, firstMessage, replyTo, secondMessage, type Habit, type Secrets } from './visits.ts'

/** Numbers from [0, 1) that are the same for the same seed (mulberry32). */
export function seededDraw(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How somebody reads: some touch the page all the time, some hardly. */
export function drawHabit(draw: () => number): Habit {
  return {
    pauseMillis: 2_000 + draw() * 10_000,
    restsAfterMillis: 3_000 + draw() * 60_000,
    readsFirstMillis: 10_000 + draw() * 30_000,
  }
}

/** What a contributor writes, with words in it that occur nowhere else. */
export function drawSecrets(draw: () => number): Secrets {
  const [sent, pasted, unsent, later, reply] = Array.from({ length: 5 }, () => invented(draw))
  if (!sent || !pasted || !unsent || !later || !reply) throw new RangeError('five were drawn')
  return { sent, pasted, unsent, later, reply, words: [] }
}

function invented(draw: () => number): string {
  const one = (letters: string): string => letters[Math.floor(draw() * letters.length)] ?? ''
  const syllables = Array.from({ length: 6 }, () => one('bcdfglmnprstvz') + one('aeiou'))
  const word = syllables.join('')
  return word.charAt(0).toUpperCase() + word.slice(1)
}

const WEEKS = [-4, -3, -2, -1, 0, 1]

/** All that must not be found of a contributor, once its words are known. */
export function patternsOf(secrets: Secrets, newsroomId: string, nowMillis: number): Pattern[] {
  const newsroom = asNewsroomId(fromHex(newsroomId))
  const thread = openThread(portablePrimitives, newsroom, secrets.words)
  const replyKeys = WEEKS.map((week) =>
    replyKeyOf(portablePrimitives, newsroom, thread, weekOf(nowMillis) + week),
  )
  return [
    ...patternsOfText('first message', firstMessage(secrets)),
    ...patternsOfText('draft', draft(secrets)),
    ...patternsOfText('second message', secondMessage(secrets)),
    ...patternsOfText('reply', replyTo(secrets)),
    ...(['sent', 'pasted', 'unsent', 'later', 'reply'] as const).flatMap((kind) =>
      patternsOfCanary(`canary (${kind})`, secrets[kind]),
    ),
    ...patternsOfWords(secrets.words),
    ...patternsOfKey('contributor seed', thread.contributorSeed),
    ...patternsOfKey('contributor public key', thread.contributorPublicKey),
    ...patternsOfKey('output of Argon2id', thread.secret),
    ...replyKeys.flatMap((key, index) =>
      patternsOfKey(`reply key of week ${WEEKS[index] ?? 0}`, key),
    ),
  ]
}
