/* Reads what strace wrote of a desk and judges it: whenever the desk tells somebody something, nothing that it
 * has written to its database or the log before it is still on its way to the disk. */

/** Something that a desk tells: a batch, an edition, an answer to its page. */
export interface Promised {
  readonly kind: 'answer' | 'batch' | 'edition'
  /** Number of the trace's line, from 1. */
  readonly line: number
  /** Whether something was written and synced since the desk was asked, or told something of this kind. */
  readonly isPreceded: boolean
}

/** What a trace shows. */
export interface DeskVerdict {
  readonly promised: readonly Promised[]
  /** Numbers of the trace's lines on which the desk told something before all was synced. */
  readonly tooEarly: readonly number[]
}

/** The calls that strace is to show, with `-s` at least 64. */
export const TRACED_CALLS =
  'trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg,read,recvfrom'

const CALL = /^(?:\d+\s+)?(\w+)\(\d+<([^>]*)>(.*)$/u
const RESUMED = /^(\d+)\s+<\.\.\. (\w+) resumed>.*= (-?\d+)/u
const DATABASE = /\/desk\.sqlite(?:-wal)?$/u
const told: readonly (readonly [Promised['kind'], RegExp])[] = [
  ['batch', /"PUT \/desk\/journal\//u],
  ['edition', /"PUT \/desk\/editions\//u],
  ['answer', /"HTTP\/1\.1 2\d\d /u],
]
/** The page asks for something to be changed. */
const ASKED = /"POST \/api\//u

/** Judges a trace of `strace -f -y -s 64` over {@link TRACED_CALLS}. */
export function judgeDeskTrace(trace: string): DeskVerdict {
  const unsynced = new Set<string>()
  const pending = new Map<string, string>()
  const since: Record<Promised['kind'], boolean> = { answer: false, batch: false, edition: false }
  const promised: Promised[] = []
  const tooEarly: number[] = []
  const synced = (path: string): void => {
    if (unsynced.delete(path)) Object.assign(since, { answer: true, batch: true, edition: true })
  }
  for (const [index, line] of trace.split('\n').entries()) {
    const [, resumed = '', , result] = RESUMED.exec(line) ?? []
    const finished = pending.get(resumed)
    if (pending.delete(resumed) && finished !== undefined && result === '0') synced(finished)
    const [, name = '', path = '', rest = ''] = CALL.exec(line) ?? []
    if (DATABASE.test(path)) {
      if (name === 'pwrite64' || name === 'write') unsynced.add(path)
      else if (line.endsWith('= 0')) synced(path)
      else if (line.endsWith('<unfinished ...>')) pending.set(line.split(/\s+/u)[0] ?? '', path)
      continue
    }
    if ((name === 'read' || name === 'recvfrom') && ASKED.test(rest)) since.answer = false
    if (name === 'read' || name === 'recvfrom') continue
    const [kind] = told.find(([, pattern]) => pattern.test(rest)) ?? []
    if (kind === undefined) continue
    promised.push({ kind, line: index + 1, isPreceded: since[kind] })
    since[kind] = false
    if (unsynced.size > 0) tooEarly.push(index + 1)
  }
  return { promised, tooEarly }
}
