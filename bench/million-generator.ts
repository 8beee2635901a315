// The visitors: draws visits and makes their requests, as fast as they are answered or at a pace. Cells are
// genuine ones, sealed before, of which each time the last bytes are others: so they are all distinct, and
// whoever does not open them cannot tell.
import { readFile } from 'node:fs/promises'
import { CELL_BYTES } from '@cronista/protocol'
import { CELL_PATH, EDITION_PATH, ROSTER_PATH } from '@cronista/protocol/http'
import { uniformOf } from './inference.ts'
import { answerOrders } from './intake-process.ts'
import { openKeptLine, openVisitorsLine, type Line, type LineBytes } from './million-lines.ts'
import { drawnVisit, type Asked, type AskedAt } from './million-visits.ts'
import { SILENT_MILLIS } from './million-whole.ts'

/** Where the site's files are. Visits go to one page after the other. */
export interface SitePaths {
  readonly pages: readonly string[]
  readonly style: string
  readonly script: string
  readonly icon: string
}

/** What the generator is asked for. */
export interface VisitsOrder {
  readonly url: string
  readonly site: SitePaths
  /** File of sealed cells, one after the other. */
  readonly poolPath: string
  readonly visits: number
  readonly seed: number
  /** `fast`: so many visits at a time, each request as soon as the one before is answered. `paced`: every
   *  request at a moment drawn from the whole time. `tls`: as `fast`, over connections of each visitor's.
   *  `held`: pages that are opened and send one cell, and whose connections then stay until the next order. */
  readonly manner:
    | { readonly kind: 'fast'; readonly atOnce: number }
    | { readonly kind: 'held'; readonly authority: string }
    | { readonly kind: 'paced'; readonly millis: number }
    | { readonly kind: 'tls'; readonly atOnce: number; readonly authority: string }
}

/** What was asked and came back. */
export interface VisitsOutcome {
  readonly visits: number
  readonly millis: number
  /** All stays together; of `fast` and `tls` alone. */
  readonly stayMillis: number
  readonly requests: Readonly<Record<Asked, number>>
  /** Of bodies alone. */
  readonly contentUp: number
  readonly contentDown: number
  readonly line: LineBytes
  /** From a cell's first byte to its 204. */
  readonly answerMillis: { readonly median: number; readonly p99: number }
}

type Manner<Kind> = Extract<VisitsOrder['manner'], { kind: Kind }>

const PROGRESS_MILLIS = 10_000
const LINES_AT_A_PACE = 512
const OPENED_AT_ONCE = 32
let made = 0

const held: Line[] = []

answerOrders({}, async (asked: unknown) => {
  const order = asked as VisitsOrder
  for (const line of held.splice(0)) await line.close()
  return new Generator(order, await readFile(order.poolPath)).run()
})

class Generator {
  readonly #order: VisitsOrder
  readonly #pool: Uint8Array
  readonly #uniform: () => number
  readonly #requests = { cell: 0, edition: 0, icon: 0, page: 0, roster: 0, script: 0, style: 0 }
  readonly #answerMillis: number[] = []
  #content = { up: 0, down: 0 }
  #line: LineBytes = { up: 0, down: 0, connections: 0, open: 0 }
  #stayMillis = 0
  #done = 0

  constructor(order: VisitsOrder, pool: Uint8Array) {
    this.#order = order
    this.#pool = pool
    this.#uniform = uniformOf(order.seed)
  }

  async run(): Promise<VisitsOutcome> {
    const { visits, manner } = this.#order
    const began = performance.now()
    const telling = setInterval(() => this.#tell(began), PROGRESS_MILLIS)
    if (manner.kind === 'paced') await this.#paced(manner.millis)
    else if (manner.kind === 'held') await this.#hold(manner.authority)
    else await this.#fast(manner)
    clearInterval(telling)
    const sorted = this.#answerMillis.sort((a, b) => a - b)
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
    return {
      ...{ visits, millis: performance.now() - began, requests: this.#requests, line: this.#line },
      ...{ contentUp: this.#content.up, contentDown: this.#content.down },
      stayMillis: this.#stayMillis,
      answerMillis: { median: at(0.5), p99: at(0.99) },
    }
  }

  async #fast(manner: Manner<'fast' | 'tls'>): Promise<void> {
    const { url, visits } = this.#order
    const kept = manner.kind === 'fast' ? openKeptLine(url, manner.atOnce) : undefined
    let next = 0
    const visitInTurn = async () => {
      while (next < visits) await this.#visit(next++, kept, manner)
    }
    await Promise.all(Array.from({ length: manner.atOnce }, visitInTurn))
    if (kept !== undefined) await this.#end(kept)
  }

  async #visit(
    number: number,
    kept: Line | undefined,
    manner: Manner<'fast' | 'tls'>,
  ): Promise<void> {
    const { requests, stayMillis } = drawnVisit(this.#uniform)
    this.#stayMillis += stayMillis
    if (kept !== undefined) for (const { asked } of requests) await this.#ask(kept, asked, number)
    else if (manner.kind === 'tls') {
      const line = openVisitorsLine(this.#order.url, manner.authority)
      let lastMillis = 0
      for (const { asked, atMillis } of requests) {
        if (atMillis - lastMillis > SILENT_MILLIS) await line.renew()
        lastMillis = atMillis
        await this.#ask(line, asked, number)
      }
      await this.#end(line)
    }
    this.#done += 1
  }

  async #hold(authority: string): Promise<void> {
    const openInTurn = async () => {
      while (held.length < this.#order.visits) {
        const line = openVisitorsLine(this.#order.url, authority)
        const number = held.push(line)
        for (const asked of ['page', 'edition', 'roster', 'cell'] as const)
          await this.#ask(line, asked, number)
      }
    }
    await Promise.all(Array.from({ length: OPENED_AT_ONCE }, openInTurn))
    const open = held.reduce((sum, line) => sum + line.bytes().open, 0)
    this.#line = { ...this.#line, open }
  }

  /** Visits overlap in truth, so each request of each has a moment of its own. */
  async #paced(millis: number): Promise<void> {
    const { url, visits } = this.#order
    const drawn = Array.from({ length: visits }, (_, number) =>
      drawnVisit(this.#uniform).requests.map(({ asked }: AskedAt) => ({
        ...{ asked, number },
        atMillis: this.#uniform() * millis,
      })),
    )
    const requests = drawn.flat().sort((a, b) => a.atMillis - b.atMillis)
    const line = openKeptLine(url, LINES_AT_A_PACE)
    const began = performance.now()
    const underWay: Promise<void>[] = []
    for (const { asked, number, atMillis } of requests) {
      const wait = began + atMillis - performance.now()
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      underWay.push(this.#ask(line, asked, number))
    }
    await Promise.all(underWay)
    await this.#end(line)
  }

  async #ask(line: Line, asked: Asked, visit: number): Promise<void> {
    const body = asked === 'cell' ? this.#cell() : undefined
    const began = performance.now()
    const { status, bytes } = await line.ask({ path: this.#pathOf(asked, visit), body })
    if (status !== (asked === 'cell' ? 204 : 200)) throw new RangeError(`${asked}: ${status}`)
    if (asked === 'cell') this.#answerMillis.push(performance.now() - began)
    this.#requests[asked] += 1
    this.#content.up += body?.length ?? 0
    this.#content.down += bytes
  }

  #cell(): Uint8Array {
    made += 1
    const start = (made * CELL_BYTES) % this.#pool.length
    const cell = this.#pool.slice(start, start + CELL_BYTES)
    const tail = new DataView(cell.buffer, cell.byteOffset + CELL_BYTES - 8)
    tail.setUint32(0, this.#order.seed)
    tail.setUint32(4, made)
    return cell
  }

  #pathOf(asked: Asked, visit: number): string {
    const { pages, style, script, icon } = this.#order.site
    const page = pages[visit % pages.length] ?? '/'
    return {
      cell: CELL_PATH,
      edition: EDITION_PATH,
      roster: ROSTER_PATH,
      page,
      style,
      script,
      icon,
    }[asked]
  }

  async #end(line: Line): Promise<void> {
    await line.close()
    const { up, down, connections } = line.bytes()
    const before = this.#line
    this.#line = {
      ...before,
      up: before.up + up,
      down: before.down + down,
      connections: before.connections + connections,
    }
  }

  #tell(began: number): void {
    const seconds = Math.round((performance.now() - began) / 1000)
    const { visits, manner } = this.#order
    console.error(
      `  ${manner.kind}: ${this.#done} of ${visits} visits, ${this.#requests.cell} cells, ${seconds} s`,
    )
  }
}
