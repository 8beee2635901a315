import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Upstream } from './pass-through.ts'
import type { LineFaults, Trace } from './trace.ts'

/** What the process of the lines is told. */
export type LineOrder =
  | {
      readonly kind: 'open'
      readonly session: number
      readonly upstream: Upstream
      readonly faults: LineFaults
    }
  | { readonly kind: 'close'; readonly session: number }

/** What it answers. */
export type LineReport =
  | { readonly kind: 'opened'; readonly session: number; readonly port: number }
  | { readonly kind: 'closed'; readonly session: number; readonly trace: Trace }

/** A session's own way to the relay. */
export interface OpenLine {
  readonly origin: string
  /** Cuts it and gives what was seen. */
  close(): Promise<Trace>
}

/** Whom the failing side of the relay refuses, and whom it does not. */
const ADDRESSES = { sound: '127.0.0.1', refused: '127.0.1.1' }

/** The observer's process. */
export class Lines {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (report: LineReport) => void>()
  #sessions = 0

  constructor() {
    this.#child = fork(join(import.meta.dirname, 'pass-through.process.ts'))
    this.#child.on('message', (report: LineReport) => {
      const take = this.#waiting.get(report.session)
      this.#waiting.delete(report.session)
      take?.(report)
    })
  }

  /** Opens a way to the relay at this port. */
  async open(relayPort: number, faults: LineFaults): Promise<OpenLine> {
    this.#sessions += 1
    const session = this.#sessions
    const localAddress = faults.refuses ? ADDRESSES.refused : ADDRESSES.sound
    const upstream = { port: relayPort, localAddress }
    const opened = await this.#ask({ kind: 'open', session, upstream, faults })
    if (opened.kind !== 'opened') throw new RangeError('the observer answered something else')
    return {
      origin: `https://127.0.0.1:${opened.port}`,
      close: async () => {
        const closed = await this.#ask({ kind: 'close', session })
        if (closed.kind !== 'closed') throw new RangeError('the observer answered something else')
        return closed.trace
      },
    }
  }

  end(): void {
    this.#child.disconnect()
  }

  #ask(order: LineOrder): Promise<LineReport> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(order.session, resolve)
      this.#child.send(order, (error) => {
        if (error !== null) reject(error)
      })
    })
  }
}
