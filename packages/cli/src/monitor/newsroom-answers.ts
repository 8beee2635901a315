// What a view is told by the newsroom itself: edition and roster, judged as a reader's page judges them.
import {
  EDITION_BYTES,
  ProtocolError,
  readEdition,
  verifyRoster,
  type NewsroomId,
  type Primitives,
} from '@cronista/protocol'
import { EDITION_PATH, ROSTER_PATH, SITE_HEADERS } from '@cronista/protocol/http'
import { isTravelling } from '../header-differences.ts'
import type { NoAnswer, Site, SiteAnswer } from '../site.ts'
import type { Finding } from './finding.ts'
import type { Sighted } from './sightings.ts'

/** What edition and roster of one view came to. */
export interface NewsroomAnswers {
  readonly sighted: readonly Sighted[]
  readonly found: readonly Finding[]
  readonly unchecked: readonly { readonly path: string; readonly why: NoAnswer['kind'] }[]
  /** Neither was there: a mirror, or a newsroom before its first edition. */
  readonly isSilent: boolean
}

/** What an answer is judged by. */
export interface NewsroomJudgement {
  readonly newsroomId: NewsroomId
  readonly nowMillis: number
}

const ROSTER_MAX_BYTES = 1_048_576
/** Editions are an hour apart, or less. */
const MOST_KEPT_SECONDS = 3_600
const TRIES = 3
/** Desks that are closed overnight build none; a relay that holds editions back would else be seen only when
 *  the roster ends. */
const STALE_MILLIS = 86_400_000

/** Asks for both, again where an edition changed between them, three times at most. */
export async function askNewsroom(
  p: Primitives,
  site: Site,
  judgement: NewsroomJudgement,
): Promise<NewsroomAnswers> {
  for (let tries = 1; ; tries++) {
    const edition = await site.get(wanted(EDITION_PATH, EDITION_BYTES))
    const roster = await site.get(wanted(ROSTER_PATH, ROSTER_MAX_BYTES))
    const answers = judged(p, judgement, edition, roster)
    const isBetween = answers.found.some(({ detail }) => detail === 'roster-not-in-edition')
    if (!isBetween || tries === TRIES) return answers
  }
}

function wanted(path: string, atMost: number) {
  return { path, use: 'data', codings: 'all', atMost } as const
}

const nothing = { sighted: [], found: [], unchecked: [], isSilent: false } as const

function judged(
  p: Primitives,
  { newsroomId, nowMillis }: NewsroomJudgement,
  edition: NoAnswer | SiteAnswer,
  roster: NoAnswer | SiteAnswer,
): NewsroomAnswers {
  if (edition.kind !== 'answered' || roster.kind !== 'answered')
    return { ...nothing, unchecked: [...why(EDITION_PATH, edition), ...why(ROSTER_PATH, roster)] }
  if (edition.status === 404 && roster.status === 404) return { ...nothing, isSilent: true }
  if (edition.status !== 200) return missing('edition-missing', EDITION_PATH)
  if (roster.status !== 200) return missing('roster-missing', ROSTER_PATH)
  const headers = [
    ...unwantedHeaders(EDITION_PATH, edition.headers),
    ...keptTooLong(EDITION_PATH, edition.headers),
    ...unwantedHeaders(ROSTER_PATH, roster.headers),
    ...keptTooLong(ROSTER_PATH, roster.headers),
  ]
  try {
    const trusted = verifyRoster(p, roster.bytes, { newsroomId, nowMillis })
    const { number, timeMillis } = readEdition(p, newsroomId, edition.bytes, trusted)
    const { head: name, previousHead: previous } = trusted
    const sighted: readonly Sighted[] = [
      { kind: 'roster', number: trusted.number, name, previous },
      { kind: 'edition', number, name: p.sha256(edition.bytes) },
    ]
    const isStale = timeMillis + STALE_MILLIS < nowMillis
    const stale = { kind: 'edition-stale', path: EDITION_PATH, detail: String(number) } as const
    return { ...nothing, sighted, found: [...(isStale ? [stale] : []), ...headers] }
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    const isEdition = error.code.startsWith('edition-')
    const [kind, path] = isEdition
      ? (['edition-refused', EDITION_PATH] as const)
      : (['roster-refused', ROSTER_PATH] as const)
    return { ...nothing, found: [{ kind, path, detail: error.code }, ...headers] }
  }
}

function missing(kind: 'edition-missing' | 'roster-missing', path: string): NewsroomAnswers {
  return { ...nothing, found: [{ kind, path }] }
}

function why(path: string, answer: NoAnswer | SiteAnswer): NewsroomAnswers['unchecked'] {
  return answer.kind === 'answered' ? [] : [{ path, why: answer.kind }]
}

const ours: ReadonlySet<string> = new Set([
  ...Object.keys(SITE_HEADERS),
  'cache-control',
  'content-type',
])

/** Whether browsers would keep an answer for longer than until the next edition: one that does not ask for it
 *  has been here before. */
function keptTooLong(path: string, headers: ReadonlyMap<string, string>): readonly Finding[] {
  const header = 'cache-control'
  const given = headers.get(header)
  if (given === undefined) return [{ kind: 'header-missing', path, header }]
  const seconds = /^public, max-age=(?<seconds>\d{1,4})$/u.exec(given)?.groups?.['seconds']
  const isShort = seconds !== undefined && Number(seconds) <= MOST_KEPT_SECONDS
  return isShort ? [] : [{ kind: 'header-differs', path, header }]
}

/** Headers that an answer of the newsroom should not have: a cookie, a validator, anything else by which
 *  a browser could be known again or sent elsewhere. */
export function unwantedHeaders(
  path: string,
  headers: ReadonlyMap<string, string>,
): readonly Finding[] {
  return [...headers.keys()]
    .filter((header) => !ours.has(header) && !isTravelling(header))
    .map((header): Finding =>
      header === 'set-cookie'
        ? { kind: 'cookie-set', path, header }
        : { kind: 'header-unexpected', path, header },
    )
}
