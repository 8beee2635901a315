// A process that serves: the relay as it is, with or without TLS, or bare node:http that answers the same
// requests with the same bytes from memory and keeps nothing.
import { readFile } from 'node:fs/promises'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startRelay, type RelayConfigInput } from '@cronista/relay'
import { answerOrders, cpuMillisNow } from './intake-process.ts'
import { SILENT_MILLIS } from './million-whole.ts'

/** What such a process is started with, as JSON. */
export type ServerWish =
  | { readonly kind: 'bare'; readonly like: string; readonly paths: readonly string[] }
  | { readonly kind: 'relay'; readonly config: RelayConfigInput }

/** What it is asked for: what it has used so far; or to do what a relay does by the clock, so many days
 *  from now, and from then on to live in that day. */
export type ServerOrder =
  { readonly kind: 'upkeep'; readonly aheadDays: number } | { readonly kind: 'usage' }

/** What a process has used since it was started. */
export interface Usage {
  /** Of all its threads. */
  readonly cpuMillis: number
  readonly rssBytes: number
  /** The most it ever had. */
  readonly peakBytes: number
  /** What it has had the kernel write to disks; 0 where the kernel does not tell. */
  readonly writtenBytes: number
}

const DAY = 86_400_000

const wish = JSON.parse(process.argv[2] ?? '') as ServerWish
const { url, upkeep, close } =
  wish.kind === 'relay' ? await serveRelay(wish.config) : await serveBare(wish)
answerOrders(
  { url },
  async (asked: unknown) => {
    const order = asked as ServerOrder
    if (order.kind === 'upkeep') await upkeep(order.aheadDays)
    return usage()
  },
  close,
)

async function serveRelay(config: RelayConfigInput) {
  let aheadMillis = 0
  let round: () => Promise<void> = async () => undefined
  const relay = await startRelay(config, {
    clock: () => Date.now() + aheadMillis,
    alarm(delayMillis, ring) {
      const timer = setTimeout(() => void ring(), delayMillis)
      round = () => {
        clearTimeout(timer)
        return ring()
      }
      return () => clearTimeout(timer)
    },
    onFailure: console.error,
  })
  const upkeep = (aheadDays: number) => {
    aheadMillis = aheadDays * DAY
    return round()
  }
  return { url: relay.url, upkeep, close: () => relay.close() }
}

/** Asks the relay once for everything, and answers alike. */
async function serveBare({ like, paths }: Extract<ServerWish, { kind: 'bare' }>) {
  const answers = new Map<string, Answer>()
  for (const path of paths) answers.set(path, await answerOf(`${like}${path}`))
  const server = createServer({ keepAliveTimeout: SILENT_MILLIS }, (request, answer) => {
    const pieces: Uint8Array[] = []
    request.on('data', (piece: Uint8Array) => pieces.push(piece))
    request.on('end', () => {
      const known = answers.get(request.url ?? '')
      if (known === undefined) answer.writeHead(pieces.length > 0 ? 204 : 404).end()
      else answer.writeHead(200, known.headers).end(known.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const nothing = async () => undefined
  return { url: `http://127.0.0.1:${port}`, upkeep: nothing, close: nothing }
}

interface Answer {
  readonly headers: Readonly<Record<string, number | string>>
  readonly body: Uint8Array
}

async function answerOf(url: string): Promise<Answer> {
  const heard = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br' }, agent: false }, resolve).on('error', reject)
  })
  const pieces = await heard.toArray()
  const body = new Uint8Array(await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer())
  const own = Object.entries(heard.headers).filter(
    ([name]) => !['connection', 'date', 'keep-alive', 'transfer-encoding'].includes(name),
  )
  const headers = Object.fromEntries(own.map(([name, value]) => [name, String(value)]))
  return { headers: { ...headers, 'content-length': body.length }, body }
}

async function usage(): Promise<Usage> {
  const io = await readFile('/proc/self/io', 'utf8').catch(() => '')
  return {
    cpuMillis: cpuMillisNow(),
    rssBytes: process.memoryUsage.rss(),
    peakBytes: process.resourceUsage().maxRSS * 1024,
    writtenBytes: Number(/^write_bytes: (\d+)$/mu.exec(io)?.[1] ?? 0),
  }
}
