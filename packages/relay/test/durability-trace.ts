/* Reads what strace wrote of a relay and judges it: before each 204, everything that was written of
 * what it acknowledges has been synced, and something was. */

/** What a trace shows. */
export interface TraceVerdict {
  /** Answers of 204 that were written. */
  readonly answered: number
  /** Numbers of the trace's lines on which a 204 went out that should not have. */
  readonly tooEarly: readonly number[]
}

/** A call that has to do with the disk: a write when it begins, the others when they have succeeded. */
export interface DiskCall {
  readonly kind: 'rename' | 'sync' | 'write'
  /** Of the file or folder; of a rename, all that was said. */
  readonly path: string
}

/** What has happened, since the answer before, to what the next answer acknowledges. */
export interface WayToDisk {
  begin(): void
  call(call: DiskCall): void
  readonly isDurable: boolean
}

const CALL = /^(\d+)\s+(\w+)\((.*)$/u
const RESUMED = /^(\d+)\s+<\.\.\. \w+ resumed>.*= (-?\d+)/u
const DESCRIPTOR = /^\d+<([^>]*)>/u
const ANSWER = 'HTTP/1.1 204'
const UNFINISHED = '<unfinished ...>'
const kinds: Readonly<Record<string, DiskCall['kind']>> = {
  fdatasync: 'sync',
  fsync: 'sync',
  pwrite64: 'write',
  rename: 'rename',
  write: 'write',
}

/** The calls that strace is to show. */
export const TRACED_CALLS = 'trace=fsync,fdatasync,pwrite64,rename,write,writev,sendto,sendmsg'

/** Judges a trace of `strace -f -y` over {@link TRACED_CALLS}. Requests must have been sent one after
 *  the other, each after the answer to the one before. */
export function judgeTrace(trace: string, way: WayToDisk): TraceVerdict {
  const tooEarly: number[] = []
  let answered = 0
  for (const { line, call } of stepsIn(trace)) {
    if (call !== 'answer') {
      way.call(call)
      continue
    }
    answered += 1
    if (!way.isDurable) tooEarly.push(line)
    way.begin()
  }
  return { answered, tooEarly }
}

/** What a trace says of the disk and of answers, in its order, each with the number of its line from 1. */
export function* stepsIn(
  trace: string,
): Iterable<{ readonly line: number; readonly call: DiskCall | 'answer' }> {
  const pending = new Map<string, DiskCall>()
  for (const [index, text] of trace.split('\n').entries()) {
    const line = index + 1
    const [, resumed = '', result] = RESUMED.exec(text) ?? []
    const finished = pending.get(resumed)
    if (pending.delete(resumed) && finished !== undefined && result === '0')
      yield { line, call: finished }
    const [, pid = '', name = '', args = ''] = CALL.exec(text) ?? []
    if (args.includes(ANSWER)) {
      yield { line, call: 'answer' }
      continue
    }
    const kind = kinds[name]
    if (kind === undefined) continue
    const call = { kind, path: kind === 'rename' ? args : (DESCRIPTOR.exec(args)?.[1] ?? '') }
    if (kind === 'write' || text.endsWith('= 0')) yield { line, call }
    else if (text.endsWith(UNFINISHED)) pending.set(pid, call)
  }
}

/** Into a write-ahead log whose path ends in this name: written, then synced. */
export class WayIntoLog implements WayToDisk {
  readonly #name: string
  #isWritten = false
  isDurable = false

  constructor(name: string) {
    this.#name = name
  }

  begin(): void {
    this.isDurable = false
    this.#isWritten = false
  }

  call({ kind, path }: DiskCall): void {
    if (!path.endsWith(this.#name)) return
    if (kind === 'write') {
      this.isDurable = false
      this.#isWritten = true
    } else if (kind === 'sync') this.isDurable = this.#isWritten
  }
}

/** Into files of a folder: each written, synced, renamed, and the folder synced after it. */
export class WayIntoFolder implements WayToDisk {
  readonly #folder: string
  #reached: 'named' | 'nothing' | 'synced' | 'written' | 'durable' = 'nothing'

  /** `folder` ends the path of the folder. */
  constructor(folder: string) {
    this.#folder = folder
  }

  get isDurable(): boolean {
    return this.#reached === 'durable'
  }

  begin(): void {
    this.#reached = 'nothing'
  }

  call({ kind, path }: DiskCall): void {
    if (!path.includes(this.#folder)) return
    const isFolder = path.endsWith(this.#folder)
    if (kind === 'write') this.#reached = 'written'
    else if (kind === 'sync' && !isFolder && this.#reached === 'written') this.#reached = 'synced'
    else if (kind === 'rename') this.#reached = this.#reached === 'synced' ? 'named' : 'nothing'
    else if (isFolder && this.#reached === 'named') this.#reached = 'durable'
  }
}
