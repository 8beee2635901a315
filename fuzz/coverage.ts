import { Session, type Profiler } from 'node:inspector'

/** Which blocks of the code ran: V8's own counters, read in the thread that they count in. */
export class Coverage {
  readonly #session = new Session()
  readonly #covers: RegExp
  readonly #seen = new Set<string>()

  /** Counts blocks of the scripts whose address `covers` finds. */
  constructor(covers: RegExp) {
    this.#covers = covers
    this.#session.connect()
    this.#post('Profiler.enable')
    this.#post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  /** How many different things have been reached. */
  get size(): number {
    return this.#seen.size
  }

  /** Whether anything ran since the last call that had not run before, or ran so often. */
  isNew(): boolean {
    const before = this.#seen.size
    const taken = this.#post(
      'Profiler.takePreciseCoverage',
    ) as Profiler.TakePreciseCoverageReturnType
    for (const { url, functions } of taken.result)
      if (this.#covers.test(url)) for (const one of functions) this.#note(url, one)
    return this.#seen.size > before
  }

  /** Ends the counting, which slows the code. */
  end(): void {
    this.#post('Profiler.stopPreciseCoverage')
    this.#session.disconnect()
  }

  #note(url: string, { ranges }: Profiler.FunctionCoverage): void {
    // A block that ran as often as what it stands in is no range of its own; the one that was passed over
    // instead is, with a count of 0. Which blocks did not run is therefore as much a place as which did.
    for (const { startOffset, endOffset, count } of ranges)
      this.#seen.add(`${url} ${startOffset} ${endOffset} ${magnitudeOf(count)}`)
  }

  #post(method: string, parameters?: object): unknown {
    let answer: unknown
    // The session is in this thread: it answers before `post` returns.
    this.#session.post(method, parameters, (error: Error | null, result?: object) => {
      if (error !== null) throw error
      answer = result
    })
    return answer
  }
}

/** A loop that turns five times tells no more than one that turns six times. */
function magnitudeOf(count: number): number {
  return count === 0 ? -1 : Math.floor(Math.log2(count))
}
