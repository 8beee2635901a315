import { Session, type Profiler } from 'node:inspector'

let session: Session | undefined

/** Has V8 count blocks in this thread, for good: it slows the code. A function that was compiled before is
 *  counted whole, not block by block, so this comes before the code that is looked at has run. */
export function countFromHere(): void {
  if (session !== undefined) return
  session = new Session()
  session.connect()
  ask('Profiler.enable')
  ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
}

/** What has run since the last call, script by script. */
export function takenCounts(): readonly Profiler.ScriptCoverage[] {
  const taken = ask('Profiler.takePreciseCoverage') as Profiler.TakePreciseCoverageReturnType
  return taken.result
}

/** Which blocks of the code ran: V8's own counters, read in the thread that they count in. */
export class Coverage {
  readonly #covers: RegExp
  readonly #seen = new Set<string>()

  /** Counts blocks of the scripts whose address `covers` finds, from now on. */
  constructor(covers: RegExp) {
    this.#covers = covers
    countFromHere()
    takenCounts()
  }

  /** How many different things have been reached. */
  get size(): number {
    return this.#seen.size
  }

  /** Whether anything ran since the last call that had not run before, or ran so often. */
  isNew(): boolean {
    const before = this.#seen.size
    for (const { url, functions } of takenCounts())
      if (this.#covers.test(url)) for (const one of functions) this.#note(url, one)
    return this.#seen.size > before
  }

  #note(url: string, { ranges }: Profiler.FunctionCoverage): void {
    // A block that ran as often as what it stands in is no range of its own; the one that was passed over
    // instead is, with a count of 0. Which blocks did not run is therefore as much a place as which did.
    for (const { startOffset, endOffset, count } of ranges)
      this.#seen.add(`${url} ${startOffset} ${endOffset} ${magnitudeOf(count)}`)
  }
}

function ask(method: string, parameters?: object): unknown {
  let answer: unknown
  // The session is in this thread: it answers before `post` returns.
  session?.post(method, parameters, (error: Error | null, result?: object) => {
    if (error !== null) throw error
    answer = result
  })
  return answer
}

/** A loop that turns five times tells no more than one that turns six times. */
function magnitudeOf(count: number): number {
  return count === 0 ? -1 : Math.floor(Math.log2(count))
}
