// The two editors' desks of a campaign, in a process of their own: they make the site with this
// campaign's script, collect, and answer whoever has read the last answer.
import { setDefaultCACertificates } from 'node:tls'
import { readFile } from 'node:fs/promises'
import { replyAnswerSchema, threadSchema, threadsSchema } from '@cronista/desk/api'
import { siteSchema } from '@cronista/desk/story-api'
import { productionSchedule } from '@cronista/protocol'
import {
  DeskClient,
  newsroomPaths,
  openDesks,
  readIdentity,
  readPassphrases,
  type TestbedDesks,
} from '@cronista/testbed'
import { awaited } from './awaited.ts'
import type { DesksOrder, DesksReport } from './newsroom.ts'
import { scheduleAt } from './paces.ts'

const PATIENCE_MILLIS = 180_000
const ROUND_MILLIS = 3_000
const ANSWER =
  'Gracias. Lo que vio usted y lo que le contaron nos llegó por separado, y así lo vamos a comprobar. ¿Desde qué hora?'

process.on('message', (order: DesksOrder) => void obey(order))
process.on('disconnect', () => process.exit())

let first: DeskClient | undefined
let answering: NodeJS.Timeout | undefined

async function obey(order: DesksOrder): Promise<void> {
  if (order.kind === 'count') {
    report({ kind: 'counted', letters: first === undefined ? 0 : await countLetters(first) })
    return
  }
  try {
    await start(order)
    report({ kind: 'ready' })
  } catch (error) {
    report({ kind: 'failed', why: error instanceof Error ? (error.stack ?? '') : String(error) })
  }
}

async function start(order: DesksOrder & { kind: 'start' }): Promise<void> {
  const { newsroomFolder, relayUrl, authority, scriptPath, pace, answers } = order
  // Before any part of the desk reads it.
  Object.assign(productionSchedule, scheduleAt(pace))
  setDefaultCACertificates([await readFile(authority, 'utf8')])
  const paths = newsroomPaths(newsroomFolder)
  const newsroomId = await readIdentity(paths.identity)
  const { editors } = await readPassphrases(paths.passphrases)
  const site = { newsroomId, origin: relayUrl, scriptPath, schedule: 'production' } as const
  const desks: TestbedDesks = await openDesks(
    {
      ...{ paths, editors, ports: [0, 0], relayUrl, schedule: 'production', site },
      onAddress: () => undefined,
    },
    () => undefined,
  )
  first = await DeskClient.unlock(desks[0])
  await DeskClient.unlock(desks[1])
  await publish(first)
  if (answers) answering = setInterval(() => void answerAll(first), ROUND_MILLIS)
}

/** A release with this campaign's script: both desks build, compare and sign it. */
async function publish(desk: DeskClient): Promise<void> {
  await desk.tell('site/releases')
  await awaited(PATIENCE_MILLIS, 'the release with this script', async () => {
    const { pending } = await desk.get('site', siteSchema)
    return pending === undefined ? true : undefined
  })
}

/** Each conversation that began before the campaign has one answer that nobody has read, as far as
 *  editions allow. */
let isAnswering = false
async function answerAll(desk: DeskClient | undefined): Promise<void> {
  if (desk === undefined || isAnswering) return
  isAnswering = true
  try {
    for (const { id, repliesWaiting } of (await desk.get('threads', threadsSchema)).threads) {
      if (repliesWaiting > 0) continue
      const { entries } = (await desk.get(`threads/${id}`, threadSchema)).thread
      const replies = entries.filter((entry) => entry.kind === 'reply')
      const isConfirmed = replies.length > 0 && replies.every(({ state }) => state === 'confirmed')
      if (!isConfirmed) continue
      const requestId = `${id}-${replies.length + 1}`
      await desk.post(
        `threads/${id}/replies`,
        { text: ANSWER, language: 'es', requestId },
        replyAnswerSchema,
      )
    }
  } catch {
    // The desk is busy; the next round comes soon.
  } finally {
    isAnswering = false
  }
}

async function countLetters(desk: DeskClient): Promise<number> {
  clearInterval(answering)
  const { threads } = await desk.get('threads', threadsSchema)
  return threads.reduce((sum, { messages }) => sum + messages, 0)
}

function report(said: DesksReport): void {
  process.send?.(said)
}
