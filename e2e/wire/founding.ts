/**
 * A newsroom to which some people have written already and been answered, so that contributors can
 * return to it. It is founded once and copied for each campaign.
 */
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replyAnswerSchema, threadSchema, threadsSchema } from '@cronista/desk/api'
import { demoSchedule, drawWords, wordList, type Random } from '@cronista/protocol'
import { bootTestbed, DeskClient, visitSite, type Testbed } from '@cronista/testbed'
import { awaited } from './awaited.ts'

const random: Random = (length) => new Uint8Array(randomBytes(length))
const PATIENCE_MILLIS = 180_000
const ANSWER =
  'La leímos con cuidado. Díganos solo lo que usted vio y lo que otros le contaron, cada cosa por su lado. No tome fotos por nosotros.'

/** Founds it under `statePath`; `threads` conversations hold an answer that nobody has read. */
export async function foundForReturning(statePath: string, threads: number): Promise<void> {
  const newsroom = await bootTestbed({ schedule: 'demo', stories: 'first', statePath })
  try {
    if (threads > 0) await converse(newsroom, statePath, threads)
    else await writeWords(statePath, [])
  } finally {
    await newsroom.close()
  }
}

/** The words of those conversations, eight in Spanish each. */
export async function readWords(statePath: string): Promise<readonly (readonly string[])[]> {
  const text = await readFile(wordsPath(statePath), 'utf8')
  return JSON.parse(text) as string[][]
}

async function converse(newsroom: Testbed, statePath: string, threads: number): Promise<void> {
  const desk = await DeskClient.unlock(newsroom.desks[0])
  const second = await DeskClient.unlock(newsroom.desks[1])
  const drawn = Array.from({ length: threads }, () => drawWords(random))
  const { siteUrl, newsroomId } = newsroom
  const visited = { siteUrl, newsroomId, schedule: demoSchedule, nowMillis: Date.now, random }
  const visits = drawn.map((words, number) => {
    const visit = visitSite(visited)
    visit.openThread(words)
    visit.send({ language: 'es', text: `Primera carta, número ${number + 1}.` })
    return visit
  })
  const ids = await awaited(PATIENCE_MILLIS, 'the first letters', async () => {
    const found = (await desk.get('threads', threadsSchema)).threads
    return found.length >= threads ? found.map(({ id }) => id) : undefined
  })
  for (const visit of visits) visit.end()
  for (const id of ids) {
    const reply = { text: ANSWER, language: 'es', requestId: `${id}-1` }
    await desk.post(`threads/${id}/replies`, reply, replyAnswerSchema)
  }
  for (const id of ids)
    await awaited(PATIENCE_MILLIS, 'an edition with the answers', async () => {
      const { thread } = await desk.get(`threads/${id}`, threadSchema)
      const isListed = thread.entries.some(
        (entry) => entry.kind === 'reply' && entry.state === 'listed',
      )
      return isListed ? true : undefined
    })
  // The edition that lists them is served only from its time on.
  await awaited(
    PATIENCE_MILLIS,
    'the next edition',
    untilPassed(demoSchedule.editionIntervalMillis),
  )
  for (const one of [desk, second]) await one.lock()
  const words = wordList('es')
  await writeWords(
    statePath,
    drawn.map((indices) => indices.map((index) => words[index] ?? '')),
  )
}

function untilPassed(millis: number): () => Promise<true | undefined> {
  const endMillis = Date.now() + millis
  return () => Promise.resolve(Date.now() > endMillis ? true : undefined)
}

function wordsPath(statePath: string): string {
  return join(statePath, 'returning-words.json')
}

function writeWords(statePath: string, words: readonly (readonly string[])[]): Promise<void> {
  return writeFile(wordsPath(statePath), JSON.stringify(words))
}
