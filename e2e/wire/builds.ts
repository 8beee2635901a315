/**
 * The reader script as this proof runs it: built from the product's own sources by the product's own
 * rules, with other times. A leaky build is the same with a few lines of one file exchanged while it is
 * bundled; nothing of that is in the product. Each exchange must find its lines, or building fails.
 */
import { readFile } from 'node:fs/promises'
import { build, type Plugin } from 'esbuild'
import { readerBuildOptions, scriptOf, type Place } from '@cronista/reader/bundle'
import { scheduleAt, shareOf, type Pace } from './paces.ts'

/** What a build gives away on purpose; `none` is the product. */
export type Leak = 'longer-path' | 'none' | 'portal' | 'retry' | 'send-now'

/** One exchange in one source file. */
interface Exchange {
  readonly file: RegExp
  readonly lines: string
  readonly by: string
}

const VISIT = /[/\\]reader[/\\]src[/\\]visit\.ts$/
const START_PAGE = /[/\\]reader[/\\]src[/\\]start-page\.ts$/
const FETCH_RELAY = /[/\\]reader[/\\]src[/\\]adapters[/\\]fetch-relay\.ts$/
const SCHEDULE = /[/\\]protocol[/\\]src[/\\]schedule\.ts$/

/** A page that explains how to write, and that readers of this proof do not open. */
const PORTAL = '/es/escribir/'

const sendCell: Exchange = {
  file: VISIT,
  lines: 'this.#world.relay.sendCell(taken.cell)',
  by: "this.#world.relay.sendCell(taken.cell, this.conversation.snapshot().thread === 'open')",
}
const takesKnowledge: Exchange = {
  file: FETCH_RELAY,
  lines: 'sendCell(cell) {',
  by: 'sendCell(cell, isContributor) {',
}
const POSTING = 'fetch(CELL_PATH, request).catch(() => undefined)'

const leaks: Readonly<Record<Leak, readonly Exchange[]>> = {
  none: [],
  'send-now': [
    {
      file: VISIT,
      lines: "this.#courier.post({ kind: 'queue', reference, letter })",
      by: "this.#courier.post({ kind: 'queue', reference, letter }); this.#tick()",
    },
  ],
  portal: [
    {
      file: START_PAGE,
      lines: 'revealOpeners(() => composer.open())',
      by: `const portal = location.pathname === '${PORTAL}'
           revealOpeners(() => portal ? composer.open() : location.assign('${PORTAL}'))
           if (portal) composer.open()`,
    },
  ],
  'longer-path': [
    sendCell,
    takesKnowledge,
    {
      file: FETCH_RELAY,
      lines: POSTING,
      by: "fetch(isContributor ? CELL_PATH + '?to=newsroom' : CELL_PATH, request).catch(() => undefined)",
    },
  ],
  retry: [
    sendCell,
    takesKnowledge,
    {
      file: FETCH_RELAY,
      lines: POSTING,
      by: `const again = () => { if (isContributor) setTimeout(() => fetch(CELL_PATH, { ...request, signal: undefined }).catch(() => undefined), 400) }
           fetch(CELL_PATH, request).then((answer) => { if (!answer.ok) again() }, again)`,
    },
  ],
}

/** Bundles the script for a campaign. Throws RangeError if the sources no longer have the lines that
 *  are to be exchanged. */
export async function buildReader(pace: Pace, leak: Leak): Promise<Uint8Array> {
  const page = await program('page', pace, leak)
  const worker = await program('worker', pace, leak)
  return new TextEncoder().encode(scriptOf(page, worker))
}

async function program(place: Place, pace: Pace, leak: Leak): Promise<string> {
  const options = readerBuildOptions('production', place)
  const expected = place === 'page' ? [...timeLimits(pace), ...leaks[leak]] : []
  const exchanged = new Set<Exchange>()
  const plugins = [pacePlugin(pace, expected, exchanged), ...(options.plugins ?? [])]
  const { outputFiles } = await build({ ...options, plugins, minify: true, write: false })
  if (exchanged.size < expected.length)
    throw new RangeError('the reader script has no such lines to exchange any more')
  return outputFiles[0]?.text.trim() ?? ''
}

/** How long a page waits for answers, which is less than a wait between ticks, at the same share. */
function timeLimits(pace: Pace): readonly Exchange[] {
  const share = shareOf(pace)
  return [
    ['CELL_LIMIT_MILLIS = 20_000', `CELL_LIMIT_MILLIS = ${20_000 * share}`],
    ['NEWS_LIMIT_MILLIS = 60_000', `NEWS_LIMIT_MILLIS = ${60_000 * share}`],
  ].map(([lines = '', by = '']) => ({ file: FETCH_RELAY, lines, by }))
}

function pacePlugin(pace: Pace, exchanges: readonly Exchange[], exchanged: Set<Exchange>): Plugin {
  return {
    name: 'pace',
    setup(builder) {
      builder.onLoad({ filter: SCHEDULE }, async ({ path }) => {
        const times = JSON.stringify(scheduleAt(pace))
        const source = await readFile(path, 'utf8')
        return { contents: `${source}\nObject.assign(productionSchedule, ${times})`, loader: 'ts' }
      })
      builder.onLoad({ filter: /[/\\]reader[/\\]src[/\\].*\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8')
        return { contents: exchangeIn(source, path, exchanges, exchanged), loader: 'ts' }
      })
    },
  }
}

function exchangeIn(
  source: string,
  path: string,
  exchanges: readonly Exchange[],
  exchanged: Set<Exchange>,
): string {
  let text = source
  for (const exchange of exchanges) {
    if (!exchange.file.test(path) || !text.includes(exchange.lines)) continue
    text = text.replace(exchange.lines, () => exchange.by)
    exchanged.add(exchange)
  }
  return text
}
