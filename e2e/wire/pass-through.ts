/**
 * The line between a browser and the relay: passes bytes on unchanged, has no key, and notes the
 * headers of the TLS records that go by. Each session comes in by a port of its own, so that its
 * connections are known however many there are at once.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { RecordReader } from './tls-records.ts'
import type { LineFaults, SeenConnection, SeenRecord, Trace } from './trace.ts'

/** Where a session's connections go on. */
export interface Upstream {
  readonly port: number
  /** The relay's failing side knows by this address whom to refuse. */
  readonly localAddress: string
}

const LAST_WORDS_MILLIS = 1_000

interface OpenConnection {
  readonly browser: Socket
  readonly relay: Socket
}

/** One session's line. */
export class SessionLine {
  readonly #upstream: Upstream
  readonly #faults: LineFaults
  readonly #server: Server
  readonly #open = new Set<{ connection: OpenConnection; closed: Promise<void> }>()
  readonly #seen: SeenConnection[] = []
  readonly #timers: NodeJS.Timeout[] = []
  #startedAtMillis: number | undefined
  #stalled = false

  private constructor(upstream: Upstream, faults: LineFaults) {
    this.#upstream = upstream
    this.#faults = faults
    // Half-open, so that the end of one direction passes as such.
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (browser) => {
      this.#accept(browser)
    })
  }

  /** Listens on a free port of 127.0.0.1. */
  static async open(upstream: Upstream, faults: LineFaults): Promise<SessionLine> {
    const line = new SessionLine(upstream, faults)
    await new Promise<void>((resolve, reject) => {
      line.#server.once('error', reject)
      line.#server.listen(0, '127.0.0.1', resolve)
    })
    return line
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Waits a moment for the browser to close what it had open, cuts the rest, and tells what was seen. */
  async close(): Promise<Omit<Trace, 'worstDelayMillis'>> {
    for (const timer of this.#timers) clearTimeout(timer)
    // A held-back line never hears that its relay ended.
    for (const { connection } of this.#open) connection.relay.resume()
    this.#server.close()
    const closed = Promise.all([...this.#open].map((one) => one.closed))
    await Promise.race([closed, wait(LAST_WORDS_MILLIS)])
    for (const { connection } of this.#open) destroy(connection)
    await closed
    const connections = this.#seen.toSorted((a, b) => a.openedAtMillis - b.openedAtMillis)
    const began = this.#startedAtMillis ?? performance.now()
    return { beganAtMillis: Math.round(performance.timeOrigin + began), connections }
  }

  #accept(browser: Socket): void {
    const openedAtMillis = this.#now()
    const { port, localAddress } = this.#upstream
    const to = { port, host: '127.0.0.1', localAddress, allowHalfOpen: true, noDelay: true }
    const connection = { browser, relay: connect(to) }
    const records: SeenRecord[] = []
    let closedBy: SeenConnection['closedBy'] = 'fault'
    const { relay } = connection
    this.#pass(browser, relay, 1, records, () => (closedBy = firstToClose(closedBy, 'browser')))
    this.#pass(relay, browser, 0, records, () => (closedBy = firstToClose(closedBy, 'relay')))
    if (this.#stalled) relay.pause()
    const closed = Promise.all([closeOf(browser, relay), closeOf(relay, browser)]).then(() => {
      this.#open.delete(open)
      this.#seen.push({ openedAtMillis, closedAtMillis: this.#now(), closedBy, records })
    })
    const open = { connection, closed }
    this.#open.add(open)
  }

  #pass(from: Socket, to: Socket, up: 0 | 1, records: SeenRecord[], onEnd: () => void): void {
    const reader = new RecordReader()
    from.on('data', (chunk: Uint8Array) => {
      const atMillis = this.#now()
      for (const { type, length } of reader.read(chunk)) records.push([atMillis, up, type, length])
      to.write(chunk)
    })
    from.on('end', () => {
      onEnd()
      to.end()
    })
    from.on('error', () => {
      onEnd()
      to.destroy()
    })
  }

  #now(): number {
    const now = performance.now()
    if (this.#startedAtMillis === undefined) {
      this.#startedAtMillis = now
      this.#planFaults()
    }
    return Math.round((now - this.#startedAtMillis) * 10) / 10
  }

  #planFaults(): void {
    const at = (millis: number, action: () => void): void => {
      this.#timers.push(setTimeout(action, millis))
    }
    for (const [from, to] of this.#faults.stalls) {
      at(from, () => {
        this.#stalled = true
        for (const { connection } of this.#open) connection.relay.pause()
      })
      at(to, () => {
        this.#stalled = false
        for (const { connection } of this.#open) connection.relay.resume()
      })
    }
    for (const millis of this.#faults.dropsAtMillis)
      at(millis, () => {
        for (const { connection } of this.#open) destroy(connection)
      })
  }
}

function firstToClose(
  known: SeenConnection['closedBy'],
  side: 'browser' | 'relay',
): SeenConnection['closedBy'] {
  return known === 'fault' ? side : known
}

/** Where one side is gone, the other has nobody to speak to. */
function closeOf(side: Socket, other: Socket): Promise<void> {
  return new Promise((resolve) => {
    side.once('close', () => {
      // What was written to it may still be on its way out.
      if (!other.destroyed) other.destroySoon()
      resolve()
    })
  })
}

function destroy({ browser, relay }: OpenConnection): void {
  browser.destroy()
  relay.destroy()
}
