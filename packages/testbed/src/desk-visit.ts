/**
 * The first editor's desk is unlocked for a moment at each start, over its ordinary API, as its page
 * would: so that readers find a roster in force and an edition before anybody has opened the desk, and
 * so that damage to its state shows now and not later.
 */
import { statusSchema, unlockAnswerSchema, type DeskStatus } from '@cronista/desk/api'
import { EDITION_PATH } from '@cronista/protocol/http'
import { parseEdition, type Schedule } from '@cronista/protocol'
import { setTimeout as wait } from 'node:timers/promises'
import { deskFailed } from './desk-failure.ts'

const LOOK_MILLIS = 50
/** The desk tries again by itself, in production after fifteen seconds. */
const PATIENCE_MILLIS = 40_000

/** What a visit needs. */
export interface DeskVisit {
  /** The address with the one-time token. */
  readonly deskUrl: string
  readonly deskFolder: string
  readonly passphrase: string
  readonly relayUrl: string
  readonly schedule: Schedule
  readonly nowMillis: () => number
}

/** Has the desk renew the roster and hand in the edition that is due, and locks it again. Throws
 *  `state-damaged` or `desk-failed`. */
export async function visitDesk(visit: DeskVisit): Promise<void> {
  const { origin, hash } = new URL(visit.deskUrl)
  const token = new URLSearchParams(hash.slice(1)).get('token')
  const { passphrase } = visit
  const unlocked = await ask(visit, `${origin}/api/unlock`, { body: { passphrase, token } })
  const { bearer } = unlockAnswerSchema.parse(unlocked)
  try {
    await untilPublished(visit, `${origin}/api/status`, bearer)
  } finally {
    await ask(visit, `${origin}/api/lock`, { bearer, body: {} })
  }
}

async function untilPublished(visit: DeskVisit, statusUrl: string, bearer: string): Promise<void> {
  let status: DeskStatus | undefined
  for (let waited = 0; waited < PATIENCE_MILLIS; waited += LOOK_MILLIS) {
    status = statusSchema.parse(await ask(visit, statusUrl, { bearer }))
    if (await isPublished(visit, status)) return
    await wait(LOOK_MILLIS)
  }
  throw deskFailed(visit.deskFolder, status?.warnings[0]?.code ?? 'internal')
}

/** Whether the edition that is due has been handed in and, if its time is near, is served. */
async function isPublished(visit: DeskVisit, { edition, warnings }: DeskStatus): Promise<boolean> {
  if (warnings.some(({ code }) => /^(roster|edition)-(?!full)/.test(code))) return false
  const { editionIntervalMillis, editionLeadMillis } = visit.schedule
  const nowMillis = visit.nowMillis()
  const dueMillis = nowMillis - (nowMillis % editionIntervalMillis)
  const isComing = edition.timeMillis !== undefined && edition.timeMillis > nowMillis
  if (isComing && editionLeadMillis > PATIENCE_MILLIS) return true
  const served = await fetch(`${visit.relayUrl}${EDITION_PATH}`, {
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  })
  if (!served.ok) return false
  return parseEdition(new Uint8Array(await served.arrayBuffer())).timeMillis >= dueMillis
}

async function ask(
  visit: DeskVisit,
  url: string,
  { bearer, body }: { readonly bearer?: string; readonly body?: unknown },
): Promise<unknown> {
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      origin: new URL(url).origin,
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  })
  const text = await answer.text()
  const said: unknown = text === '' ? undefined : JSON.parse(text)
  if (!answer.ok) throw deskFailed(visit.deskFolder, codeIn(said))
  return said
}

function codeIn(problem: unknown): string {
  const isRecord = typeof problem === 'object' && problem !== null && 'code' in problem
  return isRecord && typeof problem.code === 'string' ? problem.code : 'internal'
}
