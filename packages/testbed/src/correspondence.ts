/**
 * A contributor writes to the newsroom, an editor answers, the contributor returns with the eight words,
 * reads the answer and writes once more. The contributor's side is visits to the site, cells and editions,
 * and knows nothing that a phone would not; the editor's is the desk's ordinary API.
 */
import {
  replyAnswerSchema,
  statusSchema,
  threadSchema,
  threadsSchema,
  type ThreadAnswer,
} from '@cronista/desk/api'
import type { Letter } from '@cronista/protocol'
import type { Visit } from '@cronista/reader/visit'
import { visitSite, type VisitedSite } from './contributor-visit.ts'
import { keepWords, type DemoWords } from './demo-words.ts'
import type { DeskClient } from './desk-client.ts'
import { deskFailed } from './desk-failure.ts'
import { letterOf } from './stories/letter-of.ts'
import type { SeedJourney } from './stories/seed-story.ts'
import { until } from './until.ts'

/** Some ticks, a segment, a collection and an edition, in the demonstration's times, and slack. */
const PATIENCE_MILLIS = 120_000

/** What is being done. */
export type CorrespondenceStep = 'answering' | 'collecting' | 'reading' | 'writing'

/** Where it takes place. */
export interface CorrespondencePlace {
  readonly site: VisitedSite
  /** The desk that collects. */
  readonly desk: DeskClient
  /** File of the contributor's words. */
  readonly wordsPath: string
  readonly onStep: (step: CorrespondenceStep) => void
}

type Thread = ThreadAnswer['thread']

/** Has them write to each other; the id of the conversation at the desk. What an interrupted call did is
 *  not done twice. Throws `state-damaged` or `desk-failed`. */
export async function correspond(
  place: CorrespondencePlace,
  journey: SeedJourney,
): Promise<string> {
  const { desk, site, wordsPath, onStep } = place
  const { language, answer, after } = journey
  const letter = letterOf(journey)
  const ended = await threadWith(desk, letter)
  if (ended !== undefined && says(ended.entries, after)) return ended.id

  const words = await keepWords(wordsPath, site.random)
  if (words.wereKept) await untilCollected(place)
  if ((await threadWith(desk, letter)) === undefined) {
    onStep('writing')
    await onPhone(place, words, (visit) => write(visit, { language, text: letter }, desk))
    onStep('collecting')
  }
  const { id, entries } = await awaited(desk, () => threadWith(desk, letter))
  if (!says(entries, after)) {
    onStep('answering')
    const reply = { text: answer, language, requestId: 'seed-answer' }
    await desk.post(`threads/${id}/replies`, reply, replyAnswerSchema)
    await onPhone(place, words, async (visit) => {
      // What is confirmed leaves the editions.
      if (!isConfirmed(entries, answer)) await readAnswer(visit, answer, desk)
      onStep('reading')
      await write(visit, { language, text: after }, desk)
    })
  }
  await awaited(desk, async () => {
    const { thread } = await desk.get(`threads/${id}`, threadSchema)
    return says(thread.entries, after) ? thread : undefined
  })
  await desk.tell(`threads/${id}/read`)
  return id
}

/** What a start that was interrupted had sent is with the relay, perhaps in a segment that is still open. */
async function untilCollected({ desk, site }: CorrespondencePlace): Promise<void> {
  const closedAtMillis = site.nowMillis() + site.schedule.segmentMaxAgeMillis
  await awaited(desk, async () => {
    const { collector } = await desk.get('status', statusSchema)
    return (collector.lastPulledAtMillis ?? 0) > closedAtMillis ? true : undefined
  })
}

async function threadWith(desk: DeskClient, letter: string): Promise<Thread | undefined> {
  const { threads } = await desk.get('threads', threadsSchema)
  for (const { id } of threads) {
    const { thread } = await desk.get(`threads/${id}`, threadSchema)
    if (says(thread.entries, letter)) return thread
  }
  return undefined
}

function says(entries: Thread['entries'], text: string): boolean {
  return entries.some((entry) => entry.kind === 'message' && entry.text === text)
}

function isConfirmed(entries: Thread['entries'], answer: string): boolean {
  return entries.some(
    (entry) => entry.kind === 'reply' && entry.text === answer && entry.state === 'confirmed',
  )
}

/** Opens the site, types the eight words, does something and leaves. */
async function onPhone(
  { site }: CorrespondencePlace,
  words: DemoWords,
  act: (visit: Visit) => Promise<void>,
): Promise<void> {
  const visit = visitSite(site)
  try {
    visit.openThread(words.indices)
    await act(visit)
  } finally {
    visit.end()
  }
}

/** Stays until every cell of the letter has left: the newsroom has it later. */
async function write(visit: Visit, letter: Letter, desk: DeskClient): Promise<void> {
  visit.send(letter)
  await awaited(desk, () => {
    const { messages } = visit.conversation.snapshot()
    const hasLeft = messages.every(({ progress }) => progress?.ticksLeft === 0)
    return Promise.resolve(hasLeft ? true : undefined)
  })
}

async function readAnswer(visit: Visit, answer: string, desk: DeskClient): Promise<void> {
  const { number } = await awaited(desk, () => {
    const { complete } = visit.conversation.snapshot().replies
    return Promise.resolve(complete.find(({ text }) => text === answer))
  })
  visit.confirmRead(number)
}

/** What there is within the demonstration's times; else the desk says what hinders it. */
async function awaited<Found>(
  desk: DeskClient,
  look: () => Promise<Found | undefined>,
): Promise<Found> {
  const found = await until(PATIENCE_MILLIS, look)
  if (found !== undefined) return found
  const { warnings } = await desk.get('status', statusSchema)
  throw deskFailed(desk.folder, warnings[0]?.code ?? 'internal')
}
