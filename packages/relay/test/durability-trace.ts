/* Reads what strace wrote of a relay and judges it: before each 204, everything that was written to
 * the log of cells has been synced, and something was. */

/** What a trace shows. */
export interface TraceVerdict {
  /** Answers of 204 that were written. */
  readonly answered: number
  /** Numbers of the trace's lines on which a 204 went out that should not have. */
  readonly tooEarly: readonly number[]
}

const CALL = /^(\d+)\s+(\w+)\((.*)$/u
const RESUMED = /^(\d+)\s+<\.\.\. \w+ resumed>.*= (-?\d+)/u
const ANSWER = 'HTTP/1.1 204'
const SYNCS = new Set(['fdatasync', 'fsync'])
const UNFINISHED = '<unfinished ...>'

/** Judges a trace of `strace -f -y` over `pwrite64`, `fsync`, `fdatasync`, `write`, `writev` and
 *  `sendto`. Cells must have been sent one after the other, each after the answer to the one before;
 *  `logName` ends the path of the write-ahead log. */
export function judgeTrace(trace: string, logName: string): TraceVerdict {
  const syncing = new Set<string>()
  const log = new LogOfOneCell()
  const tooEarly: number[] = []
  let answered = 0
  for (const [index, line] of trace.split('\n').entries()) {
    const resumed = RESUMED.exec(line)
    if (resumed !== null) {
      const [, pid = '', result] = resumed
      if (syncing.delete(pid) && result === '0') log.sync()
      continue
    }
    const [, pid = '', call = '', args = ''] = CALL.exec(line) ?? []
    if (args.includes(ANSWER)) {
      answered += 1
      if (!log.isSynced) tooEarly.push(index + 1)
      log.begin()
    } else if (!args.includes(`${logName}>`)) continue
    else if (call === 'pwrite64') log.write()
    else if (SYNCS.has(call) && line.endsWith(UNFINISHED)) syncing.add(pid)
    else if (SYNCS.has(call) && line.endsWith('= 0')) log.sync()
  }
  return { answered, tooEarly }
}

/** What has happened to the log since the answer before. */
class LogOfOneCell {
  isSynced = false
  #isWritten = false

  begin(): void {
    this.isSynced = false
    this.#isWritten = false
  }

  write(): void {
    this.isSynced = false
    this.#isWritten = true
  }

  sync(): void {
    this.isSynced = this.#isWritten
  }
}
